import type { Preview, Standing } from '@causeway/risk'
import { showPercent, showUsd } from '../format/amounts.js'
import { Notice } from './parts.js'
import { Table } from './Table.js'

const verdicts: Record<Preview['verdict'], string> = {
  healthy: 'The hub accepts this.',
  reducing: 'The hub accepts this: it only reduces risk.',
  deposit: 'The hub accepts every deposit.',
  unhealthy:
    'The hub refuses this: equity would be below initial margin. Take less, or deposit first.',
  uncovered: 'The hub refuses this: cash can only be borrowed against collateral.',
  'off mark':
    'The hub refuses this: the price is outside the band round the mark. Choose one nearer to it.',
  mixed: 'The hub refuses this: an isolated account holds one underlying.',
}

const columns = [
  { name: 'Figure' },
  { name: 'Before', isNumber: true },
  { name: 'After', isNumber: true },
] as const

/** Every figure of the margin before and after, and what the hub would say. */
export function BeforeAfter({
  preview: { before, after, verdict, accepted, liquidation },
  underlyings,
}: {
  preview: Preview
  underlyings: readonly string[]
}) {
  const up = { rounding: 'up' } as const
  const rows: [string, (standing: Standing) => string][] = [
    ['Health', ({ health }) => (health === undefined ? 'no risk' : showPercent(health))],
    ['Equity', ({ equity }) => showUsd(equity)],
    ['Initial margin', ({ initial }) => showUsd(initial, up)],
    ['Maintenance margin', ({ maintenance }) => showUsd(maintenance, up)],
    ['Free', ({ free }) => showUsd(free)],
  ]
  const price = (value: bigint | undefined) => (value === undefined ? 'never' : showUsd(value))
  const prices = liquidation.flatMap(({ before: was, after: will }, m) => {
    const name = underlyings[m] ?? ''
    const show = [
      [`Liquidated if ${name} falls to`, was ? price(was.below) : 'never', price(will.below)],
      [`Liquidated if ${name} rises to`, was ? price(was.above) : 'never', price(will.above)],
    ]
    return show.filter(([, from, to]) => from !== 'never' || to !== 'never')
  })
  return (
    <div className="space-y-3">
      <Table
        caption="Margin before and after"
        empty=""
        columns={columns}
        rows={[...rows.map(([name, show]) => [name, show(before), show(after)]), ...prices].map(
          ([name = '', ...cells]) => ({ key: name, cells: [name, ...cells] }),
        )}
      />
      <Notice tone={accepted ? 'good' : 'bad'}>{verdicts[verdict]}</Notice>
    </div>
  )
}
