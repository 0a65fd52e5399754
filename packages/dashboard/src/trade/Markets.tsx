import { fundingRate } from '@causeway/risk'
import { getFunding, type Market, toSymbol } from '@causeway/sdk'
import { useLive, useMarkets } from '../app/queries.js'
import { showAmount, showQuantity } from '../format/amounts.js'
import { Unknown, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'

const columns = [
  { name: 'Perpetual' },
  { name: 'Mark', isNumber: true },
  { name: 'Index', isNumber: true },
  { name: 'Funding', isNumber: true },
  { name: 'Open interest', isNumber: true },
] as const

/** The perpetuals and what they cost to hold. */
export function Markets() {
  const { data: markets } = useMarkets()
  if (!markets) return <Unknown />
  const perpetuals = markets.filter(({ instrument }) => instrument.kind === 'perpetual')
  return (
    <Table
      caption="Perpetuals"
      empty="No perpetual is listed."
      columns={columns}
      rows={perpetuals.map((market) => ({
        key: market.id,
        cells: [
          <strong key="name">{market.name}</strong>,
          <Usd key="mark" value={market.price} />,
          <Usd key="index" value={market.index} />,
          <Funding key="funding" market={market} />,
          showQuantity(market.openInterest, 18, 2),
        ],
      }))}
    />
  )
}

function Funding({ market }: { market: Market }) {
  const { underlying } = market.instrument
  const { data } = useLive(
    ['funding', underlying],
    (client) => getFunding(client, { underlying: toSymbol(underlying) }),
    { what: 'Funding', every: 5_000 },
  )
  if (!data) return <Unknown />
  // 1e-9, in percent
  return `${showAmount(fundingRate(data.premium), { decimals: 7, digits: 4 })} %`
}
