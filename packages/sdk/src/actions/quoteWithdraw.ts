import { hubAbi } from '../abis/index.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import { toAssetId } from '../wire/index.js'
import { getAppendFee } from './getAppendFee.js'
import { requireAmount } from './input.js'
import { readDeployed } from './read.js'

export type QuoteWithdrawParameters = { chain: ChainRef; token: TokenRef; amount: bigint }
export type QuoteWithdrawReturnType = {
  /** Cash that leaving a scarce vault costs, 18 decimals. */
  exitFee: bigint
  /** The most that one large withdrawal could take now from reserve and limits, token units. */
  available: bigint
  /** Wei on the hub's chain that the lane asks at least. */
  appendFee: bigint
}

/**
 * What a withdrawal would cost now, and how much could leave.
 *
 * @example
 * const { exitFee, available } = await quoteWithdraw(client, { chain: 'base', token: 'USDC', amount: 1_000_000n })
 */
export async function quoteWithdraw(
  client: CausewayClientBase,
  parameters: QuoteWithdrawParameters,
): Promise<QuoteWithdrawReturnType> {
  const { deployment } = client
  const entry = findChain(deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const asset = toAssetId({ chain: entry.chain, token: token.address })
  const [[exitFee, available], appendFee] = await Promise.all([
    readDeployed(client, {
      chain: deployment.hubChain,
      contract: 'hub',
      abi: hubAbi,
      functionName: 'quoteWithdraw',
      args: [asset, requireAmount(parameters.amount)],
    }),
    getAppendFee(client, { from: deployment.hubChain, to: entry.chain }),
  ])
  return { exitFee, available, appendFee }
}
