import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { NetworkError, NotFoundError } from '../errors/causewayError.js'
import { describe, getTransfer, type TransferRef } from './getTransfer.js'
import type { Transfer } from './types.js'

export type WatchTransferParameters = TransferRef & {
  /** Milliseconds between two looks. Default: the client's. */
  pollingInterval?: number | undefined
  /** Ends the watch. */
  signal?: AbortSignal | undefined
  /** Told about looks that failed because a chain did not answer; the watch goes on. */
  onError?: ((error: NetworkError) => void) | undefined
}

/**
 * Follows a crossing: gives its state at once and then whenever it has changed, until nothing more will happen. A transaction
 * that was seen and then vanished gives the state `reorganised`, and the watch goes on, because it often comes back.
 *
 * @example
 * for await (const transfer of watchTransfer(client, { chain: 'arbitrum', hash })) console.log(transfer.state.status)
 *
 * @throws NotFoundError when the transaction was never seen
 */
export async function* watchTransfer(
  client: CausewayClientBase,
  parameters: WatchTransferParameters,
): AsyncGenerator<Transfer, void> {
  const { signal, onError, pollingInterval = client.pollingInterval } = parameters
  let last: Transfer | undefined
  while (!signal?.aborted) {
    const transfer = await look(client, parameters, last, onError)
    if (transfer && fingerprint(transfer) !== (last && fingerprint(last))) yield transfer
    last = transfer ?? last
    if (last?.done) return
    await pause(pollingInterval, signal)
  }
}

async function look(
  client: CausewayClientBase,
  parameters: WatchTransferParameters,
  last: Transfer | undefined,
  onError: WatchTransferParameters['onError'],
): Promise<Transfer | undefined> {
  try {
    return await getTransfer(client, parameters)
  } catch (error) {
    if (error instanceof NotFoundError && last)
      return describe(client, { ...last, destination: last.destination }, { status: 'reorganised' })
    if (!(error instanceof NetworkError)) throw error
    onError?.(error)
    return undefined
  }
}

/** What makes two looks at a transfer differ for whoever watches. */
export function fingerprint({ state, steps, next }: Transfer): string {
  return JSON.stringify([state, steps, next], (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  )
}

/** Waits, or less when the signal says so. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end, { once: true })
  })
}
