import {
  decodeInstrument,
  feeOf,
  type Instrument,
  type LiquidationPrices,
  type MarginInput,
  type MarketInput,
  type NewExpiry,
  type PositionChange,
  type Preview,
  type PriceBand,
  preview,
  priceBand,
  type Slice,
  type TradedInstrument,
} from '@causeway/risk'
import { exchangeAbi, surfacesAbi } from '../abis/index.js'
import type { AccountRef } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { type CausewayError, InputError, OffMarkError } from '../errors/causewayError.js'
import { sayOffMark } from '../errors/sentencesMarket.js'
import { overIndex, timesOf, toBigInts } from '../market/forward.js'
import { toSymbol } from '../wire/index.js'
import { getMargin } from './getMargin.js'
import { readDeployed } from './read.js'
import { readMarket, readPairs } from './readMarket.js'

export type PreviewOrderParameters = {
  account?: AccountRef | undefined
  instrument: InstrumentRef
  /** 18 decimals; positive buys, negative sells. */
  size: bigint
  /** USD, 18 decimals. */
  price: bigint
}

export type PreviewOrderReturnType = Preview & {
  /** Underlyings in the order of `liquidation`. */
  underlyings: string[]
  /** What the taker's fee would be, USD, 18 decimals. */
  fee: bigint
  /** Mark, least and highest price of a fill now. */
  band: PriceBand
  /** Why the price is refused, if it is outside the band. */
  refusal?: OffMarkError
}
export type PreviewOrderErrorType = CausewayError

/**
 * What a trade would do to an account: margin before and after, liquidation prices, and whether the hub would accept it. To the
 * last unit what the hub would compute, for arrays as a refresh would write them now.
 *
 * @example
 * const { accepted, after } = await previewOrder(client, { instrument: 'ETH-PERP', size, price })
 */
export async function previewOrder(
  client: CausewayClientBase,
  { account, instrument: ref, size, price }: PreviewOrderParameters,
): Promise<PreviewOrderReturnType> {
  if (size === 0n) throw new InputError('The size is zero: positive buys, negative sells.')
  const id = resolveInstrument(ref)
  const instrument = decodeInstrument(id)
  const margin = await getMargin(client, { account })
  const { hubChain } = client.deployment
  const { underlyings } = margin
  const [takerFee] = await readDeployed(client, {
    ...({ chain: hubChain, contract: 'exchange', abi: exchangeAbi } as const),
    functionName: 'fees',
  })
  const { input, traded } = await locate(client, margin.input, underlyings, instrument)
  const fee = feeOf(size, price, BigInt(takerFee))
  const isKnown = underlyings.includes(instrument.underlying)
  const names = isKnown ? underlyings : [...underlyings, instrument.underlying]
  const pairs =
    isKnown || margin.mode !== 'portfolio' ? input.pairs : await readPairs(client, names)
  const change: PositionChange = { instrument: traded, size, price, fee, pairs }
  const result = preview(input, { type: 'trade', ...change })
  const band = priceBand(input, traded)
  const order = { instrument: id, price, ...band }
  return {
    ...{ ...result, underlyings: names, fee, band },
    ...(result.verdict === 'off mark' && { refusal: new OffMarkError(sayOffMark(order), band) }),
  }
}

export type { LiquidationPrices }

/** The instrument in terms of the account's input, with what that lacks read from the chain. */
export async function locate(
  client: CausewayClientBase,
  input: MarginInput,
  underlyings: readonly string[],
  instrument: Instrument,
): Promise<{ input: MarginInput; traded: TradedInstrument }> {
  const known = underlyings.indexOf(instrument.underlying)
  const fresh = known < 0 || input.markets[known]?.mark === 0n
  const market = fresh ? await readMarket(client, instrument.underlying) : undefined
  const markets = input.markets.map((entry, i) => (i === known && market ? market : entry))
  const own: MarginInput = { ...input, markets }
  const of: number | MarketInput = known < 0 ? (market as MarketInput) : known
  if (instrument.kind === 'perpetual')
    return { input: own, traded: { kind: 'perpetual', market: of } }
  const read = await readExpiry(client, instrument, (market ?? markets[known])?.index ?? 0n)
  const found = input.expiries.findIndex(
    ({ market: m, slice, tau }) =>
      m === known &&
      slice.time === read.slice.time &&
      slice.a === read.slice.a &&
      near(tau, read.tau),
  )
  const expiry: number | NewExpiry = found < 0 ? read : found
  if (instrument.kind === 'future')
    return { input: own, traded: { kind: 'future', market: of, expiry } }
  const { kind, strike } = instrument
  return { input: own, traded: { kind, market: of, expiry, strike } }
}

/** The two were read a block or so apart. */
const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) < 3_600n

async function readExpiry(
  client: CausewayClientBase,
  instrument: Exclude<Instrument, { kind: 'perpetual' }>,
  index: bigint,
): Promise<NewExpiry> {
  const chain = client.deployment.hubChain
  const [read, { timestamp }] = await Promise.all([
    readDeployed(client, {
      ...{ chain, contract: 'surfaces', abi: surfacesAbi, functionName: 'sliceOf' },
      args: [toSymbol(instrument.underlying), instrument.expiry],
    } as const),
    client.reader(chain).getBlock(),
  ])
  if (read.time === 0) throw new InputError('This expiry has no volatility surface yet.')
  const slice: Slice = toBigInts(read)
  const times = timesOf(instrument.expiry, slice, timestamp)
  return { forward: overIndex(index, slice.basis), ...times, settled: false, slice }
}
