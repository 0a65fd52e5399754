import { WAD } from '../../fixedPoint.js'
import type { ExpiryInput, MarginInput, MarketInput } from '../../margin/marginInput.js'
import { createRandom, type Random } from '../../margin/testing/random.js'
import { refreshArrays } from '../arrays.js'
import { type TradedInstrument, withPosition } from '../withPosition.js'

const NANO = 10n ** 9n

/** A decimal number of at most 18 places as an integer of 18 decimals. */
export function wad(value: number | string): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.')
  const size = BigInt(whole.replace('-', '')) * WAD + BigInt(fraction.padEnd(18, '0'))
  return whole.startsWith('-') ? -size : size
}

/** An underlying with first values for parameters, its mark at the index. */
export function marketAt(price: number, params: Partial<MarketInput['params']> = {}): MarketInput {
  return {
    index: wad(price),
    confidence: 0n,
    mark: wad(price),
    params: {
      scanRange: 100_000n,
      volShock: 450_000n,
      basisRate: 10_000n,
      floorRate: 5_000n,
      shortRate: 30_000n,
      tenorRate: 250_000n,
      concentration: 0n,
      ...params,
    },
  }
}

/** An expiry in so many days, of a flat volatility, in percent. */
export function expiryOf(
  market: MarketInput,
  number: number,
  days: number,
  volatility: number,
): ExpiryInput {
  const total = (BigInt(volatility) ** 2n * BigInt(days) * NANO) / (10_000n * 365n)
  const tau = BigInt(days) * 86_400n
  const slice = { a: total, b: 0n, rho: 0n, m: 0n, sigma: 10n ** 8n, basis: 0n, time: 1n }
  return {
    market: number,
    forward: market.index,
    tau,
    tauAtPublication: tau,
    settled: false,
    slice,
  }
}

/** Cash and one underlying at 2,000. */
export function account(cash: number, change: Partial<MarginInput> = {}): MarginInput {
  const market = marketAt(2000)
  return {
    cash: wad(cash),
    mode: 'portfolio',
    initial: true,
    initialFactor: 1_300_000n,
    positions: [],
    markets: [market],
    expiries: [expiryOf(market, 0, 30, 60)],
    blobs: [],
    lines: [],
    pairs: [],
    ...change,
  }
}

/** The account after buying (selling) at a price. */
export function traded(
  input: MarginInput,
  instrument: TradedInstrument,
  size: number,
  price: number,
): MarginInput {
  return withPosition(input, { instrument, size: wad(size), price: wad(price) })
}

export type PortfolioOptions = { options: boolean; lines: boolean }

/** A portfolio that somebody could hold: a few underlyings, prices as the hub makes them, cash near what it needs. */
export function randomPortfolio(seed: number, kinds: PortfolioOptions): MarginInput {
  const random = createRandom(seed)
  const markets = Array.from({ length: random.integer(1, 2) }, () => randomMarket(random))
  const expiries = markets.flatMap((market, m) =>
    [random.integer(1, 20), random.integer(21, 200)].map((days) => {
      const basis = BigInt(random.integer(-10_000_000, 30_000_000))
      const expiry = expiryOf(market, m, days, random.integer(30, 120))
      const slice = { ...expiry.slice, basis, b: BigInt(random.integer(0, 20_000_000)) }
      return { ...expiry, slice, forward: (market.index * (NANO + basis)) / NANO }
    }),
  )
  const mode = random.pick(['cross', 'portfolio', 'portfolio'] as const)
  const lines = markets.flatMap((market, m) =>
    kinds.lines && random.chance(0.5)
      ? [
          {
            market: m,
            amount: wad(random.integer(1, 5)),
            price: market.index,
            haircutBps: 1_000n,
            basisRate: 20_000n,
            late: false,
          },
        ]
      : [],
  )
  const pairs = markets.length === 2 ? [{ first: 0, second: 1, share: 300_000n }] : []
  let input: MarginInput = { ...account(0), mode, markets, expiries, lines, pairs }
  for (let i = random.integer(1, kinds.options ? 5 : 4); i > 0; i--) {
    const size = BigInt(random.integer(1, 300)) * 10n ** 16n * (random.chance(0.5) ? 1n : -1n)
    const { instrument, price } = randomInstrument(random, input, kinds.options)
    const exists = input.positions.length
    input = withPosition(input, { instrument, size, price })
    if (input.positions.length < exists) i++
  }
  const gross = input.positions.reduce((sum, p) => {
    const worth =
      ((p.size < 0n ? -p.size : p.size) * (markets[p.market] as MarketInput).index) / WAD
    return sum + worth
  }, 0n)
  const cash = input.cash + (gross * BigInt(random.integer(5, 120))) / 100n
  return refreshArrays({ ...input, cash })
}

function randomMarket(random: Random): MarketInput {
  const market = marketAt(random.integer(1, 60_000), {
    scanRange: BigInt(random.integer(30_000, 330_000)),
    concentration: random.chance(0.5) ? 0n : BigInt(random.integer(1, 100_000)),
  })
  const mark = (market.index * (NANO + BigInt(random.integer(-5_000_000, 5_000_000)))) / NANO
  return { ...market, mark, confidence: market.index / 1_000n }
}

function randomInstrument(random: Random, input: MarginInput, options: boolean) {
  const e = random.integer(0, input.expiries.length - 1)
  const { market, forward } = input.expiries[e] as ExpiryInput
  const { mark } = input.markets[market] as MarketInput
  if (!options || random.chance(0.3)) {
    const instrument: TradedInstrument = random.chance(0.5)
      ? { kind: 'perpetual', market }
      : { kind: 'future', market, expiry: e }
    return { instrument, price: instrument.kind === 'perpetual' ? mark : forward }
  }
  const strike = (forward * BigInt(random.integer(60, 150))) / 10n ** 12n
  const kind = random.pick(['call', 'put'] as const)
  return {
    instrument: { kind, market, expiry: e, strike } as TradedInstrument,
    price: forward / 50n,
  }
}
