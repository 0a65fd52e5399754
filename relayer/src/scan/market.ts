import type { Account, Instrument, Market, Prices, Slice } from '@causeway/risk/scanner'
import {
  decodeInstrument,
  type GetBookReturnType,
  type GetRiskStateReturnType,
} from '@causeway/sdk'
import type { Hex } from 'viem'

/** What an account has, by the book. */
export type Book = Pick<GetBookReturnType, 'mode' | 'cash' | 'holdings' | 'positions'>
/** What the margins of all of them are computed from. */
export type RiskState = GetRiskStateReturnType

/** The scanner's market, and where in it instruments and tokens stand. */
export type ScanMarket = {
  market: Market
  instruments: ReadonlyMap<Hex, number>
  assets: ReadonlyMap<Hex, number>
}

/** An expiry without a surface has no margin on the hub either: what is flagged because of it is not confirmed. */
const noSlice: Slice = { a: 0.01, b: 0, rho: 0, m: 0, sigma: 0.1, basis: 0, time: 0 }

/** The market that these instruments and all tokens make up, in the order in which the hub lists them. */
export function toScanMarket(state: RiskState, ids: readonly Hex[]): ScanMarket {
  const underlyings = new Map(state.markets.map(({ underlying }, i) => [underlying, i]))
  const expiries = new Map(
    state.expiries.map(({ underlying, expiry }, i) => [`${underlying} ${expiry}`, i]),
  )
  const placeOf = (underlying: string) => found(underlyings.get(underlying), underlying)
  const instruments = ids.map((id): Instrument => {
    const instrument = decodeInstrument(id)
    const underlying = placeOf(instrument.underlying)
    if (instrument.kind === 'perpetual') return { kind: 'perpetual', underlying }
    const key = `${instrument.underlying} ${instrument.expiry}`
    const expiry = found(expiries.get(key), key)
    if (instrument.kind === 'future') return { kind: 'future', underlying, expiry }
    return { kind: instrument.kind, underlying, expiry, strike: Number(instrument.strike) / 1e8 }
  })
  return {
    market: {
      underlyings: state.markets.map(({ params }) => ({
        scanRange: Number(params.scanRange),
        volShock: Number(params.volShock),
        basisRate: Number(params.basisRate),
        floorRate: Number(params.floorRate),
        shortRate: Number(params.shortRate),
        tenorRate: Number(params.tenorRate),
        concentration: Number(params.concentration),
      })),
      expiries: state.expiries.map(({ underlying, expiry }) => ({
        underlying: placeOf(underlying),
        time: expiry,
      })),
      instruments,
      assets: state.tokens.map(({ underlying, haircutBps, basisRate }) => ({
        ...(underlying !== undefined && { underlying: placeOf(underlying) }),
        ...{ haircut: haircutBps * 100, basisRate },
      })),
      correlations: state.correlations
        .filter(({ first, second }) => underlyings.has(first) && underlyings.has(second))
        .map(({ first, second, share }) => ({
          ...{ first: placeOf(first), second: placeOf(second), share },
        })),
    },
    instruments: new Map(ids.map((id, i) => [id, i])),
    assets: new Map(state.tokens.map(({ asset }, i) => [asset.toLowerCase() as Hex, i])),
  }
}

/** One view of prices for that market. A price that there is not counts as nothing. */
export function toPrices(state: RiskState, { instruments }: ScanMarket): Prices {
  return {
    time: Number(state.time),
    index: state.markets.map(({ index }) => usd(index ?? 0n)),
    premium: state.markets.map(({ premium }) => Number(premium) / 1e9),
    assets: state.tokens.map(({ price }) => usd(price ?? 0n)),
    slices: state.expiries.map(({ slice }) =>
      slice
        ? {
            a: Number(slice.a) / 1e9,
            b: Number(slice.b) / 1e9,
            rho: Number(slice.rho) / 1e6,
            m: Number(slice.m) / 1e8,
            sigma: Number(slice.sigma) / 1e9,
            basis: Number(slice.basis) / 1e9,
            time: Number(slice.time),
          }
        : noSlice,
    ),
    settlements: state.expiries.map(
      ({ settlement: known }) =>
        known && {
          fixedPart: usd(known.fixedPart),
          remaining: usd(known.remaining),
          isFixed: known.isFixed,
        },
    ),
    arrays: [...instruments.keys()].map((id) => {
      const array = state.arrays.get(id)
      if (!array) return undefined
      const nodes = Float64Array.from(array.shares, (share) => share / 2 ** 24)
      return { anchor: usd(array.anchor), scanRange: array.scanRange, nodes }
    }),
  }
}

/** An account of that market; undefined while it holds an instrument that the market does not have. */
export function toScanAccount(book: Book, scan: ScanMarket): Account | undefined {
  const positions: { instrument: number; size: number; cost: number }[] = []
  for (const { id, size, cost } of book.positions) {
    const instrument = scan.instruments.get(id)
    if (instrument === undefined) return undefined
    positions.push({ instrument, size: usd(size), cost: usd(cost) })
  }
  // a token that is not listed counts nothing, and none does in an isolated account
  const held = book.mode === 'isolated' ? [] : book.holdings
  const collateral = held.flatMap(({ asset, amount }) => {
    const place = scan.assets.get(asset.toLowerCase() as Hex)
    return place === undefined ? [] : [{ asset: place, amount: usd(amount) }]
  })
  return { mode: book.mode, cash: usd(book.cash), positions, collateral }
}

/** 18 decimals as a double. */
function usd(value: bigint): number {
  return Number(value) / 1e18
}

function found(place: number | undefined, what: string): number {
  if (place === undefined) throw new RangeError(`the state has no ${what}`)
  return place
}
