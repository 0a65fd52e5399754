import { call } from './black.js'
import type {
  Account,
  Asset,
  Instrument,
  Market,
  Mode,
  Prices,
  RiskArray,
  Slice,
} from './market.js'
import { nodesOf } from './scenarios.js'
import { totalVariance, varianceFactors } from './variance.js'

export type Random = () => number

/** Uniform between 0 and 1 (mulberry32), the same for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const hour = 3_600
const day = 24 * hour
const now = 1_800_000_000
const tenors = [2 * hour, 12 * hour, 3 * day, 14 * day, 60 * day, 200 * day]
const spots = [60_000, 3_000, 150, 25, 8, 1.2]

/** A market of `count` underlyings, each with a perpetual, six futures and `strikes` calls and puts in each of six expiries. */
export function createMarket(count: number, strikes: number): { market: Market; prices: Prices } {
  const underlyings = Array.from({ length: count }, (_, i) => ({
    scanRange: [180_000, 200_000, 300_000][Math.min(i, 2)] ?? 0,
    volShock: 450_000,
    basisRate: 10_000,
    floorRate: 5_000,
    shortRate: 30_000,
    tenorRate: 200_000,
    concentration: 50 + 20 * i,
  }))
  const index = underlyings.map((_, i) => (spots[i % spots.length] ?? 1) * (1 + i / 100))
  const expiries = underlyings.flatMap((_, underlying) =>
    tenors.map((tenor) => ({ underlying, time: now + tenor })),
  )
  const instruments: Instrument[] = []
  for (const [underlying, spot] of index.entries()) {
    instruments.push({ kind: 'perpetual', underlying })
    for (const [i, tenor] of tenors.entries()) {
      const expiry = underlying * tenors.length + i
      instruments.push({ kind: 'future', underlying, expiry })
      const width = 2.5 * 0.7 * Math.sqrt(tenor / (365 * day))
      for (let k = 0; k < strikes; k++) {
        const strike = cut(spot * Math.exp(width * ((2 * k) / (strikes - 1) - 1)), 8)
        instruments.push({ kind: 'call', underlying, expiry, strike })
        instruments.push({ kind: 'put', underlying, expiry, strike })
      }
    }
  }
  const assets: Asset[] = [
    { haircut: 30_000, basisRate: 0 },
    ...underlyings.map((_, underlying) => ({ underlying, haircut: 50_000, basisRate: 10_000 })),
    { underlying: 1, haircut: 100_000, basisRate: 30_000 },
  ]
  const correlations = [
    { first: 0, second: 1, share: 400_000 },
    { first: 0, second: 2, share: 200_000 },
    { first: 1, second: 2, share: 300_000 },
  ]
  const market = { underlyings, expiries, instruments, assets, correlations }
  const prices: Prices = {
    time: now,
    index,
    premium: index.map((_, i) => ((i % 5) - 2) / 5_000),
    assets: assets.map((a) => (a.underlying === undefined ? 1 : (index[a.underlying] ?? 0))),
    slices: expiries.map(({ time }) => createSlice(time - now)),
    settlements: expiries.map(() => undefined),
    arrays: [],
  }
  return { market, prices: { ...prices, arrays: createArrays(market, prices) } }
}

/** As many decimals as the contracts keep. */
const cut = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals

function createSlice(tenor: number): Slice {
  const variance = (0.49 * tenor) / (365 * day)
  const root = Math.sqrt(variance)
  const basis = (0.05 * tenor) / (365 * day)
  const [a, b, sigma] = [variance / 2, root / 4, 2 * root]
  return {
    a: cut(a, 9),
    b: cut(b, 9),
    rho: -0.3,
    m: 0,
    sigma: cut(sigma, 9),
    basis: cut(basis, 9),
    time: now - 120,
  }
}

/** The arrays as the contract would compute them at these prices, in units of 2⁻²⁴ of the node's price. */
export function createArrays(market: Market, prices: Prices): (RiskArray | undefined)[] {
  return market.instruments.map((instrument) => {
    if (instrument.kind !== 'call' && instrument.kind !== 'put') return undefined
    const { underlying, expiry, strike } = instrument
    const params = market.underlyings[underlying]
    const slice = prices.slices[expiry]
    const time = market.expiries[expiry]?.time ?? 0
    if (!params || !slice) return undefined
    const anchor = (prices.index[underlying] ?? 0) * (1 + slice.basis)
    const tau = Math.max(60, time - prices.time)
    const w = totalVariance(slice, anchor, strike, time, tau)
    const factors = varianceFactors(params.volShock, tau)
    const nodes = new Float64Array(21)
    for (const [i, { slots, moves }] of nodesOf(params.scanRange).entries()) {
      for (const [k, slot] of slots.entries()) {
        const price = anchor * (1 + (moves[k] ?? 0))
        const value = call(price, strike, w * (factors[i] ?? 1)).value
        nodes[slot] = Math.floor((value / price) * 2 ** 24) / 2 ** 24
      }
    }
    return { anchor, scanRange: params.scanRange, nodes }
  })
}

/** A portfolio of distinct random instruments, about `notional` USD each, and a quarter of it hedged. */
export function createAccount(
  random: Random,
  market: Market,
  prices: Prices,
  { mode, positions, notional }: { mode: Mode; positions: number; notional: number },
): Account {
  const held = new Set<number>()
  const only = Math.floor(random() * market.underlyings.length)
  const per = market.instruments.length / market.underlyings.length
  while (held.size < positions) {
    const within = random() < 0.15 ? 0 : Math.floor(random() * per)
    const underlying = mode === 'isolated' ? only : Math.floor(random() * market.underlyings.length)
    held.add(underlying * per + within)
  }
  const price = (underlying: number) => prices.index[underlying] ?? 1
  const list = [...held].map((instrument) => {
    const { underlying = 0, kind } = market.instruments[instrument] ?? {}
    const worth = notional * (0.2 + random() * 1.6) * (random() < 0.5 ? -1 : 1)
    const size = worth / price(underlying)
    const isLinear = kind === 'perpetual' || kind === 'future'
    return { instrument, size, ...(isLinear && { cost: worth * (0.9 + random() * 0.2) }) }
  })
  const asset = Math.floor(random() * market.assets.length)
  const collateral =
    mode === 'isolated' || random() < 0.5
      ? []
      : [{ asset, amount: (notional * random()) / (prices.assets[asset] ?? 1) }]
  return { mode, cash: positions * notional * random() * 0.4, positions: list, collateral }
}
