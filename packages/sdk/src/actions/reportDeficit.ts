import type { Address } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken } from '../client/tokens.js'
import type { CausewayError } from '../errors/causewayError.js'
import { onlyAppended } from './appended.js'
import { ampleAppendFee } from './getAppendFee.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type ReportDeficitParameters = {
  /** Chain of the vault. */
  chain: ChainRef
  /** Symbol or address. */
  token: Address | string
  fee?: bigint | undefined
}
export type ReportDeficitReturnType = WriteResult & { seq: bigint }
export type ReportDeficitErrorType = CausewayError

/**
 * Tells the hub that a vault holds less of a token than it owes, and stops its deposits there. Anyone may call.
 *
 * @example
 * const { seq } = await reportDeficit(client, { chain: 'optimism', token: 'DAI' })
 *
 * @throws RevertError `Spoke_NoDeficit` when the vault holds what it owes, or no less than was reported
 */
export async function reportDeficit(
  client: CausewayClientBase,
  parameters: ReportDeficitParameters,
): Promise<ReportDeficitReturnType> {
  const request = await prepareReportDeficit(client, parameters)
  const result = await sendWrite(client, request)
  return { ...result, seq: onlyAppended(client, request.chain, result.receipt).seq }
}

/** Makes the request of {@link reportDeficit} without sending it. */
export async function prepareReportDeficit(
  client: CausewayClientBase,
  parameters: ReportDeficitParameters,
): Promise<WriteRequest> {
  const entry = findChain(client.deployment, parameters.chain)
  const { chain } = entry
  const { hubChain } = client.deployment
  return writeRequest(client, {
    ...{ chain, to: contractOf(client.deployment, chain, 'spoke') },
    ...{ abi: spokeAbi, functionName: 'reportDeficit' },
    args: [findToken(entry, parameters.token).address],
    value: parameters.fee ?? (await ampleAppendFee(client, { from: chain, to: hubChain })),
  })
}

/** Runs {@link reportDeficit} without sending it, and returns the message's number. */
export async function simulateReportDeficit(
  client: CausewayClientBase,
  parameters: ReportDeficitParameters,
): Promise<bigint> {
  const request = await prepareReportDeficit(client, parameters)
  return simulateWrite(client, request, { abi: spokeAbi, functionName: 'reportDeficit' })
}
