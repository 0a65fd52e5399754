import {
  type Change,
  type CollateralChange,
  type MarginInput,
  type Preview,
  preview,
} from '@causeway/risk'
import type { Hex } from 'viem'
import { oracleAbi, riskParametersAbi } from '../abis/index.js'
import type { AccountRef } from '../client/accounts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import { toBookUnits } from '../client/units.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { toAssetId } from '../wire/index.js'
import { isLate, readTokens } from './completeInput.js'
import { type GetMarginReturnType, getMargin } from './getMargin.js'
import { requireAmount } from './input.js'
import { readDeployed } from './read.js'
import { readMarket, readPairs, textOf } from './readMarket.js'

export type PreviewTransferParameters = {
  type: 'deposit' | 'withdrawal'
  account?: AccountRef | undefined
  chain: ChainRef
  token: TokenRef
  /** Token units. */
  amount: bigint
  /** Cash that it costs (an exit fee) or, below 0, earns (a rebate), 18 decimals. Default 0. */
  fee?: bigint | undefined
}
export type PreviewTransferReturnType = Preview & {
  /** Underlyings in the order of `liquidation`. */
  underlyings: string[]
}
export type PreviewTransferErrorType = CausewayError

/**
 * What a deposit, once it is credited, or a withdrawal would do to an account: margin before and after, liquidation prices, and
 * whether the hub would accept it. Vaults and their limits are not considered: see `quoteDeposit` and `quoteWithdraw`.
 *
 * @example
 * const { before, after } = await previewTransfer(client, { type: 'deposit', chain: 'arbitrum', token: 'USDC', amount })
 *
 * @throws InputError when more is withdrawn than there is
 */
export async function previewTransfer(
  client: CausewayClientBase,
  parameters: PreviewTransferParameters,
): Promise<PreviewTransferReturnType> {
  const { type, fee = 0n } = parameters
  const entry = findChain(client.deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const units = toBookUnits(requireAmount(parameters.amount), token.decimals)
  const amount = type === 'deposit' ? units : -units
  const margin = await getMargin(client, { account: parameters.account })
  if (token.isCash) {
    const result = preview(margin.input, { type: 'cash', amount: amount - fee })
    return { ...result, underlyings: margin.underlyings }
  }
  const asset = toAssetId({ chain: entry.chain, token: token.address })
  const held = await readTokens(client, margin.account)
  const number = held.findIndex((one) => one.asset.toLowerCase() === asset.toLowerCase())
  if (type === 'withdrawal' && number < 0)
    throw new InputError(`The account has no ${token.symbol} on ${entry.name}.`)
  const found =
    number >= 0 && margin.mode !== 'isolated'
      ? { input: margin.input, underlyings: margin.underlyings, line: number }
      : await addLine(client, margin, { chain: entry.chain, asset })
  const { input, underlyings, line } = found
  const costs: Change[] = fee === 0n ? [] : [{ type: 'cash', amount: -fee }]
  const result = preview(input, [{ type: 'collateral', line, amount }, ...costs])
  return { ...result, underlyings }
}

/** The account with a market for a token that it has nothing of yet, and that token. */
export async function addLine(
  client: CausewayClientBase,
  margin: Pick<GetMarginReturnType, 'input' | 'underlyings' | 'mode'>,
  { chain, asset }: { chain: number; asset: Hex },
): Promise<{ input: MarginInput; underlyings: string[]; line: CollateralChange['line'] }> {
  const onHub = { chain: client.deployment.hubChain, args: [asset] } as const
  const [[params, haircutBps], price, late] = await Promise.all([
    readDeployed(client, {
      ...{ ...onHub, contract: 'riskParameters', abi: riskParametersAbi },
      functionName: 'collateralOf',
    }),
    readDeployed(client, {
      ...{ ...onHub, contract: 'oracle', abi: oracleAbi, functionName: 'assetPrice' },
    }),
    isLate(client, chain),
  ])
  if (!params.listed || price.refusal !== 0)
    throw new InputError('This token counts nothing now: it has no price, or is no collateral.')
  const line = {
    ...{ price: price.price, haircutBps: BigInt(haircutBps), late },
    basisRate: BigInt(params.basisRate),
  }
  const name = textOf(params.underlying)
  const { input, underlyings, mode } = margin
  const market = underlyings.indexOf(name)
  if (name === '') return { input, underlyings, line }
  if (market >= 0) return { input, underlyings, line: { ...line, market } }
  const names = [...underlyings, name]
  const [added, pairs] = await Promise.all([
    readMarket(client, name),
    mode === 'portfolio' ? readPairs(client, names) : [],
  ])
  // the hub reads a mark only where a perpetual is held
  const markets = [...input.markets, { ...added, mark: 0n }]
  return {
    input: { ...input, markets, pairs },
    underlyings: names,
    line: { ...line, market: underlyings.length },
  }
}
