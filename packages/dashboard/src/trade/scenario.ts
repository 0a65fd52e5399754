import { type MarginInput, scenarioReport } from '@causeway/risk'

/** The worst of an underlying's scenarios, in rates of ppm and USD with 18 decimals. */
export type WorstScenario = {
  underlying: string
  move: bigint
  volatility: 'up' | 'down' | 'unchanged'
  charged: bigint
}

/** The scenario in which each underlying costs most, the dearest first. */
export function worstScenarios(
  input: MarginInput,
  underlyings: readonly string[],
): WorstScenario[] {
  return scenarioReport(input)
    .flatMap(({ rows, worst }, m) => {
      const row = worst === undefined ? undefined : rows[worst]
      if (!row) return []
      const { move, volatility, charged } = row
      return [{ underlying: underlyings[m] ?? '', move, volatility, charged }]
    })
    .sort((a, b) => (a.charged > b.charged ? -1 : a.charged < b.charged ? 1 : 0))
}
