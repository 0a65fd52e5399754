import { call } from './black.js'
import type { Account, Instrument, Market, Prices } from './market.js'
import { chord } from './option.js'
import { scenarios } from './scenarios.js'
import { totalVariance } from './variance.js'

/** One product of an underlying: what it is worth now and in each scenario, for the sizes held. */
type Leg = {
  underlying: number
  product: string
  value: number
  notional: number
  price: number
  size: number
  kind: Instrument['kind'] | 'collateral'
  basisRate: number
  expiry: number
  profits: number[]
}

/** docs/margin.md once more, as it reads: slow, and with nothing in common with the scanner but prices and chords. */
export function referenceMargin(market: Market, prices: Prices, account: Account) {
  const legs = legsOf(market, prices, account)
  const cost = account.positions.reduce((sum, { cost = 0 }) => sum + cost, 0)
  const equity = legs.reduce((sum, { value }) => sum + value, account.cash - cost)
  if (account.positions.length === 0 && account.cash >= 0) return { equity, maintenance: 0 }
  const positions = legs.filter(({ kind }) => kind !== 'collateral')
  const sum = (of: Leg[], f: (leg: Leg) => number) => of.reduce((total, leg) => total + f(leg), 0)
  const ppm = (leg: Leg, name: 'floorRate' | 'shortRate') =>
    (market.underlyings[leg.underlying]?.[name] ?? 0) / 1e6
  const floor = sum(positions, (leg) => ppm(leg, 'floorRate') * Math.abs(leg.size) * leg.price)
  const short = sum(
    positions.filter(({ kind, size }) => (kind === 'call' || kind === 'put') && size < 0),
    (leg) => ppm(leg, 'shortRate') * -leg.size * leg.price,
  )
  let requirement = 0
  let concentration = 0
  const directions = new Map<number, number>()
  if (account.mode === 'cross') requirement = sum(legs, alone)
  for (const underlying of market.underlyings.keys()) {
    const own = legs.filter((leg) => leg.underlying === underlying)
    const spot = prices.index[underlying] ?? 0
    const net = Math.abs(
      sum(
        own.filter(({ kind }) => kind !== 'collateral'),
        (leg) => leg.notional,
      ),
    )
    const rate = (market.underlyings[underlying]?.concentration ?? 0) / 1e6
    concentration += (net * rate * (net / spot)) / 1000
    if (account.mode === 'cross') continue
    const total = scenarios.map((_, i) => sum(own, ({ profits }) => profits[i] ?? 0))
    const moves = scenarios.map(({ scans, tail = 0 }) => scans + tail)
    const up = worst(total.filter((_, i) => (moves[i] ?? 0) >= 0))
    const down = worst(total.filter((_, i) => (moves[i] ?? 0) <= 0))
    directions.set(underlying, up - down)
    requirement += Math.max(up, down) + charges(market, prices, underlying, own)
  }
  if (account.mode === 'portfolio') {
    for (const { first, second, share } of market.correlations) {
      const a = directions.get(first) ?? 0
      const b = directions.get(second) ?? 0
      if (a * b >= 0) continue
      const used = Math.min(Math.abs(a), Math.abs(b))
      requirement -= (used * share) / 1e6
      directions.set(first, a > 0 ? a - used : a + used)
      directions.set(second, b > 0 ? b - used : b + used)
    }
  }
  return { equity, maintenance: Math.max(requirement, floor, short) + concentration }
}

const worst = (profits: readonly number[]) => Math.max(0, ...profits.map((profit) => -profit))

/** Basis, tenor and pin charges of one underlying. */
function charges(market: Market, prices: Prices, underlying: number, legs: Leg[]): number {
  const params = market.underlyings[underlying]
  if (!params) return 0
  const products = new Map<string, { notional: number; rate: number }>()
  const expiries = new Map<number, { profit: number; long: number; price: number }>()
  for (const leg of legs) {
    const product = products.get(leg.product) ?? { notional: 0, rate: leg.basisRate / 1e6 }
    products.set(leg.product, { ...product, notional: product.notional + leg.notional })
    if (leg.kind !== 'call' && leg.kind !== 'put') continue
    const e = expiries.get(leg.expiry) ?? { profit: 0, long: 0, price: leg.price }
    e.profit += leg.profits[0] ?? 0
    if (leg.size > 0) e.long += leg.size
    expiries.set(leg.expiry, e)
  }
  const side = (sign: number) => {
    const of = [...products.values()].filter(({ notional }) => sign * notional > 0)
    const total = of.reduce((s, { notional }) => s + Math.abs(notional), 0)
    return {
      total,
      charged: of.reduce((s, { notional, rate }) => s + rate * Math.abs(notional), 0),
    }
  }
  const [long, short] = [side(1), side(-1)]
  const offset = Math.min(long.total, short.total)
  let charge = 0
  if (offset > 0)
    charge += Math.max((long.charged * offset) / long.total, (short.charged * offset) / short.total)
  const profits = [...expiries.values()].map(({ profit }) => profit)
  const gains = profits.reduce((s, profit) => s + Math.max(0, profit), 0)
  const losses = profits.reduce((s, profit) => s + Math.max(0, -profit), 0)
  charge += (params.tenorRate / 1e6) * Math.min(gains, losses)
  for (const [expiry, { long, price }] of expiries) {
    const days = ((market.expiries[expiry]?.time ?? 0) - prices.time) / 86_400
    const near = days <= 1 ? 1 : days >= 7 ? 0 : (7 - days) / 6
    const g = (params.scanRange / 1e6 / 3) * price
    charge += (near * long * g) / 4
  }
  return charge
}

