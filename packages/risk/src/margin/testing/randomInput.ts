import { riskGrid, riskRow } from '../../riskArray.js'
import { variance } from '../../svi.js'
import {
  type BlobInput,
  type ExpiryInput,
  type LineInput,
  MARGIN_MODES,
  type MarginInput,
  type MarketInput,
  type PositionInput,
} from '../marginInput.js'
import type { Random } from './random.js'

const DAY = 86_400

/** A portfolio of any mode, most of them sensible, some extreme in price, size or what its arrays are made from. */
export function randomInput(random: Random): MarginInput {
  const markets = Array.from({ length: random.integer(1, 3) }, () => randomMarket(random))
  const expiries = Array.from({ length: random.integer(1, 4) }, () => randomExpiry(random, markets))
  const blobs: { blob: BlobInput; strikes: bigint[] }[] = expiries.flatMap((_, e) =>
    Array.from({ length: random.integer(1, 2) }, () => randomBlob(random, markets, expiries, e)),
  )
  const position = (): PositionInput => {
    const size =
      random.magnitude(0, random.chance(0.05) ? 28 : 22) * (random.chance(0.5) ? 1n : -1n)
    const market = random.integer(0, markets.length - 1)
    const cost = random.magnitude(0, 24) * (random.chance(0.5) ? 1n : -1n)
    if (random.chance(0.2)) return { kind: 'perpetual', size, market, cost }
    const expiry = random.integer(0, expiries.length - 1)
    const of = (expiries[expiry] as ExpiryInput).market
    if (random.chance(0.2)) return { kind: 'future', size, market: of, expiry, cost }
    const number = random.pick(blobs.flatMap(({ blob }, b) => (blob.expiry === expiry ? [b] : [])))
    const { strikes } = blobs[number] as (typeof blobs)[number]
    const row = random.integer(0, strikes.length - 1)
    const kind = random.pick(['call', 'put'] as const)
    return { kind, size, market: of, expiry, blob: number, row, strike: strikes[row] as bigint }
  }
  const pairs = markets.flatMap((_, second) =>
    Array.from({ length: second }, (_, first) => ({
      first,
      second,
      share: BigInt(random.integer(0, 500_000)),
    })),
  )
  return {
    cash: random.magnitude(0, 26) * (random.chance(0.7) ? 1n : -1n),
    mode: random.pick(MARGIN_MODES),
    initial: random.chance(0.5),
    initialFactor: BigInt(random.integer(1_100_000, 2_500_000)),
    positions: Array.from({ length: random.integer(0, random.chance(0.1) ? 64 : 12) }, position),
    markets,
    expiries,
    blobs: blobs.map(({ blob }) => blob),
    lines: Array.from({ length: random.integer(0, 3) }, () => randomLine(random, markets)),
    pairs: random.chance(0.5) ? pairs : [],
  }
}

const rate = (random: Random, from: number, to: number) => BigInt(random.integer(from, to))

function randomMarket(random: Random): MarketInput {
  const index = random.chance(0.1) ? random.magnitude(4, 28) : random.magnitude(18, 23)
  // 220,000: three ranges down are the deepest tail
  const scanRange = random.chance(0.1) ? 220_000n : rate(random, 20_000, 330_000)
  return {
    index,
    confidence: random.chance(0.5) ? 0n : index / rate(random, 20, 10_000),
    mark: (index * rate(random, 980_000, 1_020_000)) / 1_000_000n,
    params: {
      scanRange,
      volShock: rate(random, 100_000, 1_000_000),
      basisRate: rate(random, 1_000, 200_000),
      floorRate: rate(random, 1_000, 50_000),
      shortRate: rate(random, 5_000, 200_000),
      tenorRate: rate(random, 50_000, 1_000_000),
      concentration: random.chance(0.5) ? 0n : rate(random, 1, 1_000_000),
    },
  }
}

function randomExpiry(random: Random, markets: readonly MarketInput[]): ExpiryInput {
  const market = random.integer(0, markets.length - 1)
  const { index } = markets[market] as MarketInput
  const tau = random.pick([
    60,
    random.integer(60, DAY),
    random.integer(DAY, 8 * DAY),
    90 * DAY,
    800 * DAY,
  ])
  return {
    market,
    forward: (index * rate(random, 800_000, 1_300_000)) / 1_000_000n + 1n,
    tau: BigInt(tau),
    tauAtPublication: BigInt(tau + random.integer(0, 2 * DAY)),
    settled: random.chance(0.1),
    slice: {
      a: rate(random, -1_000_000, 200_000_000),
      b: rate(random, 0, 500_000_000),
      rho: rate(random, -999_999, 999_999),
      m: rate(random, -50_000_000, 50_000_000),
      sigma: rate(random, 1_000_000, 1_000_000_000),
      basis: 0n,
      time: 0n,
    },
  }
}

function randomBlob(
  random: Random,
  markets: readonly MarketInput[],
  expiries: readonly ExpiryInput[],
  number: number,
) {
  const expiry = expiries[number] as ExpiryInput
  const { params } = markets[expiry.market] as MarketInput
  const present = random.chance(0.7)
  const anchor = present
    ? expiry.forward
    : (expiry.forward * rate(random, 950_000, 1_050_000)) / 1_000_000n + 1n
  const scanRange = present ? params.scanRange : rate(random, 20_000, 330_000)
  const grid = riskGrid({ tau: expiry.tau, scanRange, volShock: params.volShock })
  const strikes = Array.from({ length: random.integer(1, 8) }, () => {
    const strike = (anchor * random.magnitude(0, 4)) / 100n / 10n ** 10n
    const most = (1n << 64n) - 1n
    return strike < 1n ? 1n : strike > most ? most : strike
  })
  const rows = strikes.map((strike) => {
    const of = { forward: anchor, strike: strike * 10n ** 10n }
    return riskRow(grid, anchor, of.strike, variance(expiry.slice, of, expiry))
  })
  return { blob: { expiry: number, anchor, scanRange, rows }, strikes }
}

function randomLine(random: Random, markets: readonly MarketInput[]): LineInput {
  const common = {
    amount: random.magnitude(0, 24),
    price: random.chance(0.3) ? random.magnitude(17, 18) : random.magnitude(0, 23),
    haircutBps: rate(random, 0, 10_000),
    late: random.chance(0.2),
  }
  if (random.chance(0.3)) return { ...common, basisRate: 0n }
  return {
    ...common,
    market: random.integer(0, markets.length - 1),
    basisRate: rate(random, 1_000, 200_000),
  }
}
