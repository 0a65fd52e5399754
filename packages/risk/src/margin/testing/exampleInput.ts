import type { MarginInput, MarketInput, PositionInput } from '../marginInput.js'

/** A decimal number of at most 18 places as an integer of 18 decimals. */
export function wad(value: number | string): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.')
  const sign = whole.startsWith('-') ? -1n : 1n
  return BigInt(whole) * 10n ** 18n + sign * BigInt(fraction.padEnd(18, '0'))
}

/** ETH at 2,000 with first values for parameters. */
export function exampleMarket(change: Partial<MarketInput['params']> = {}): MarketInput {
  return {
    index: wad(2000),
    confidence: 0n,
    mark: wad(2000),
    params: {
      scanRange: 200_000n,
      volShock: 450_000n,
      basisRate: 10_000n,
      floorRate: 5_000n,
      shortRate: 30_000n,
      tenorRate: 250_000n,
      concentration: 0n,
      ...change,
    },
  }
}

/** A portfolio of nothing. */
export const exampleInput: MarginInput = {
  cash: 0n,
  mode: 'portfolio',
  initial: true,
  initialFactor: 1_300_000n,
  positions: [],
  markets: [exampleMarket()],
  expiries: [],
  blobs: [],
  lines: [],
  pairs: [],
}

export function perpetual(size: bigint, cost: bigint, market = 0): PositionInput {
  return { kind: 'perpetual', size, cost, market }
}
