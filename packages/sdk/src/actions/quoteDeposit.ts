import { hubAbi, spokeAbi } from '../abis/index.js'
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

export type QuoteDepositParameters = { chain: ChainRef; token: TokenRef; amount: bigint }
export type QuoteDepositReturnType = {
  /** Cash that a deposit to a scarce vault earns, 18 decimals. */
  rebate: bigint
  /** Wei on the deposit's chain that the lane asks at least. */
  appendFee: bigint
  /** What the vault's own cap still lets in, token units; 0 while deposits are stopped. */
  room: bigint
}

/**
 * What a deposit would cost and earn now, and whether the vault has room for it.
 *
 * @example
 * const { rebate, appendFee, room } = await quoteDeposit(client, { chain: 'arbitrum', token: 'USDC', amount: 1_000_000n })
 */
export async function quoteDeposit(
  client: CausewayClientBase,
  parameters: QuoteDepositParameters,
): Promise<QuoteDepositReturnType> {
  const { deployment } = client
  const entry = findChain(deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const asset = toAssetId({ chain: entry.chain, token: token.address })
  const [rebate, appendFee, [vault]] = await Promise.all([
    readDeployed(client, {
      chain: deployment.hubChain,
      contract: 'hub',
      abi: hubAbi,
      functionName: 'quoteDeposit',
      args: [asset, requireAmount(parameters.amount)],
    }),
    getAppendFee(client, { from: entry.chain, to: deployment.hubChain }),
    readDeployed(client, {
      chain: entry.chain,
      contract: 'spoke',
      abi: spokeAbi,
      functionName: 'vaultOf',
      args: [token.address],
    }),
  ])
  const open = vault.listed && vault.level === 0 && vault.cap > vault.owed
  return { rebate, appendFee, room: open ? vault.cap - vault.owed : 0n }
}
