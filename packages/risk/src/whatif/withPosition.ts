import { at, isOption } from '../margin/legs.js'
import type {
  BlobInput,
  ExpiryInput,
  MarginInput,
  MarketInput,
  PairInput,
  PositionInput,
} from '../margin/marginInput.js'
import { findRow, makeArrays } from './arrays.js'
import { realise, tradeValue } from './realise.js'

const MOST_POSITIONS = 128

/** An expiry that the account does not have yet. */
export type NewExpiry = Omit<ExpiryInput, 'market'>

/** The array of one strike: where it stands, or what it is. */
export type NewArray =
  | { blob: number; row: number }
  | (Omit<BlobInput, 'expiry' | 'rows'> & { row: readonly number[] })

/**
 * What is traded. Market and expiry by number, or as they are when the account has nothing of them yet. An option's
 * array is, when not given, that of its strike if held, or as a refresh would write it now.
 */
export type TradedInstrument = { market: number | MarketInput } & (
  | { kind: 'perpetual' }
  | { kind: 'future'; expiry: number | NewExpiry }
  | { kind: 'call' | 'put'; expiry: number | NewExpiry; strike: bigint; array?: NewArray }
)

/** A trade: `size` is bought, or sold below 0; `price` and `fee` in USD, 18 decimals. */
export type PositionChange = {
  instrument: TradedInstrument
  size: bigint
  price: bigint
  fee?: bigint
  /** Funding owed on the position until now, a part of its cost in the input; the trade settles it. */
  funding?: bigint
  /** All pairs that count afterwards, when a market is added to a portfolio. */
  pairs?: readonly PairInput[]
}

/**
 * The account after a trade. Cost and realised profit change as `Positions.trade` does it, to the unit; the premium of
 * an option comes from cash.
 *
 * @throws RangeError for no size, a price below 0, an expiry that is settled, a market without mark or the 129th position
 */
export function withPosition(input: MarginInput, change: PositionChange): MarginInput {
  const { size, price, fee = 0n, funding = 0n } = change
  if (size === 0n || price < 0n) throw new RangeError(`${size} at ${price} is no trade`)
  const found = place(input, change.instrument)
  const { account } = found
  const pairs = change.pairs ?? account.pairs
  const [value, next] = [tradeValue(size, price), found.held.size + size]
  if (isOption(found.held)) {
    const positions = put(account.positions, found.number, { ...found.held, size: next })
    return { ...account, pairs, positions, cash: account.cash - value - fee }
  }
  const own = { size: found.held.size, cost: found.held.cost - funding }
  const { cash, cost } = realise(own, size, value)
  const positions = put(account.positions, found.number, { ...found.held, size: next, cost })
  return { ...account, pairs, positions, cash: account.cash + cash - funding - fee }
}

/** Where a position stands, with all that it depends on; of size 0, behind the last, when there is none. */
export type Placed = { account: MarginInput; number: number; held: PositionInput }

export function place(input: MarginInput, instrument: TradedInstrument): Placed {
  const { account, position } = addInstrument(input, instrument)
  const number = account.positions.findIndex((p) => isSame(p, position))
  if (number >= 0) return { account, number, held: at(account.positions, number, 'position') }
  return { account, number: account.positions.length, held: position }
}

function addInstrument(input: MarginInput, instrument: TradedInstrument) {
  const isNewMarket = typeof instrument.market !== 'number'
  const market = isNewMarket ? input.markets.length : (instrument.market as number)
  const markets = isNewMarket ? [...input.markets, instrument.market as MarketInput] : input.markets
  if (instrument.kind === 'perpetual') {
    // the hub reads a mark only where a perpetual is held
    if (at(markets, market, 'market').mark === 0n)
      throw new RangeError(`market ${market} has no mark`)
    const position: PositionInput = { kind: 'perpetual', size: 0n, market, cost: 0n }
    return { account: { ...input, markets }, position }
  }
  const isNewExpiry = typeof instrument.expiry !== 'number'
  const expiry = isNewExpiry ? input.expiries.length : (instrument.expiry as number)
  const expiries = isNewExpiry
    ? [...input.expiries, { ...(instrument.expiry as NewExpiry), market }]
    : input.expiries
  const of = at(expiries, expiry, 'expiry')
  if (of.settled) throw new RangeError(`expiry ${expiry} is settled`)
  if (of.market !== market) throw new RangeError(`expiry ${expiry} is not of market ${market}`)
  const account = { ...input, markets, expiries }
  if (instrument.kind === 'future') {
    const position: PositionInput = { kind: 'future', size: 0n, market, expiry, cost: 0n }
    return { account, position }
  }
  const { kind, strike, array = findRow(account, expiry, strike) } = instrument
  const isHeld = array !== undefined && 'blob' in array
  const { blob, row } = isHeld ? array : { blob: account.blobs.length, row: 0 }
  const position: PositionInput = { kind, size: 0n, market, expiry, strike, blob, row }
  if (isHeld) return { account, position }
  const made =
    array === undefined
      ? makeArrays(account, expiry, [strike])
      : { expiry, anchor: array.anchor, scanRange: array.scanRange, rows: [array.row] }
  return { account: { ...account, blobs: [...account.blobs, made] }, position }
}

function isSame(a: PositionInput, b: PositionInput): boolean {
  if (a.kind !== b.kind || a.market !== b.market) return false
  const [ofA, ofB] = [a, b].map((p) => (p.kind === 'perpetual' ? -1 : p.expiry))
  return ofA === ofB && (!isOption(a) || !isOption(b) || a.strike === b.strike)
}

/** As the hub's book: what is closed leaves, and the last takes its place. */
function put(positions: readonly PositionInput[], number: number, position: PositionInput) {
  const next = [...positions]
  if (position.size !== 0n) {
    if (number >= MOST_POSITIONS)
      throw new RangeError(`an account has ${MOST_POSITIONS} positions at most`)
    next[number] = position
    return next
  }
  const last = next.pop()
  if (number < next.length && last !== undefined) next[number] = last
  return next
}
