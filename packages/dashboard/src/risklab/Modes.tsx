import { MARGIN_MODES, type MarginMode, standingOf } from '@causeway/risk'
import { useMemo } from 'react'
import { showPercent, showUsd } from '../format/amounts.js'
import { Card } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import type { Portfolio } from './portfolio.js'

const columns = [
  { name: 'Mode' },
  { name: 'Equity', isNumber: true },
  { name: 'Initial margin', isNumber: true },
  { name: 'Maintenance margin', isNumber: true },
  { name: 'Free', isNumber: true },
  { name: 'Health', isNumber: true },
] as const

/** The same portfolio in each margin mode. */
export function Modes({ portfolio }: { portfolio: Portfolio }) {
  const rows = useMemo(() => MARGIN_MODES.map((mode) => rowOf(portfolio, mode)), [portfolio])
  return (
    <Card title="Margin modes" aside="in isolated margin tokens are no collateral">
      <Table caption="Margin by mode" empty="" columns={columns} rows={rows} />
    </Card>
  )
}

function rowOf({ input: own, withTokens }: Portfolio, mode: MarginMode) {
  const input = mode === 'isolated' ? own : (withTokens ?? own)
  const markets = new Set(input.positions.map(({ market }) => market))
  if (mode === 'isolated' && markets.size > 1)
    return { key: mode, cells: [mode, 'holds one underlying only', '', '', '', ''] }
  const lines = mode === 'isolated' ? [] : input.lines
  const { equity, initial, maintenance, free, health } = standingOf({
    ...{ ...input, mode, lines, initial: true },
  })
  const up = { rounding: 'up' } as const
  const cells = [
    own.mode === mode ? `${mode} (now)` : mode,
    showUsd(equity),
    showUsd(initial, up),
    showUsd(maintenance, up),
    showUsd(free),
    health === undefined ? 'no risk' : showPercent(health),
  ]
  return { key: mode, cells }
}
