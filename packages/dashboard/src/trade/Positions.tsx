import type { GetMarginReturnType } from '@causeway/sdk'
import { exact, showQuantity } from '../format/amounts.js'
import { Button, Unknown, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { type Ticket, worsePrice } from './ticket.js'

const columns = [
  { name: 'Instrument' },
  { name: 'Size', isNumber: true },
  { name: 'Mark', isNumber: true },
  { name: 'Value', isNumber: true },
  { name: 'In the worst case', isNumber: true },
  { name: 'Close' },
] as const

/** What is open; to close one fills the ticket with its opposite. */
export function Positions({
  margin,
  onClose,
}: {
  margin: GetMarginReturnType | undefined
  onClose: (ticket: Ticket) => void
}) {
  if (!margin) return <Unknown />
  return (
    <Table
      caption="Open positions"
      empty="Nothing is open."
      columns={columns}
      rows={margin.positions.map(({ id, name, size, price, value, profit }) => {
        const side = size > 0n ? 'sell' : 'buy'
        const close = () =>
          onClose({
            ...{ instrument: name, side, size: exact(size > 0n ? size : -size) },
            price: exact(worsePrice(price, side)),
          })
        return {
          key: id,
          cells: [
            <strong key="name">{name}</strong>,
            showQuantity(size),
            <Usd key="mark" value={price} />,
            <Usd key="value" value={value} />,
            <Usd key="profit" value={profit} />,
            <Button key="close" aria-label={`Close ${name}`} onClick={close}>
              Close
            </Button>,
          ],
        }
      })}
    />
  )
}
