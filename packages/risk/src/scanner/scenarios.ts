/** One scenario: its move is `scans` scan ranges, or the share `tail` of the price. */
type Scenario = { scans: number; tail?: number; volatility: -1 | 0 | 1 }

const thirds = [1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1]

/** docs/margin.md, section 3. */
export const scenarios: readonly Scenario[] = [
  { scans: 0, volatility: 1 },
  { scans: 0, volatility: -1 },
  ...thirds.flatMap((scans): Scenario[] => [
    { scans, volatility: 1 },
    { scans, volatility: -1 },
  ]),
  { scans: 3, volatility: 0 },
  { scans: -3, volatility: 0 },
  ...[-0.66, -0.5, 1, 3].map((tail): Scenario => ({ scans: 0, tail, volatility: 0 })),
]

export type Shock = { move: number; charged: number }

/** So many scan ranges as a share of the price, cut to whole millionths as the contracts do. */
const cut = (scans: number, scanRange: number) => Math.trunc(scans * scanRange * (1 + 1e-12)) / 1e6

/** Moves and charged shares of all scenarios for a scan range given in ppm. */
export function shocks(scanRange: number): Shock[] {
  return scenarios.map(({ scans, tail }) => {
    if (tail !== undefined)
      return {
        move: tail,
        charged: Math.min(1, Math.ceil((0.99 * scanRange) / Math.abs(tail)) / 1e6),
      }
    return { move: cut(scans, scanRange), charged: Math.abs(scans) === 3 ? 0.33 : 1 }
  })
}

/** Nodes of a risk array that share a volatility: which they are, and their moves, rising. */
export type Nodes = { slots: readonly number[]; moves: readonly number[] }

/** The nodes by volatility (down, as is, up) for a scan range given in ppm. */
export function nodesOf(scanRange: number): readonly [Nodes, Nodes, Nodes] {
  const near = [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1].map((scans) => cut(scans, scanRange))
  const far = [cut(-3, scanRange), 0, cut(3, scanRange), -0.66, -0.5, 1, 3]
  return [rising(near, 7), rising(far, 14), rising(near, 0)]
}

function rising(moves: readonly number[], first: number): Nodes {
  const order = moves.map((_, i) => i).sort((i, j) => (moves[i] ?? 0) - (moves[j] ?? 0))
  return { slots: order.map((i) => first + i), moves: order.map((i) => moves[i] ?? 0) }
}
