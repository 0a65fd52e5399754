import { useState } from 'react'
import { useMargin } from '../app/queries.js'
import { Card } from '../ui/parts.js'
import { Markets } from './Markets.js'
import { Mode } from './Mode.js'
import { Orders } from './Orders.js'
import { Positions } from './Positions.js'
import { TicketForm } from './TicketForm.js'
import type { Ticket } from './ticket.js'

/** Orders, with what they do to the account before they are signed. */
export function Trade() {
  const margin = useMargin()
  const [ticket, setTicket] = useState<Ticket>({
    ...{ instrument: '', side: 'buy', size: '', price: '' },
  })
  return (
    <>
      <h1 className="text-xl font-semibold">Trade</h1>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Card title="Order">
          <TicketForm ticket={ticket} onChange={setTicket} />
        </Card>
        <div className="min-w-0 space-y-4">
          <Card title="Positions" aside={margin.data && <Mode mode={margin.data.mode} />}>
            <Positions margin={margin.data} onClose={setTicket} />
          </Card>
          <Card title="Markets" aside="funding is paid by longs over eight hours; below 0 to them">
            <Markets />
          </Card>
          <Card title="Orders">
            <Orders />
          </Card>
        </div>
      </div>
    </>
  )
}
