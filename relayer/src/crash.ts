import { appendFileSync } from 'node:fs'

/** Moments at which a test can have the process killed: before and after everything that leaves a trace. */
export const crashPoints = [
  'watch.final',
  'watch.read',
  'watch.storing',
  'watch.stored',
  'publish.due',
  'publish.quoted',
  'publish.enqueued',
  'attest.verified',
  'attest.signing',
  'attest.signed',
  'attest.enqueued',
  'deliver.read',
  'deliver.vaa',
  'deliver.committing',
  'deliver.enqueued',
  'ingest.planned',
  'ingest.enqueued',
  'send.estimated',
  'send.stored',
  'send.broadcast',
  'send.settling',
  'send.settled',
] as const

/** Further ones, in work that only markets, an outage or a deep reorganisation bring about. */
export const rareCrashPoints = [
  'watch.rewinding',
  'failOver.speaking',
  'failOver.accepting',
  'stuck.reporting',
  'stuck.skipping',
  'oracle.due',
  'oracle.enqueued',
  'keep.due',
  'keep.enqueued',
  'liquidate.due',
  'liquidate.enqueued',
] as const

export type CrashPoint = (typeof crashPoints)[number] | (typeof rareCrashPoints)[number]

const hits = new Map<CrashPoint, number>()

/**
 * Kills this process with SIGKILL if `CAUSEWAY_CRASH_AT` names this point (`name`, or `name:n` for the n-th time it is
 * reached). The hit is first written to the file that `CAUSEWAY_CRASH_LOG` names.
 */
export function crashPoint(point: CrashPoint): void {
  const at = process.env.CAUSEWAY_CRASH_AT
  if (!at) return
  const count = (hits.get(point) ?? 0) + 1
  hits.set(point, count)
  const [name, n = '1'] = at.split(':')
  if (name !== point || Number(n) !== count) return
  const log = process.env.CAUSEWAY_CRASH_LOG
  if (log) appendFileSync(log, `${point}:${count}\n`)
  process.kill(process.pid, 'SIGKILL')
  // the signal arrives at once, but nothing more may happen in between
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
}
