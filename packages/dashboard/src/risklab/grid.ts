import { atPrices, computeMargin, type MarginInput, type MarketChange } from '@causeway/risk'

/** Price moves across and factors on volatility down, both in ppm. */
export const gridMoves = [
  -500_000n,
  -300_000n,
  -150_000n,
  -50_000n,
  0n,
  50_000n,
  150_000n,
  300_000n,
  500_000n,
]
export const gridFactors = [2_000_000n, 1_500_000n, 1_000_000n, 750_000n, 500_000n]

/** A portfolio after a move: USD with 18 decimals. */
export type Cell = {
  move: bigint
  factor: bigint
  equity: bigint
  /** Of equity. */
  change: bigint
  isLiquidatable: boolean
  /** The leg that loses most; none when none loses. */
  loser?: { of: 'position' | 'line'; number: number; change: bigint }
}

/** The portfolio with the underlyings moved; `moves` by the number of the market, ppm. */
export function moved(
  input: MarginInput,
  moves: readonly bigint[],
  factor = 1_000_000n,
): MarginInput {
  const markets = Object.fromEntries(
    input.markets.map(({ index }, m): [number, MarketChange] => [
      m,
      { index: (index * (1_000_000n + (moves[m] ?? 0n))) / 1_000_000n, volatility: factor },
    ]),
  )
  return atPrices({ ...input, initial: false }, { markets, arrays: 'refreshed' })
}

/** What one move does to the equity, and which leg loses most. */
export function cellOf(
  input: MarginInput,
  moves: readonly bigint[],
  { move, factor }: { move: bigint; factor: bigint },
  base: ReturnType<typeof computeMargin> = computeMargin({ ...input, initial: false }),
): Cell {
  const report = computeMargin(moved(input, moves, factor))
  const changes = (['position', 'line'] as const).flatMap((of) => {
    const [after, before] =
      of === 'line' ? [report.lines, base.lines] : [report.positions, base.positions]
    return after.map(({ value }, number) => ({
      of,
      number,
      change: value - (before[number]?.value ?? 0n),
    }))
  })
  const worst = changes.reduce<(typeof changes)[number] | undefined>(
    (found, leg) => (leg.change < (found?.change ?? 0n) ? leg : found),
    undefined,
  )
  return {
    ...{ move, factor, equity: report.equity, change: report.equity - base.equity },
    isLiquidatable: report.equity < report.maintenance,
    ...(worst && { loser: worst }),
  }
}

/** Rows of the heat map: one underlying moves, or all of them together. */
export function gridOf(input: MarginInput, market: number | 'all'): Cell[][] {
  const base = computeMargin({ ...input, initial: false })
  return gridFactors.map((factor) =>
    gridMoves.map((move) => {
      const moves = input.markets.map((_, m) => (market === 'all' || market === m ? move : 0n))
      return cellOf(input, moves, { move, factor }, base)
    }),
  )
}
