import { liquidationPrice, type MarginInput, scenarioReport } from '@causeway/risk'

/** What one underlying can do to an account: prices in USD with 18 decimals, moves in ppm of the index. */
export type LiquidationRow = {
  underlying: string
  index: bigint
  below?: bigint
  above?: bigint
  /** How far the nearer of the two is, ppm. */
  distance?: bigint
  /** What counts of the loss in the worst scenario, and which that is. */
  charged: bigint
  move?: bigint
  volatility?: 'up' | 'down' | 'unchanged'
}

/** The nearest liquidation prices and the worst scenario of each underlying, the closest first. */
export function liquidationRows(
  input: MarginInput,
  underlyings: readonly string[],
): LiquidationRow[] {
  const scenarios = scenarioReport(input)
  const rows = input.markets.map(({ index }, m): LiquidationRow => {
    const { below, above } = liquidationPrice(input, m)
    const { rows: moves, worst } = scenarios[m] ?? { rows: [] }
    const row = worst === undefined ? undefined : moves[worst]
    const distances = [below, above].flatMap((price) =>
      price === undefined ? [] : [((price - index) * 1_000_000n) / index],
    )
    const [first, second] = distances
    const nearest = second !== undefined && first !== undefined && second < -first ? second : first
    return {
      ...{ underlying: underlyings[m] ?? `market ${m + 1}`, index, charged: row?.charged ?? 0n },
      ...(below !== undefined && { below }),
      ...(above !== undefined && { above }),
      ...(nearest !== undefined && { distance: nearest }),
      ...(row && { move: row.move, volatility: row.volatility }),
    }
  })
  const far = (row: LiquidationRow) =>
    row.distance === undefined ? 1n << 96n : row.distance < 0n ? -row.distance : row.distance
  return rows.sort((a, b) => (far(a) < far(b) ? -1 : far(a) > far(b) ? 1 : 0))
}
