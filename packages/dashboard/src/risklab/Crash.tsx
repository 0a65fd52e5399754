import { computeMargin, standingOf } from '@causeway/risk'
import { useDeferredValue, useMemo, useState } from 'react'
import { showPercent, showPpm, showUsd } from '../format/amounts.js'
import { Card, Field, inputLook, Notice } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { type CrashDay, crashDays, movesOf } from './days.js'
import { moved } from './grid.js'
import { legName, type Portfolio } from './portfolio.js'

const columns = [
  { name: 'Leg' },
  { name: 'Worth now', isNumber: true },
  { name: 'Worth then', isNumber: true },
  { name: 'Change', isNumber: true },
] as const

/** Days that have happened, or a part of one, on this portfolio. */
export function Crash({ portfolio }: { portfolio: Portfolio }) {
  const [id, setId] = useState(crashDays[0]?.id ?? '')
  const [percent, setPercent] = useState(0)
  const shown = useDeferredValue(percent)
  const day = crashDays.find((entry) => entry.id === id) as CrashDay
  const { moves, standing, legs } = useMemo(
    () => crashed(portfolio, day, shown),
    [portfolio, day, shown],
  )
  const isLiquidatable = standing.equity < standing.maintenance
  return (
    <Card title="Crash" aside="prices alone; volatility as it is">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Day">
          <select className={inputLook} value={id} onChange={({ target }) => setId(target.value)}>
            {crashDays.map(({ id: key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={`How much of it: ${percent} %`}>
          <input
            type="range"
            min={0}
            max={100}
            className="w-full accent-accent"
            value={percent}
            onChange={({ target }) => setPercent(Number(target.value))}
          />
        </Field>
      </div>
      <p className="my-3 text-sm" data-testid="crash">
        {portfolio.underlyings.map((name, m) => `${name} ${showPpm(moves[m] ?? 0n)}`).join(', ')}:
        equity {showUsd(standing.equity)}, maintenance{' '}
        {showUsd(standing.maintenance, { rounding: 'up' })}, health{' '}
        {standing.health === undefined ? 'no risk' : showPercent(standing.health)}
      </p>
      <div aria-live="polite">
        <Notice tone={isLiquidatable ? 'bad' : 'good'}>
          {isLiquidatable ? 'It would be liquidated.' : 'It would live.'}
        </Notice>
      </div>
      <div className="mt-3">
        <Table
          caption="Legs in the crash"
          empty="Nothing is held that moves."
          columns={columns}
          rows={legs.map(({ name, now, later, key }) => ({
            key,
            cells: [name, showUsd(now), showUsd(later), showUsd(later - now)],
          }))}
        />
      </div>
    </Card>
  )
}

function crashed(portfolio: Portfolio, day: CrashDay, percent: number) {
  const { input, underlyings } = portfolio
  const moves = movesOf(day, underlyings, percent)
  const after = moved(input, moves)
  const [before, report] = [computeMargin({ ...input, initial: false }), computeMargin(after)]
  const legs = (['position', 'line'] as const).flatMap((of) => {
    const [now, later] =
      of === 'line' ? [before.lines, report.lines] : [before.positions, report.positions]
    return later.map(({ value }, n) => ({
      ...{ key: `${of} ${n}`, name: legName(portfolio, of, n) },
      ...{ now: now[n]?.value ?? 0n, later: value },
    }))
  })
  legs.sort((a, b) => (a.later - a.now < b.later - b.now ? -1 : 1))
  return { moves, standing: standingOf(after), legs }
}
