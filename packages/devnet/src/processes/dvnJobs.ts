import { type Hex, keccak256 } from 'viem'

/** One packet that a DVN was paid to verify. */
export type Job = {
  /** Hash of header and payload hash. */
  key: Hex
  srcNumber: number
  dstEid: number
  header: Hex
  payloadHash: Hex
  /** Block of the source chain. */
  block: bigint
  /** Confirmations that the sender's configuration asks for. */
  confirmations: bigint
  /** Epoch milliseconds before which nothing is done. */
  notBefore: number
  state: JobState
}

/** Where a job stands: not sent; sent and waiting until the destination finalizes it; in a final block. */
export type JobState =
  | { status: 'pending' }
  | { status: 'sent'; hash: Hex | undefined; at: number }
  | { status: 'done'; block: bigint }

/** The jobs of a DVN. */
export type Jobs = {
  add(job: Omit<Job, 'key' | 'state'>): Job
  /** `PayloadVerified` of this DVN stands in a final block of the destination; the job may still be unknown. */
  verified(dstEid: number, header: Hex, payloadHash: Hex, block: bigint): void
  /** The source lost its blocks after `to`: its jobs of them that are not sent are forgotten. */
  sourceRolledBack(srcNumber: number, to: bigint): void
  /** The destination lost its blocks after `to`: what was done in them is to be looked at again. */
  destinationRolledBack(dstEid: number, to: bigint): void
  pending(dstEid: number, now: number): Job[]
  sent(dstEid: number): Job[]
  counts(): Record<JobState['status'], number>
}

/** An empty list of jobs. */
export function createJobs(): Jobs {
  const jobs = new Map<Hex, Job>()
  const done = new Map<Hex, { dstEid: number; block: bigint }>()
  const all = () => [...jobs.values()]
  return {
    add(job) {
      const key = jobKey(job.header, job.payloadHash)
      const known = jobs.get(key)
      if (known) return known
      const final = done.get(key)
      const state: JobState = final ? { status: 'done', block: final.block } : { status: 'pending' }
      const added: Job = { ...job, key, state }
      jobs.set(key, added)
      return added
    },
    verified(dstEid, header, payloadHash, block) {
      const key = jobKey(header, payloadHash)
      done.set(key, { dstEid, block })
      const job = jobs.get(key)
      if (job) job.state = { status: 'done', block }
    },
    sourceRolledBack(srcNumber, to) {
      for (const job of all())
        if (job.srcNumber === srcNumber && job.block > to && job.state.status === 'pending')
          jobs.delete(job.key)
    },
    destinationRolledBack(dstEid, to) {
      for (const [key, final] of done)
        if (final.dstEid === dstEid && final.block > to) done.delete(key)
      for (const job of all())
        if (job.dstEid === dstEid && job.state.status === 'done' && job.state.block > to)
          job.state = { status: 'sent', hash: undefined, at: 0 }
    },
    pending: (dstEid, now) =>
      all().filter(
        (job) => job.dstEid === dstEid && job.state.status === 'pending' && job.notBefore <= now,
      ),
    sent: (dstEid) => all().filter((job) => job.dstEid === dstEid && job.state.status === 'sent'),
    counts() {
      const counts = { pending: 0, sent: 0, done: 0 }
      for (const { state } of jobs.values()) counts[state.status]++
      return counts
    },
  }
}

function jobKey(header: Hex, payloadHash: Hex): Hex {
  return keccak256(`${header}${payloadHash.slice(2)}`)
}
