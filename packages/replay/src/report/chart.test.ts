import { expect, test } from 'vitest'
import { drawChart, niceTicks } from './chart.js'

test('default: round numbers on the axis', () => {
  expect(niceTicks(0, 100)).toEqual([0, 20, 40, 60, 80, 100])
  expect(niceTicks(0, 7_300)).toEqual([0, 2_000, 4_000, 6_000, 8_000])
  expect(niceTicks(0, 0)).toEqual([0, 1])
})

test('behavior: a line from corner to corner, and names that are no markup', () => {
  const chart = drawChart({
    ...{ title: 'A & B', about: '', at: [0, 3_600], format: String },
    lines: [{ name: '<b>', values: [0, 100] }],
  })
  expect(chart).toContain('points="76,230 706,12"')
  expect(chart).toContain('aria-label="A &#38; B"')
  expect(chart).toContain('<title>&#60;b&#62;</title>')
})
