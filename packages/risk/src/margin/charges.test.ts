import { describe, expect, test } from 'vitest'
import {
  arrayErrorCharge,
  basisCharge,
  concentrationCharge,
  pinCharge,
  tenorCharge,
  uncertaintyCharge,
} from './charges.js'
import { exampleMarket, wad } from './testing/exampleInput.js'

const DAY = 86_400n

describe('charges', () => {
  test("basis: the offset at the dearer side's mean rate", () => {
    const products = [
      { notional: wad(100), rate: 10_000n },
      { notional: wad(300), rate: 30_000n },
      { notional: -wad(200), rate: 10_000n },
    ]
    // long: 25,000 ppm on the mean of 400, of which 200 are offset: 5; short: 2
    expect(basisCharge(products)).toBe(wad(5))
    expect(basisCharge(products.slice(0, 2))).toBe(0n)
    expect(basisCharge([])).toBe(0n)
    expect(
      basisCharge([
        { notional: 1n, rate: 1n },
        { notional: -1n, rate: 1n },
      ]),
    ).toBe(1n)
  })

  test('tenor: of what gains and what loses the smaller', () => {
    expect(tenorCharge([wad(10), -wad(4), -wad(2)], 250_000n)).toBe(wad('1.5'))
    expect(tenorCharge([wad(10)], 250_000n)).toBe(0n)
  })

  test('pin: whole within a day, none from seven on', () => {
    const at = (tau: bigint, long = wad(2)) =>
      pinCharge({ long }, { forward: wad(3000), tau }, 200_000n)
    // a third of 20 % of 3,000 is 200: a quarter for each long
    expect(at(60n)).toBe(wad(100))
    expect(at(DAY)).toBe(wad(100))
    expect(at(4n * DAY)).toBe(wad(50))
    expect(at(7n * DAY)).toBe(0n)
    expect(at(DAY, wad(20))).toBe(wad(1000))
    expect(at(DAY, 0n)).toBe(0n)
  })

  test('concentration: with the square of the size', () => {
    const market = exampleMarket({ concentration: 20_000n })
    expect(concentrationCharge(wad(2_000_000), market)).toBe(wad(40_000))
    expect(concentrationCharge(-wad(20_000_000), market)).toBe(wad(4_000_000))
  })

  test('uncertainty and array error', () => {
    const market = { ...exampleMarket(), confidence: wad(10) }
    expect(uncertaintyCharge(-wad(2100), market)).toBe(wad('10.5'))
    expect(arrayErrorCharge(wad(5), wad(10), 200_000n)).toBe(wad(60))
    expect(arrayErrorCharge(1n, 1n, 200_000n)).toBe(1n)
  })
})
