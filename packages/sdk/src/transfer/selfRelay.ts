import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, NetworkError, NotYetError } from '../errors/causewayError.js'
import { getTransfer, type TransferRef } from './getTransfer.js'
import { type RecoveryAction, recoverTransfer } from './recoverTransfer.js'
import type { Transfer } from './types.js'
import { pause } from './watchTransfer.js'

export type SelfRelayParameters = TransferRef & {
  /** Milliseconds between two looks. Default: the client's. */
  pollingInterval?: number | undefined
  /** Milliseconds after which it gives up. Default: 30 minutes. */
  timeout?: number | undefined
  signal?: AbortSignal | undefined
  /** Told after every look what was done and where the transfer stands. */
  onProgress?: ((transfer: Transfer, actions: RecoveryAction[]) => void) | undefined
}
export type SelfRelayReturnType = Transfer
export type SelfRelayErrorType = CausewayError

/**
 * Carries a transfer through to its end with the client's wallets alone: no relayer is needed. Outside DVNs, the operators'
 * own DVN and the guardians attest by themselves; while one of them is silent the transfer's `next` says so.
 *
 * The client's account needs native coin on both chains of the crossing.
 *
 * @example
 * const transfer = await selfRelay(client, { chain: 'arbitrum', hash, onProgress: (t) => console.log(t.state.status) })
 *
 * @throws NotYetError when time is up; its message says for whom the transfer waits
 */
export async function selfRelay(
  client: CausewayClientBase,
  parameters: SelfRelayParameters,
): Promise<SelfRelayReturnType> {
  const { signal, onProgress, pollingInterval = client.pollingInterval } = parameters
  const until = Date.now() + (parameters.timeout ?? 30 * 60_000)
  let last: Transfer | undefined
  while (!signal?.aborted && Date.now() < until) {
    try {
      const { transfer, actions } = await recoverTransfer(client, parameters)
      last = transfer
      onProgress?.(transfer, actions)
      if (transfer.done) return transfer
      // a refused call is no reason to stop: somebody else may have been faster
      if (actions.some(({ hash }) => hash)) continue
    } catch (error) {
      // a chain that does not answer now may answer the next time
      if (!(error instanceof NetworkError)) throw error
    }
    await pause(pollingInterval, signal)
  }
  const transfer = last ?? (await getTransfer(client, parameters))
  throw new NotYetError(
    `The transfer is ${transfer.state.status}. Next: ${transfer.next.map(({ who, action }) => `${who}: ${action}`).join(' ')}`,
  )
}