function legsOf(market: Market, prices: Prices, account: Account): Leg[] {
  const positions = account.positions.map(({ instrument: i, size }): Leg => {
    const instrument = market.instruments[i] as Instrument
    const { underlying, kind } = instrument
    const { scanRange = 0, volShock = 0, basisRate = 0 } = market.underlyings[underlying] ?? {}
    const spot = prices.index[underlying] ?? 0
    const base = { underlying, kind, size, basisRate }
    const linear = (price: number, expiry: number): Leg => {
      const value = size * price
      const profits = scenarios.map((_, s) => value * move(s, scanRange) * charged(s, scanRange))
      return { ...base, product: `${i}`, value, notional: value, price, expiry, profits }
    }
    if (kind === 'perpetual') return linear(spot * (1 + (prices.premium[underlying] ?? 0)), -1)
    const { expiry } = instrument
    const slice = prices.slices[expiry]
    if (!slice) throw new RangeError('no slice')
    const settlement = prices.settlements[expiry]
    const blended = spot * (1 + slice.basis)
    const forward = settlement ? settlement.fixedPart + blended * settlement.remaining : blended
    if (kind === 'future') return linear(forward, expiry)
    const time = market.expiries[expiry]?.time ?? 0
    const tau = Math.max(60, time - prices.time)
    const { strike } = instrument
    const w = totalVariance(slice, forward, strike, time, tau)
    const shock = (volShock / 1e6) * (2_592_000 / Math.max(tau, 86_400)) ** 0.3
    const now = call(forward, strike, w)
    const mark = kind === 'call' ? now.value : Math.max(0, now.value - forward + strike)
    const profits = scenarios.map(({ volatility }, s) => {
      const target = forward * (1 + move(s, scanRange))
      const array = prices.arrays[i]
      const factor = [Math.max(0.25, 1 - shock), 1, 1 + shock][1 + volatility] as number
      const value = array
        ? chord(array, target, volatility)
        : call(target, strike, w * factor ** 2).value
      const own = kind === 'call' ? value : value - target + strike
      return size * (own - mark) * charged(s, scanRange)
    })
    const delta = kind === 'call' ? now.delta : now.delta - 1
    const product = `options ${expiry}`
    const notional = size * delta * forward
    return { ...base, product, value: size * mark, notional, price: forward, expiry, profits }
  })
  const collateral = account.collateral.map(({ asset: i, amount }): Leg => {
    const { underlying = -1, haircut = 0, basisRate = 0 } = market.assets[i] ?? {}
    const value = amount * (prices.assets[i] ?? 0) * (1 - haircut / 1e6)
    const range = market.underlyings[underlying]?.scanRange
    const profits = scenarios.map((_, s) =>
      range === undefined ? 0 : value * move(s, range) * charged(s, range),
    )
    const base = { underlying, basisRate, profits, value, notional: value }
    return {
      ...base,
      product: `asset ${i}`,
      price: 0,
      size: amount,
      kind: 'collateral',
      expiry: -1,
    }
  })
  return [...positions, ...collateral]
}

const move = (i: number, scanRange: number) => {
  const third = [0, 1, -1, 2, -2, 3, -3, 9, -9][i < 14 ? i >> 1 : i - 7] ?? 0
  const tail = [-0.66, -0.5, 1, 3][i - 16]
  return tail ?? (Math.sign(third) * Math.floor((Math.abs(third) * scanRange) / 3)) / 1e6
}

const charged = (i: number, scanRange: number) => {
  if (i < 14) return 1
  return i < 16 ? 0.33 : Math.min(1, (0.99 * scanRange) / 1e6 / Math.abs(move(i, scanRange)))
}

/** docs/margin.md, section 7: an option by itself is read at one end of the range, and in the tails of that side. */
function alone({ kind, size, profits }: Leg): number {
  if (kind !== 'call' && kind !== 'put') return worst(profits)
  const falls = (kind === 'call') === size > 0
  const end = (falls ? 12 : 10) + (size > 0 ? 1 : 0)
  return worst([end, ...(falls ? [15, 16, 17] : [14, 18, 19])].map((i) => profits[i] ?? 0))
}
