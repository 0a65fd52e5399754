import { computeMargin, liquidationPrice } from '@causeway/risk'
import { expect, test } from 'vitest'
import { crashDays, movesOf } from './days.js'
import { cellOf, gridMoves, gridOf, moved } from './grid.js'
import { legName } from './portfolio.js'
import { examplePortfolio } from './testing/examplePortfolio.js'

const wad = 10n ** 18n
const { input, underlyings } = examplePortfolio

test('behavior: a cell is what the margin says at its price', () => {
  const cell = cellOf(input, [-150_000n], { move: -150_000n, factor: 1_000_000n })
  // ten ether lose 450 each; two more lose as much after a haircut of 5 %
  expect(cell.change).toBe(-(4_500n + 855n) * wad)
  expect(cell.loser).toMatchObject({ of: 'position', number: 0, change: -4_500n * wad })
  const there = computeMargin(moved(input, [-150_000n]))
  expect(cell.equity).toBe(there.equity)
  expect(cell.isLiquidatable).toBe(there.equity < there.maintenance)
})

test('behavior: cells beyond the liquidation price are liquidatable, those before it are not', () => {
  const { below = 0n } = liquidationPrice(input, 0)
  const row = gridOf(input, 'all')[2] ?? []
  expect(row.map(({ isLiquidatable }) => isLiquidatable)).toEqual(
    gridMoves.map((move) => (3_000n * wad * (1_000_000n + move)) / 1_000_000n <= below),
  )
})

test('behavior: nothing moves, nothing loses', () => {
  const cell = cellOf(input, [0n], { move: 0n, factor: 1_000_000n })
  expect(cell).toMatchObject({ change: 0n, isLiquidatable: false })
  expect(cell.loser).toBeUndefined()
})

test('movesOf: a part of a day, by underlying', () => {
  const [day] = crashDays
  if (!day) throw new Error('there are no days')
  expect(movesOf(day, ['BTC', 'ETH', 'SOL'], 100)).toEqual([-506_000n, -529_000n, -529_000n])
  expect(movesOf(day, ['ETH'], 50)).toEqual([-264_500n])
})

test('legName', () => {
  expect(legName({ input, underlyings }, 'position', 0)).toBe('ETH perpetual')
  expect(legName({ input, underlyings }, 'line', 0)).toBe('ETH collateral')
})
