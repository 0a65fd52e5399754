import type { MarginInput } from '@causeway/risk'
import type { GetMarginReturnType } from '@causeway/sdk'
import { useMemo } from 'react'
import { useComputed } from '../compute/useComputed.js'
import { showPpm, showUsd } from '../format/amounts.js'
import { Problem, Unknown, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'

const columns = [
  { name: 'Underlying' },
  { name: 'Index', isNumber: true },
  { name: 'Liquidated below', isNumber: true },
  { name: 'Liquidated above', isNumber: true },
  { name: 'Nearest', isNumber: true },
  { name: 'Worst scenario', isNumber: true },
  { name: 'Costs there', isNumber: true },
] as const

export function LiquidationTable({ margin }: { margin: GetMarginReturnType | undefined }) {
  const args = useMemo(
    () => margin && ([margin.input, margin.underlyings] as [MarginInput, string[]]),
    [margin],
  )
  const { data: rows, error } = useComputed('liquidationRows', args)
  if (!rows) return error ? <Problem error={error} /> : <Unknown />
  return (
    <Table
      caption="Liquidation prices"
      empty="No price can liquidate this account: it holds nothing that moves."
      columns={columns}
      rows={rows.map((row) => ({
        key: row.underlying,
        cells: [
          <strong key="name">{row.underlying}</strong>,
          <Usd key="index" value={row.index} />,
          row.below === undefined ? 'never' : showUsd(row.below),
          row.above === undefined ? 'never' : showUsd(row.above),
          row.distance === undefined ? '' : showPpm(row.distance),
          row.move === undefined
            ? 'none loses'
            : `${showPpm(row.move)}, volatility ${row.volatility}`,
          <Usd key="charged" value={row.charged} rounding="up" />,
        ],
      }))}
    />
  )
}
