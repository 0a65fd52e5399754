import { decodeInstrument, withPosition } from '@causeway/risk'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import type { CausewayError } from '../errors/causewayError.js'
import type { CompleteInput } from './completeInput.js'
import { locate } from './previewOrder.js'
import { readPairs } from './readMarket.js'

export type AddTradesParameters = CompleteInput & {
  /** `size` 18 decimals, negative sells; `price` USD, 18 decimals. No fee is taken. */
  trades: readonly { instrument: InstrumentRef; size: bigint; price: bigint }[]
}
export type AddTradesReturnType = CompleteInput
export type AddTradesErrorType = CausewayError

/**
 * A portfolio after some trades at given prices, whoever has it, or nobody: with everything that its margin in any mode is
 * computed from, as the chain has it now.
 *
 * @example
 * const { input, underlyings } = await getMargin(client, { account })
 * const hedged = await addTrades(client, { input, underlyings, trades: [{ instrument: 'ETH-PERP', size, price }] })
 */
export async function addTrades(
  client: CausewayClientBase,
  { input, underlyings, trades }: AddTradesParameters,
): Promise<AddTradesReturnType> {
  let account = { input, names: underlyings }
  for (const { instrument: ref, size, price } of trades) {
    const instrument = decodeInstrument(resolveInstrument(ref))
    const located = await locate(client, account.input, account.names, instrument)
    const names = account.names.includes(instrument.underlying)
      ? account.names
      : [...account.names, instrument.underlying]
    const next = withPosition(located.input, { instrument: located.traded, size, price })
    account = { input: next, names }
  }
  const pairs = await readPairs(client, account.names)
  return { input: { ...account.input, pairs }, underlyings: account.names }
}
