import {
  type CausewayClient,
  NotFoundError,
  releasesOf,
  type Transfer,
  type TransferRef,
  watchTransfer,
} from '@causeway/sdk'
import type { GlobalOptions } from './context.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import type { Io } from './io.js'
import { progressPrinter } from './progress.js'

/** States in which nothing goes on by itself soon: following ends there, with exit code 3. */
const resting = ['pending', 'booked', 'waiting', 'claimable', 'frozen', 'reorganised']

/** Follows a transfer until it is done or rests, printing each step. */
export async function follow(
  io: Io,
  client: CausewayClient,
  ref: TransferRef,
  options: GlobalOptions & { patient?: boolean | undefined },
): Promise<ExitCode> {
  const printer = progressPrinter(io, client, options)
  const ended = new AbortController()
  const signal = AbortSignal.any([io.signal, ended.signal])
  let last: Transfer | undefined
  try {
    for await (const transfer of watchTransfer(client, { ...ref, signal })) {
      last = transfer
      printer.update(transfer)
      if (!options.patient && isResting(transfer)) ended.abort()
    }
  } catch (error) {
    printer.clear()
    throw error
  }
  if (!last) throw new NotFoundError('The transfer was not looked at.', 'retry')
  const code = printer.end(last)
  return io.signal.aborted ? exitCodes.refused : code
}

function isResting(transfer: Transfer): boolean {
  const open = releasesOf(transfer).filter(({ done }) => !done)
  if (open.length > 0) return open.every(isResting)
  return resting.includes(transfer.state.status)
}
