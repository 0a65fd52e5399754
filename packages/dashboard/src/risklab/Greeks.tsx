import { type Exposure, greeksOf } from '@causeway/risk'
import { useMemo } from 'react'
import { Card } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { legName, type Portfolio } from './portfolio.js'

const columns = [
  { name: 'Of' },
  { name: 'Delta', isNumber: true },
  { name: 'Delta, USD', isNumber: true },
  { name: 'Gamma', isNumber: true },
  { name: 'Vega', isNumber: true },
  { name: 'Theta a day', isNumber: true },
] as const

/** Sensitivities, by position and by underlying. No money is counted by them, so that they are floats. */
export function Greeks({ portfolio }: { portfolio: Portfolio }) {
  const { positions, markets } = useMemo(() => greeksOf(portfolio.input), [portfolio])
  const rows = [
    ...markets.map((row, m) => ({ key: `m${m}`, name: `All on ${portfolio.underlyings[m]}`, row })),
    ...positions.map((row, n) => ({ key: `p${n}`, name: legName(portfolio, 'position', n), row })),
  ]
  return (
    <Card title="Greeks" aside="vega for a point of volatility">
      <Table
        caption="Greeks"
        empty="Nothing is held."
        columns={columns}
        rows={rows.map(({ key, name, row }) => ({ key, cells: [name, ...cellsOf(row)] }))}
      />
    </Card>
  )
}

const cellsOf = ({ delta, deltaUsd, gamma, vega, theta }: Exposure) => [
  show(delta, 4),
  show(deltaUsd, 2),
  show(gamma, 6),
  show(vega, 2),
  show(theta, 2),
]

const show = (value: number, digits: number) =>
  value
    .toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', '−')
