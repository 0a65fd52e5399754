import { type Hex, pad } from 'viem'
import { describe, expect, test } from 'vitest'
import { createJobs } from './dvnJobs.js'

const header: Hex = '0x01'
const payloadHash = pad('0x02')
const job = {
  ...{
    srcNumber: 2,
    dstEid: 30184,
    header,
    payloadHash,
    block: 10n,
    confirmations: 2n,
    notBefore: 100,
  },
} as const

describe('createJobs', () => {
  test('default', () => {
    const jobs = createJobs()
    const added = jobs.add(job)
    expect(jobs.add(job)).toBe(added)
    expect(jobs.pending(30184, 99)).toEqual([])
    expect(jobs.pending(30184, 100)).toEqual([added])
    jobs.verified(30184, header, payloadHash, 50n)
    expect(jobs.counts()).toEqual({ pending: 0, sent: 0, done: 1 })
  })

  test('behavior: what the destination said before the job was known is done', () => {
    const jobs = createJobs()
    jobs.verified(30184, header, payloadHash, 50n)
    expect(jobs.add(job).state).toEqual({ status: 'done', block: 50n })
  })

  test('behavior: a job of a lost block is forgotten, a lost verification looked at again', () => {
    const jobs = createJobs()
    jobs.add(job)
    jobs.sourceRolledBack(2, 9n)
    expect(jobs.counts()).toEqual({ pending: 0, sent: 0, done: 0 })
    jobs.add(job)
    jobs.verified(30184, header, payloadHash, 50n)
    jobs.destinationRolledBack(30184, 50n)
    expect(jobs.counts().done).toBe(1)
    jobs.destinationRolledBack(30184, 49n)
    expect(jobs.counts()).toEqual({ pending: 0, sent: 1, done: 0 })
  })
})
