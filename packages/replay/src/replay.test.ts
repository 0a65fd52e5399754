import { expect, test } from 'vitest'
import { toHtml, toSvgs, toText } from './index.js'
import { replay } from './run/replay.js'

test('default: a fall by two fifths is driven through the contracts; the books agree and the fund is explained to the cent', {
  timeout: 600_000,
}, async () => {
  // three fifths of the way down within an hour: accounts opened at initial margin do not bear it
  const falls = [1, 0.98, 0.96, 0.94, 0.92, 0.9, 0.87, 0.84, 0.81, 0.78, 0.74, 0.7, 0.66, 0.62, 0.6]
  const result = await replay(
    {
      path: falls.map((price, i) => ({ at: 360 * i, prices: { BTC: price, ETH: price } })),
      opening: { accounts: 32, seed: 3, fund: 0.01, liquidators: 2, liquidatorCapital: 0.2 },
      terms: { costBps: 10, reaction: 0 },
      delay: 900,
    },
    () => {},
  )
  expect(result.faults).toEqual([])
  expect([result.accounts, result.tight, result.skipped]).toEqual([32, 16, 0])
  expect(result.onSeveralChains).toBeGreaterThan(8)
  expect(result.samples).toHaveLength(falls.length)
  // every tight long account is gone, and its margin with it
  expect(result.liquidated).toBeGreaterThan(5)
  const [first, last] = [result.samples[0], result.samples.at(-1)]
  expect(first?.margin.asIs).toBeGreaterThan(2 * (last?.margin.asIs ?? 0))
  expect(first?.margin.portfolio).toBeLessThan(first?.margin.cross ?? 0)

  const { fund, totals, badDebt } = result
  expect(fund.before / result.openInterest).toBeCloseTo(0.01, 4)
  const explained = fund.before + totals.fees - totals.covered - totals.forTakingOver
  expect(fund.after).toBeCloseTo(explained, 2)
  expect(badDebt.before).toBeCloseTo(badDebt.after + totals.covered, 6)

  const report = { title: 'A fall', about: ['in a test'], result }
  expect(toText(report)).toContain('books of all chains')
  const page = toHtml(report)
  expect(page.match(/<svg /g)).toHaveLength(4)
  for (const { svg } of toSvgs(report)) expect(svg).toMatch(/^<svg xmlns=.*<\/svg>\n$/s)
  expect(page).not.toMatch(/(src|href)=|url\(|NaN|undefined/)
})
