import { expect, test } from 'vitest'
import { worstFall } from './bar.js'
import { generate, generators, refine } from './generators.js'

const pathOf = (name: string, seed: number, underlying: string) =>
  (generate(name, seed) ?? []).map(({ at, prices }) => ({ at, price: prices[underlying] ?? 0 }))

const anchored = generators.flatMap(({ name, anchors }) =>
  Object.entries(anchors ?? {}).map(([underlying, anchor]) => ({ name, underlying, ...anchor })),
)

test.each(anchored)(
  'default: $name: the worst hour and day of $underlying are the published ones',
  ({ name, underlying, hour, day }) => {
    for (const seed of [1, 2, 3]) {
      const path = pathOf(name, seed, underlying)
      expect(worstFall(path, 3_600).fall).toBeCloseTo(hour, 9)
      expect(worstFall(path, 86_400).fall).toBeCloseTo(day, 9)
    }
  },
)

test('behavior: 12 March 2020 took 24.5 % off BTC in an hour and 50.6 % in a day', () => {
  expect(worstFall(pathOf('march-2020', 7, 'BTC'), 3_600).fall).toBeCloseTo(-0.245, 9)
  expect(worstFall(pathOf('march-2020', 7, 'BTC'), 86_400).fall).toBeCloseTo(-0.506, 9)
})

test('behavior: a seed names one path; a calm one falls by little', () => {
  expect(generate('calm', 5)).toEqual(generate('calm', 5))
  expect(generate('calm', 5)).not.toEqual(generate('calm', 6))
  expect(worstFall(pathOf('calm', 5, 'ETH'), 3_600).fall).toBeGreaterThan(-0.05)
  expect(generate('no such', 1)).toBeUndefined()
})

test('behavior: refined, no price moves by more than a step, and worst hours stay', () => {
  const path = refine(generate('march-2020', 1) ?? [], 0.01, 1_800)
  for (const [i, { at, prices }] of path.entries()) {
    const before = path[i - 1]
    if (!before) continue
    expect(at).toBeGreaterThan(before.at)
    expect(at - before.at).toBeLessThanOrEqual(1_800)
    for (const name of ['BTC', 'ETH']) {
      const move = Math.abs(Math.log((prices[name] ?? 0) / (before.prices[name] ?? 0)))
      expect(move).toBeLessThanOrEqual(Math.log(1.01) + 1e-9)
    }
  }
  const btc = path.map(({ at, prices }) => ({ at, price: prices.BTC ?? 0 }))
  expect(worstFall(btc, 3_600).fall).toBeCloseTo(-0.245, 9)
})

test('behavior: a gap within a minute stays one', () => {
  const path = refine(generate('gap', 1) ?? [], 0.01, 1_800)
  const moves = path.slice(1).map(({ prices }, i) => (prices.BTC ?? 0) / (path[i]?.prices.BTC ?? 1))
  expect(Math.min(...moves)).toBeCloseTo(0.755, 9)
})
