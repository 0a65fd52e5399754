import type { ReplayResult } from '../run/replay.js'
import type { Chart } from './chart.js'

/** A replay with what it was made of, in words. */
export type Report = { title: string; about: readonly string[]; result: ReplayResult }

/** Whole dollars in groups of three; small sums with cents. */
export function dollars(value: number): string {
  const small = Math.abs(value) < 100 && value !== 0
  const digits = small ? 2 : 0
  return `${value < 0 ? '-' : ''}$${Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

const percent = (value: number) => `${(100 * value).toFixed(2)} %`

/** The figures of a replay, a name and a value each. */
export function figures({ result }: Report): [name: string, value: string][] {
  const { totals, fund, badDebt, samples, openInterest } = result
  const [first] = samples
  const most = (pick: (sample: (typeof samples)[number]) => number) =>
    Math.max(...samples.map(pick))
  return [
    ['accounts', `${result.accounts}, ${result.tight} of them within 5 % of initial margin`],
    ['with collateral on several chains', String(result.onSeveralChains)],
    ['equity when opened', dollars(result.equity)],
    ['open interest', dollars(openInterest)],
    [
      'accounts liquidated',
      `${result.liquidated} (${percent(result.liquidated / result.accounts)})`,
    ],
    ['auctions, bids', `${totals.auctions}, ${totals.bids}`],
    ['discount to liquidators', dollars(totals.discount)],
    ['sold on spokes by liquidators', dollars(result.sold)],
    ['insolvencies declared', String(totals.insolvencies)],
    ['bad debt before the fund', dollars(badDebt.before)],
    ['bad debt after the fund', dollars(badDebt.after)],
    [
      'insurance fund before',
      `${dollars(fund.before)} (${percent(fund.before / openInterest)} of open interest)`,
    ],
    ['insurance fund at its least', dollars(fund.least)],
    ['insurance fund after', dollars(fund.after)],
    [
      'paid by the fund: lack, takeovers',
      `${dollars(totals.covered)}, ${dollars(totals.forTakingOver)}`,
    ],
    [
      'borne by deleveraging, by haircut',
      `${dollars(totals.deleveraged)} (${totals.deleveragings} times), ${dollars(totals.haircut)}`,
    ],
    [
      'initial margin at first, at most',
      `${dollars(first?.margin.asIs ?? 0)}, ${dollars(most(({ margin }) => margin.asIs))}`,
    ],
    ['all isolated, at first', dollars(first?.margin.isolated ?? 0)],
    ['all cross, at first', dollars(first?.margin.cross ?? 0)],
    ['all portfolio, at first', dollars(first?.margin.portfolio ?? 0)],
    ['orders refused when opening', String(result.skipped)],
    ['books of all chains', result.faults.length === 0 ? 'equal' : result.faults.join(' ')],
  ]
}

/** The charts of a replay. */
export function charts({ result: { samples } }: Report): Chart[] {
  const at = samples.map((sample) => sample.at)
  const pick = (name: string, value: (sample: (typeof samples)[number]) => number) => ({
    name,
    values: samples.map(value),
  })
  const whole = (value: number) => value.toLocaleString('en-US')
  return [
    {
      ...{ title: 'Prices', about: 'percent of the first price', at },
      lines: Object.keys(samples[0]?.prices ?? {}).map((name) =>
        pick(name, ({ prices }) => 100 * (prices[name] ?? 0)),
      ),
      format: (value) => `${value} %`,
    },
    {
      ...{ title: 'Initial margin', at },
      about: 'of all accounts that still have positions: as they are, and if all had one mode',
      lines: [
        pick('as they are', ({ margin }) => margin.asIs),
        pick('all isolated', ({ margin }) => margin.isolated),
        pick('all cross', ({ margin }) => margin.cross),
        pick('all portfolio', ({ margin }) => margin.portfolio),
      ],
      format: dollars,
    },
    {
      ...{ title: 'Liquidations', about: 'accounts liquidated so far, and auctions open', at },
      lines: [
        pick('accounts liquidated', ({ liquidated }) => liquidated),
        pick('auctions open', ({ auctions }) => auctions),
      ],
      format: whole,
    },
    {
      ...{ title: 'Insurance fund and bad debt', at },
      about: 'the fund; what insolvent accounts lacked so far; what they lack now',
      lines: [
        pick('insurance fund', ({ fund }) => fund),
        pick('bad debt so far', ({ badDebt }) => badDebt),
        pick('lacking now', ({ lacking }) => lacking),
      ],
      format: dollars,
    },
  ]
}

/** The figures for a terminal. */
export function toText(report: Report): string {
  const rows = figures(report)
  const width = Math.max(...rows.map(([name]) => name.length))
  return [
    report.title,
    ...report.about,
    '',
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
  ].join('\n')
}
