import { expect, test } from 'vitest'
import { ReplayInputError } from '../errors.js'
import { worstFall } from './bar.js'
import { parseSeries } from './readSeries.js'
import { walk } from './walk.js'
import { cut } from './window.js'

const series = parseSeries(
  'date,open,high,low,close\n2020-03-10,100,101,99,100\n2020-03-11,100,102,55,60\n2020-03-12,60,75,48,70\n2020-03-13,70,71,69,70\n',
  'days.csv',
)
const terms = { moves: { BTC: 1, ETH: 0.5 }, step: 0.01, pace: 0.25, idle: 3_600 }

test('default: open, high, low, close in steps, at the pace, and the other by its share', () => {
  const path = walk(cut(series, { from: '2020-03-11', to: '2020-03-12' }), terms)
  const btc = path.map(({ at, prices }) => ({ at, price: prices.BTC ?? 0 }))
  expect(btc[0]).toEqual({ at: 0, price: 1 })
  for (const price of [1.02, 0.55, 0.6, 0.75, 0.48, 0.7])
    expect(btc.some((tick) => Math.abs(tick.price - price) < 1e-9)).toBe(true)
  for (const [i, { at, price }] of btc.entries()) {
    const before = btc[i - 1]
    if (!before) continue
    expect(at).toBeGreaterThan(before.at)
    expect(Math.abs(Math.log(price / before.price))).toBeLessThan(Math.log(1.01) + 1e-9)
  }
  const { fall } = worstFall(btc, 3_600)
  expect(fall).toBeLessThan(-0.24)
  expect(fall).toBeGreaterThan(-0.2501)
  expect(path.at(-1)?.at).toBe(2 * 86_400)
  expect(path.at(-1)?.prices.ETH).toBeCloseTo(Math.sqrt(0.7), 9)
})

test('behavior: a bar that is too short for the pace is walked faster', () => {
  const hours = parseSeries(
    'time,open,high,low,close\n1600000000,100,100,60,60\n1600003600,60,61,60,60\n',
    'hours.csv',
  )
  const path = walk(hours, terms)
  expect(path.find(({ prices }) => (prices.BTC ?? 1) < 0.6001)?.at).toBeLessThanOrEqual(3_600)
})

test('behavior: the worst fall is found', () => {
  expect(cut(series, { worst: 24 }).bars.map(({ low }) => low)).toEqual([55])
})

test('error: a window with nothing in it, and what is no time', () => {
  expect(() => cut(series, { from: '2021-01-01' })).toThrow(/goes from 2020-03-10/)
  expect(() => cut(series, { from: 'spring' })).toThrow(ReplayInputError)
})
