import { clearingAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import type { CausewayError } from '../errors/causewayError.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type SettlePositionParameters = {
  account?: AccountRef | undefined
  /** A perpetual or a future. */
  instrument: InstrumentRef
}
export type SettlePositionReturnType = WriteResult
export type SettlePositionErrorType = CausewayError

/**
 * Pays what a perpetual or future owes in funding, and turns its profit or loss at the mark into cash; its size stays. Anyone
 * may, for any account.
 *
 * @example
 * await settlePosition(client, { instrument: 'ETH-PERP' })
 *
 * @throws RevertError when it is an option, or the account has no such position
 */
export async function settlePosition(
  client: CausewayClientBase,
  parameters: SettlePositionParameters,
): Promise<SettlePositionReturnType> {
  return sendWrite(client, prepareSettlePosition(client, parameters))
}

/** Makes the request of {@link settlePosition} without sending it. */
export function prepareSettlePosition(
  client: CausewayClientBase,
  { account, instrument }: SettlePositionParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'clearing'),
    abi: clearingAbi,
    functionName: 'settlePosition',
    args: [resolveAccount(client, account), BigInt(resolveInstrument(instrument))],
  })
}

/** Runs {@link settlePosition} without sending it. */
export async function simulateSettlePosition(
  client: CausewayClientBase,
  parameters: SettlePositionParameters,
): Promise<void> {
  await simulateWrite(client, prepareSettlePosition(client, parameters))
}
