import { liquidationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import type { CausewayError } from '../errors/causewayError.js'
import { requireAmount } from './input.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type DeleverageParameters = {
  /** Whose insolvency was declared. */
  account: AccountRef
  /** Who stands on the other side. */
  counterparty: AccountRef
  instrument: InstrumentRef
  /** Units of the underlying, 18 decimals, without sign. */
  size: bigint
}
export type DeleverageReturnType = WriteResult
export type DeleverageErrorType = CausewayError

/**
 * Closes a part of a position of an account whose insolvency was declared against one of the other side, at mark less its part of
 * what lacks. Anyone may; the riskiest counterparties are eligible first, all after ten minutes.
 *
 * @example
 * await deleverage(client, { account, counterparty, instrument: 'ETH-PERP', size: parseAmount('2', 18) })
 *
 * @throws RevertError `Liquidation_NotEligible` when it is not the counterparty's turn yet
 */
export async function deleverage(
  client: CausewayClientBase,
  parameters: DeleverageParameters,
): Promise<DeleverageReturnType> {
  return sendWrite(client, await prepareDeleverage(client, parameters))
}

/** Makes the request of {@link deleverage} without sending it. */
export async function prepareDeleverage(
  client: CausewayClientBase,
  { account, counterparty, instrument, size }: DeleverageParameters,
): Promise<WriteRequest> {
  return liquidationCall(client, 'deleverage', [
    resolveAccount(client, account),
    resolveAccount(client, counterparty),
    BigInt(resolveInstrument(instrument)),
    requireAmount(size),
  ])
}

/** Runs {@link deleverage} without sending it. */
export async function simulateDeleverage(
  client: CausewayClientBase,
  parameters: DeleverageParameters,
): Promise<void> {
  const request = await prepareDeleverage(client, parameters)
  await simulateWrite(client, request, { abi: liquidationAbi, functionName: 'deleverage' })
}
