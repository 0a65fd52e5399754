import { reason } from '../errors.js'
import { log } from './log.js'

/** Runs a program: ends it with code 1 when it cannot start, with 0 on SIGTERM or SIGINT. */
export function main(start: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
  process.on('unhandledRejection', (error) =>
    log('error', 'unhandled rejection', { error: reason(error) }),
  )
  start().catch((error) => {
    log('error', 'cannot start', { error: reason(error) })
    process.exit(1)
  })
}
