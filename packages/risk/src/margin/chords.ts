import { floorDiv } from '../fixedPoint.js'
import { nodeMoves, scenarioMoves } from '../scenarios.js'

const PPM = 1_000_000n
const GROUP = 7

/** Where the twenty scenarios end (thirteen prices), ppm of the price. */
export function scenarioTargets(scanRange: bigint): bigint[] {
  const moves = scenarioMoves(scanRange)
  return Array.from(
    { length: 13 },
    (_, t) => PPM + (moves[t < GROUP ? 2 * t : t + GROUP] as bigint),
  )
}

/** The target of a scenario. */
export function targetOf(scenario: number): number {
  return scenario < 2 * GROUP ? scenario >> 1 : scenario - GROUP
}

/** Size times share at each node of a row: shares are rounded down, a short pays one unit more. */
export function scaleRow(row: readonly number[], size: bigint): bigint[] {
  const unit = size < 0n ? 1 : 0
  return row.map((share) => size * BigInt(share + unit))
}

/** Two nodes and the weight of a whole share at each, USD. */
export type Chord = { low: number; high: number; lowWeight: bigint; highWeight: bigint }

/** For each target the chord of the nearest nodes, beyond the outermost the last one: `Chords.find`. */
export function findChords(
  array: { anchor: bigint; scanRange: bigint },
  forward: bigint,
  targets: readonly bigint[],
): Chord[] {
  const { anchor, scanRange } = array
  const places = nodeMoves(scanRange).map((move) => PPM + move)
  // the seven nodes of a shock have the same places at raised and at lowered volatility
  const place = (node: number) => places[node < GROUP ? node : node - GROUP] as bigint
  const shocked = [0, 1, 2, 3, 4, 5, 6]
  const asIs = [17, 18, 15, 16, 19, 20]
  // only −3r changes its place among the others; of two at one place it comes second
  const position = place(14) < place(17) ? 0 : place(14) < place(18) ? 1 : 2
  asIs.splice(position, 0, 14)
  return targets.map((target, t) => {
    const nodes = t < GROUP ? shocked : asIs
    const end = forward * target
    const isAbove = (k: number) =>
      end <= anchor * place(nodes[k] as number) &&
      place(nodes[k] as number) !== place(nodes[k - 1] as number)
    let k = 1
    while (k < GROUP - 1 && !isAbove(k)) k++
    const [low, high] = [nodes[k - 1] as number, nodes[k] as number]
    const [from, to] = [place(low), place(high)]
    const width = PPM * (to - from)
    return {
      low,
      high,
      lowWeight: floorDiv(from * (anchor * to - end), width),
      highWeight: floorDiv(to * (end - anchor * from), width),
    }
  })
}

/** What nodes are worth in a scenario: 36 decimals, rounded down. */
export function chordValue(nodes: readonly bigint[], chords: readonly Chord[], scenario: number) {
  const { low, high, lowWeight, highWeight } = chords[targetOf(scenario)] as Chord
  // volatility down stands seven nodes behind volatility up
  const group = scenario < 2 * GROUP && scenario % 2 === 1 ? GROUP : 0
  const sum =
    (nodes[low + group] as bigint) * lowWeight + (nodes[high + group] as bigint) * highWeight
  return sum >> 24n
}
