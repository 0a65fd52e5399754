import { expect, test } from 'vitest'
import { expWad, lnRatio, lnWad, sqrt, sqrtDown, WAD } from './fixedPoint.js'
import { bell, normalCdf } from './normal.js'

const within = (found: bigint, wanted: bigint, allowed: bigint) =>
  expect(found > wanted ? found - wanted : wanted - found).toBeLessThanOrEqual(allowed)

test('behavior: solady: exp, ln and sqrt', () => {
  // e, 1 / e, ln 2, ln 10 and sqrt 2 to 18 decimals, as any table has them
  within(expWad(WAD), 2718281828459045235n, 1n)
  within(expWad(-WAD), 367879441171442321n, 1n)
  within(lnWad(2n * WAD), 693147180559945309n, 1n)
  within(lnRatio(10n, 1n), 2302585092994045684n, 2n)
  within(lnRatio(1n, 10n), -2302585092994045684n, 2n)
  expect(sqrtDown(2n * WAD)).toBe(1414213562373095048n)
  for (const x of [0n, 1n, 2n, 3n, 4n, 99n, 100n])
    expect(sqrt(x)).toBe(BigInt(Math.floor(Math.sqrt(Number(x)))))
})

test('behavior: the normal distribution', () => {
  // Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.1: N(x) to 15 digits
  const table = [
    [0, 500000000000000n],
    [0.5, 691462461274013n],
    [1, 841344746068543n],
    [1.96, 975002104851780n],
    [3, 998650101968370n],
  ] as const
  for (const [x, n] of table) {
    const wad = BigInt(Math.round(x * 100)) * 10n ** 16n
    within(normalCdf(wad), n * 1000n, 31_000n)
    within(normalCdf(-wad), WAD - n * 1000n, 31_000n)
  }
  expect(bell(0n)).toBe(WAD)
  within(bell(2n * WAD), 135335283236612691n, 3_000n)
  expect(bell(10n * WAD)).toBe(0n)
})
