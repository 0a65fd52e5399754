import { expect, test } from 'vitest'
import { encodeRow, riskGrid, riskRow } from './riskArray.js'
import { chargedShares, nodeMoves, scenarioMoves, volatilityMultipliers } from './scenarios.js'

const DAY = 86_400n

test('behavior: the table of docs/margin.md for ETH', () => {
  expect(scenarioMoves(200_000n).map(Number)).toEqual([
    0, 0, 66_666, 66_666, -66_666, -66_666, 133_333, 133_333, -133_333, -133_333, 200_000, 200_000,
    -200_000, -200_000, 600_000, -600_000, -660_000, -500_000, 1_000_000, 3_000_000,
  ])
  // a tail counts 99 % * r / |move|: 0.3, 0.396, 0.198, 0.066
  expect(chargedShares(200_000n).slice(13).map(Number)).toEqual([
    1_000_000, 330_000, 330_000, 300_000, 396_000, 198_000, 66_000,
  ])
  expect(chargedShares(100_001n)[16]).toBe(150_002n) // 150,001.5 up
  expect(nodeMoves(200_000n)).toHaveLength(14)
})

test('behavior: volatility is shocked more for short tenors, down to a quarter', () => {
  expect(volatilityMultipliers(450_000n, 30n * DAY)).toEqual({
    up: 1_450_000_000_000_000_000n,
    down: 550_000_000_000_000_000n,
  })
  // 30^0.3 = 2.774... and (30 / 90)^0.3 = 0.71922...
  const short = volatilityMultipliers(450_000n, 60n)
  expect(Number(short.up) / 1e18).toBeCloseTo(1 + 0.45 * 30 ** 0.3, 14)
  expect(short.down).toBe(250_000_000_000_000_000n)
  const long = volatilityMultipliers(450_000n, 90n * DAY)
  expect(Number(long.down) / 1e18).toBeCloseTo(1 - 0.45 * 3 ** -0.3, 14)
})

test('behavior: a row is the call at the nodes', () => {
  const grid = riskGrid({ tau: 7n * DAY, scanRange: 200_000n, volShock: 450_000n })
  const WAD = 10n ** 18n
  const row = riskRow(grid, 1500n * WAD, 1600n * WAD, 19_178_082_191_780_823n)
  expect(row).toHaveLength(21)
  // the last ones are deep in the money: 1 - 1600 / 3000 and 1 - 1600 / 6000 of the price
  expect(row[19]).toBe(Math.floor((1 - 1600 / 3000) * 2 ** 24) + 1) // with 1e-7 of time value
  expect(row[20]).toBe(Math.floor((1 - 1600 / 6000) * 2 ** 24))
  expect(row.slice(0, 7)).toEqual([...row.slice(0, 7)].sort((a, b) => a - b))
  for (let i = 0; i < 7; i++) expect(row[i]).toBeGreaterThanOrEqual(row[i + 7] as number)
  expect(encodeRow(row)).toHaveLength(2 + 2 * 63)
  expect(encodeRow([1, 256, 0xabcdef])).toBe('0x000001000100abcdef')
})
