import { fromContractInput } from '@causeway/risk'
import type { Hex } from 'viem'
import { liquidationAbi, riskReaderAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, RevertError } from '../errors/causewayError.js'
import { auctionScenarios } from './auctionScenarios.js'
import { liquidationCall } from './liquidationCall.js'
import { readDeployed } from './read.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type OpenAuctionParameters = {
  /** Who is below maintenance. */
  account: AccountRef
  /** Scenarios that prove it, a byte each; `0x` has all of the margin computed. Default: the worst ones, as far as they prove it. */
  scenarios?: Hex | undefined
}
export type PrepareOpenAuctionReturnType = { request: WriteRequest; account: Hex; scenarios: Hex }
export type OpenAuctionReturnType = WriteResult & { account: Hex; scenarios: Hex }
export type OpenAuctionErrorType = CausewayError

/**
 * Opens an auction against an account below maintenance. Anyone may. It names the scenarios in which the account loses most:
 * what they prove costs little.
 *
 * @example
 * await openAuction(client, { account })
 *
 * @throws RevertError `Liquidation_Healthy` when the account is not below maintenance, `Liquidation_Open` when there is an auction
 */
export async function openAuction(
  client: CausewayClientBase,
  parameters: OpenAuctionParameters,
): Promise<OpenAuctionReturnType> {
  const { request, account, scenarios } = await prepareOpenAuction(client, parameters)
  return { ...(await sendWrite(client, request)), account, scenarios }
}

/** Makes the request of {@link openAuction} without sending it. */
export async function prepareOpenAuction(
  client: CausewayClientBase,
  parameters: OpenAuctionParameters,
): Promise<PrepareOpenAuctionReturnType> {
  const account = resolveAccount(client, parameters.account)
  const scenarios = parameters.scenarios ?? (await provingScenarios(client, account))
  return { request: liquidationCall(client, 'open', [account, scenarios]), account, scenarios }
}

/** Runs {@link openAuction} without sending it. */
export async function simulateOpenAuction(
  client: CausewayClientBase,
  parameters: OpenAuctionParameters,
): Promise<PrepareOpenAuctionReturnType> {
  const prepared = await prepareOpenAuction(client, parameters)
  await simulateWrite(client, prepared.request, { abi: liquidationAbi, functionName: 'open' })
  return prepared
}

/** The worst scenarios if they prove the shortfall; none where minima, charges or correlations make it. */
async function provingScenarios(client: CausewayClientBase, account: Hex): Promise<Hex> {
  const raw = await readDeployed(client, {
    ...{ chain: client.deployment.hubChain, contract: 'riskReader', abi: riskReaderAbi },
    ...{ functionName: 'inputOf', args: [account, false] },
  })
  const scenarios = auctionScenarios(fromContractInput(raw))
  try {
    await simulateWrite(client, liquidationCall(client, 'open', [account, scenarios]))
    return scenarios
  } catch (error) {
    const name = error instanceof RevertError ? error.revert.errorName : undefined
    if (name === 'Liquidation_NotShort' || name?.startsWith('Valuation_')) return '0x'
    throw error
  }
}
