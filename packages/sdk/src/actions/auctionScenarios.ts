import { type MarginInput, scenarioReport } from '@causeway/risk'
import { concatHex, type Hex, numberToHex } from 'viem'

/** Scenarios from here on count in part, and prove nothing for an opening. */
const whole = 14
const none: Hex = '0xff'

/**
 * The scenarios that an opening names, a byte each, as `Liquidation.open` wants them: the worst one of each underlying, or in cross
 * margin of each position and token.
 */
export function auctionScenarios(input: MarginInput): Hex {
  if (input.mode !== 'cross') {
    const worst = scenarioReport(input).map(({ rows }) => worstOf(rows))
    return concatHex(worst.map(byte))
  }
  // what stands alone in its scenario is looked at alone
  const alone = (part: Pick<MarginInput, 'positions' | 'lines'>, market: number) =>
    byte(worstOf(scenarioReport({ ...input, mode: 'portfolio', ...part })[market]?.rows ?? []))
  return concatHex([
    ...input.positions.map((p) => alone({ positions: [p], lines: [] }, p.market)),
    ...input.lines.map((line) =>
      line.market === undefined ? none : alone({ positions: [], lines: [line] }, line.market),
    ),
  ])
}

const byte = (scenario: number) => numberToHex(scenario, { size: 1 })

function worstOf(rows: readonly { profit: bigint }[]): number {
  let worst = 0
  rows.slice(0, whole).forEach(({ profit }, i) => {
    if (profit < (rows[worst]?.profit ?? 0n)) worst = i
  })
  return worst
}
