import type { GlobalOptions } from './context.js'
import { DeclinedError, UsageError } from './exitCodes.js'
import type { Io } from './io.js'

/**
 * Asks before something is sent, unless `--yes` was given.
 *
 * @throws DeclinedError when the answer is no; UsageError when nobody can answer
 */
export async function confirm(io: Io, options: GlobalOptions, what: string): Promise<void> {
  if (options.yes) return
  if (!io.isInteractive || options.json)
    throw new UsageError(`Nobody can be asked here: add --yes to confirm. (${what})`)
  const answer = await io.ask(`${what} Go on? [y/N] `)
  if (!/^y(es)?$/i.test(answer.trim())) throw new DeclinedError()
}
