import { type CausewayClient, type PreviewOrderReturnType, previewOrder } from '@causeway/sdk'
import { parseTicket, type Ticket } from './ticket.js'

/** An order as it was typed, with whole numbers; undefined while something is missing or wrong. */
export function orderOf(ticket: Ticket) {
  const parsed = parseTicket(ticket)
  return 'size' in parsed && ticket.instrument
    ? { ...parsed, instrument: ticket.instrument }
    : undefined
}

/** What the order of a ticket would do, as the ticket shows it. @throws InputError for a ticket that is none */
export async function quoteOrder(
  client: CausewayClient,
  ticket: Ticket,
): Promise<PreviewOrderReturnType> {
  const order = orderOf(ticket)
  if (!order) throw new Error('a ticket is shown only once it is filled in')
  return previewOrder(client, order)
}
