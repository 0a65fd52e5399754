import { expect, test } from 'vitest'
import { configSchema, publishPolicyOf } from '../config.js'
import { type PublishFacts, publishReason } from './publish.js'

const policy = {
  publishAfterSeconds: 10,
  publishAfterCount: 100,
  heartbeatSeconds: 1_800,
  ackSeconds: null,
}
const lane = { outSeq: 5n, publishedSeq: 5n, publishedAt: 1_000n, inSeq: 3n }
const idle: PublishFacts = { lane, now: 1_001n, newAge: 0, ackedSeq: 3n, ackAge: 0 }

test('behavior: a chain may have its own policy', () => {
  const { policy: whole } = configSchema.parse({
    deployment: '',
    database: { kind: 'pglite', folder: '' },
    policy: { ...policy, chains: { 1: { publishAfterSeconds: 60 } } },
  })
  expect(publishPolicyOf(whole, 1)).toMatchObject({ ...policy, publishAfterSeconds: 60 })
  expect(publishPolicyOf(whole, 2)).toMatchObject(policy)
})

test('default: nothing to do', () => {
  expect(publishReason(policy, idle)).toBeUndefined()
})

test('behavior: a message waits no longer than it should', () => {
  const fresh = { ...idle, lane: { ...lane, outSeq: 6n } }
  expect(publishReason(policy, { ...fresh, newAge: 9 })).toBeUndefined()
  expect(publishReason(policy, { ...fresh, newAge: 10 })).toBe('messages')
})

test('behavior: many messages do not wait', () => {
  expect(publishReason(policy, { ...idle, lane: { ...lane, outSeq: 105n } })).toBe('messages')
})

test('behavior: a heartbeat, by the chain’s clock', () => {
  expect(publishReason(policy, { ...idle, now: 2_799n })).toBeUndefined()
  expect(publishReason(policy, { ...idle, now: 2_800n })).toBe('heartbeat')
})

test('behavior: an acknowledgement rides along unless it is asked for', () => {
  const waiting = { ...idle, ackedSeq: 1n, ackAge: 50 }
  expect(publishReason(policy, waiting)).toBeUndefined()
  expect(publishReason({ ...policy, ackSeconds: 30 }, waiting)).toBe('acknowledgement')
})
