import { describe, expect, test } from 'vitest'
import { nodeMoves, scenarioMoves } from '../scenarios.js'
import { chordValue, findChords, scaleRow, scenarioTargets, targetOf } from './chords.js'
import { wad } from './testing/exampleInput.js'

const WHOLE = 1n << 24n
/** Nodes of something worth `slope` of the price less `debt`: a straight line, as shares of each node's price. */
const line = (anchor: bigint, scanRange: bigint) => {
  const moves = nodeMoves(scanRange)
  const places = [...moves.slice(0, 7), ...moves].map((move) => 1_000_000n + move)
  // half of the price: the same share everywhere
  return places.map(() => (wad(1) * WHOLE) / 2n).map((node) => (anchor > 0n ? node : 0n))
}

describe('chords', () => {
  test('default: at the anchor a scenario is worth what its node says', () => {
    const scanRange = 210_000n
    const chords = findChords(
      { anchor: wad(2000), scanRange },
      wad(2000),
      scenarioTargets(scanRange),
    )
    const nodes = Array.from({ length: 21 }, (_, n) => BigInt(n + 1) * WHOLE * wad(1))
    const expected = scenarioMoves(scanRange).map((move, i) => {
      const moves = nodeMoves(scanRange)
      const first = i < 14 ? (i % 2) * 7 : 14
      const node = i < 14 ? moves.slice(0, 7).indexOf(move) : moves.indexOf(move, 7) - 7
      return (BigInt(first + node + 1) * wad(2000) * wad(1) * (1_000_000n + move)) / 1_000_000n
    })
    expect(expected.map((_, i) => chordValue(nodes, chords, i))).toEqual(expected)
  })

  test.each([20_000n, 166_667n, 200_000n, 220_000n, 225_000n, 330_000n])(
    'behavior: a straight line is met everywhere, with a scan range of %s',
    (scanRange) => {
      for (const forward of [wad(1900), wad(2000), wad(2100)]) {
        const anchor = wad(2000)
        const targets = scenarioTargets(scanRange)
        const chords = findChords({ anchor, scanRange }, forward, targets)
        for (let i = 0; i < 20; i++) {
          const exact = (forward * (targets[targetOf(i)] as bigint) * wad(1)) / 2_000_000n
          const error = exact - chordValue(line(anchor, scanRange), chords, i)
          // two weights rounded down to a unit
          expect(error >= -wad(2) && error <= wad(2)).toBe(true)
        }
      }
    },
  )

  test('behavior: shares are rounded down, a short pays a unit more', () => {
    expect(scaleRow([0, 5], 3n)).toEqual([0n, 15n])
    expect(scaleRow([0, 5], -3n)).toEqual([-3n, -18n])
  })
})
