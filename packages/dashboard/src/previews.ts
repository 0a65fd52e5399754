/** What the page shows before something is signed, for whoever holds it against the contracts. */
export { type Direction, quoteMove } from './collateral/quoteMove.js'
export { quoteOrder } from './trade/quoteOrder.js'
export type { Ticket } from './trade/ticket.js'
