import { type Auction, type BidOutcome, type BidTaking, findChain } from '@causeway/sdk'
import { useMemo } from 'react'
import { useCauseway } from '../app/causeway.js'
import { showQuantity, showUsd } from '../format/amounts.js'
import { Figure, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { takenLegs } from './bid.js'

const columns = [
  { name: 'You take over' },
  { name: 'Where' },
  { name: 'Amount', isNumber: true },
  { name: 'Mark', isNumber: true },
] as const

/** What a bid brings, and what it costs. */
export function Taken({
  auction,
  taking,
  outcome: { cost, discount, released, covered },
}: {
  auction: Auction
  taking: BidTaking
  outcome: BidOutcome
}) {
  const { deployment } = useCauseway()
  const legs = useMemo(() => takenLegs(auction, taking), [auction, taking])
  return (
    <div className="space-y-3">
      <Table
        caption="What you take over"
        empty="Nothing."
        columns={columns}
        rows={legs.map(({ key, name, chain, amount, price }) => ({
          key,
          cells: [
            name,
            chain === undefined ? 'the hub' : findChain(deployment, chain).name,
            showQuantity(amount),
            <Usd key="mark" value={price} />,
          ],
        }))}
      />
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure name={cost < 0n ? 'You get in cash' : 'You pay in cash'}>
          <span data-testid="cost">
            {cost < 0n ? showUsd(-cost) : showUsd(cost, { rounding: 'up' })}
          </span>
        </Figure>
        <Figure name={covered > 0n ? 'The fund pays you' : 'Discount in it'}>
          <Usd value={discount} />
        </Figure>
        <Figure name="Maintenance released">
          <Usd value={released} />
        </Figure>
        {covered > 0n && (
          <Figure name="The fund covers">
            <Usd value={covered} />
          </Figure>
        )}
      </dl>
    </div>
  )
}
