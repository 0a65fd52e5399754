import { CausewayError, InputError, NotYetError, RevertError } from '@causeway/sdk'

/** What the program's exit codes mean. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, refused: 3, badDebt: 4 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The table of exit codes for `--help`. */
export const exitCodeHelp = `
Exit codes:
  0  done
  1  failed: a chain, an API or the wallet did not work; or doctor found something wrong
  2  usage: the command line or the environment makes no sense, nothing was sent
  3  refused or not finished: a contract refused, you said no, or the transfer still waits for something
  4  replay: bad debt was left after the insurance fund
`

/** The command line is not understood. */
export class UsageError extends InputError {
  override name = 'UsageError'
}

/** Whoever was asked said no. */
export class DeclinedError extends CausewayError {
  override name = 'DeclinedError'

  constructor() {
    super('Nothing was sent.', { action: 'fix' })
  }
}

/** The exit code that belongs to an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InputError) return exitCodes.usage
  if (error instanceof RevertError || error instanceof NotYetError) return exitCodes.refused
  if (error instanceof DeclinedError) return exitCodes.refused
  return exitCodes.failed
}
