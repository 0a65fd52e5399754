import { describe, expect, test } from 'vitest'
import { exampleDeployment as deployment } from '../testing/exampleDeployment.js'
import type { Message } from '../wire/index.js'
import { type Described, fundsAt, isDone, typeOf } from './describe.js'
import { nextSteps } from './nextSteps.js'
import type {
  LayerZeroProgress,
  Transfer,
  TransferCheckpoint,
  TransferState,
  WormholeProgress,
} from './types.js'

const token = '0x00000000000000000000000000000000000000b2'
const owner = '0x00000000000000000000000000000000000000aa'
const deposit: Message = {
  ...{ type: 'deposit', token, amount: 5_000_000n, depositor: owner },
  account: `0x${owner.slice(2)}${'00'.repeat(12)}`,
}
const release: Message = {
  type: 'release',
  id: 1n,
  token,
  amount: 1_000_000n,
  receiver: owner,
  reason: 1,
}
const bid: Message = {
  ...{ type: 'bid', token, amount: 5_000_000n, depositor: owner, receiver: owner },
  ...{ account: deposit.account, liquidated: deposit.account, share: 100_000 },
  ...{ maxCost: 0n, deadline: 1_800_000_000n, collateral: [], positions: [] },
}
const outcome = { cost: 1n, discount: 0n, fee: 0n, covered: 0n, released: 1n, closed: false }
const at = (state: TransferState, message: Message = deposit): Described => ({
  ...{ type: typeOf(message), message, state },
  ...(message === release ? { source: 3, destination: 2 } : { source: 2, destination: 3 }),
})
const checkpoint: TransferCheckpoint = {
  ...{ outSeq: 1n, bytes: '0x', hash: '0x', blockNumber: 1n, at: 1, isFinal: true },
}
const bridges = (layerzero: Partial<LayerZeroProgress>, wormhole: Partial<WormholeProgress>) =>
  at({
    ...{ status: 'published', checkpoint },
    layerzero: {
      status: 'verifying',
      missing: [],
      waitsForOperators: false,
      nonce: 1n,
      ...layerzero,
    },
    wormhole: { status: 'signing', sequence: 0n, ...wormhole },
  })
const calls = (transfer: Described) =>
  nextSteps(deployment, transfer).map(({ call, who }) => call ?? who)

describe('nextSteps', () => {
  test('behavior: anyone can publish what nobody did', () => {
    expect(calls(at({ status: 'locked' }))).toEqual(['the chain', 'publish'])
    expect(calls(at({ status: 'final' }))).toEqual(['publish'])
  })

  test("behavior: the operators' own DVN is named apart from the others", () => {
    const missing = ['0x01', '0x02', '0x03'] as never
    const steps = nextSteps(deployment, bridges({ missing, waitsForOperators: true }, {}))
    expect(steps.map(({ who }) => who)).toEqual(['the DVNs', 'the operators', 'the guardians'])
    expect(steps[0]?.action).toContain('2 outside')
    expect(steps[1]?.action).toContain('relayers run it')
  })

  test('behavior: each bridge has its own next step', () => {
    expect(calls(bridges({ status: 'verifiable' }, { status: 'signed' }))).toEqual([
      'commitPacket',
      'submitVaa',
    ])
    expect(calls(bridges({ status: 'committed' }, { status: 'attested' }))).toEqual([
      'deliverPacket',
    ])
    expect(calls(bridges({ status: 'committed', blockedBy: 4n }, { status: 'attested' }))).toEqual([
      'reportStuck',
    ])
    expect(calls(bridges({ status: 'attested' }, { status: 'attested' }))).toEqual([
      'acceptCheckpoint',
    ])
    expect(calls(bridges({ status: 'not sent' }, { status: 'attested' }))).toEqual(['publish'])
  })

  test('behavior: a deposit that waits can be executed or sent back', () => {
    const pending = { status: 'pending', reason: 5, why: 'the rate', matureAt: 99 } as const
    const [execute, refund] = nextSteps(deployment, at(pending))
    expect(execute).toMatchObject({ call: 'executeDeposit', since: 99 })
    expect(refund?.who).toBe('depositor')
    expect(nextSteps(deployment, at({ ...pending, reason: 4 }))[0]).not.toHaveProperty('since')
  })

  test('behavior: what is done has no next step', () => {
    for (const state of [
      { status: 'credited', amount: 1n, rebate: 0n },
      { status: 'cancelled' },
      { status: 'rejected' },
    ] as const) {
      expect(isDone({ state })).toBe(true)
      expect(nextSteps(deployment, at(state))).toEqual([])
    }
  })
})

describe('bids', () => {
  const paid = at({ status: 'released', amount: 1_000_000n, receiver: owner }, release)
  const done = { ...paid, fundsAt: fundsAt(deployment, paid), done: true, next: [] } as unknown
  const waiting = at({ status: 'waiting', amount: 1n, receiver: owner, matureAt: 1 }, release)
  const open = { ...waiting, done: false, next: nextSteps(deployment, waiting) } as unknown
  const made = (releases: unknown[], returnable = false) =>
    at({ ...{ status: 'made', ...outcome }, releases: releases as Transfer[], returnable }, bid)

  test('behavior: while it waits its cash is on its own account, and anyone makes it', () => {
    const booked = at({ status: 'booked', expiry: 1_800_000_000 }, bid)
    expect(calls(booked)).toEqual(['executeBid', 'returnBid'])
    expect(fundsAt(deployment, booked).place).toBe('account')
    expect(isDone(booked)).toBe(false)
    expect(fundsAt(deployment, at({ status: 'locked' }, bid)).place).toBe('vault')
  })

  test('behavior: it is done when all that it sent out is', () => {
    expect(isDone(made([done, done]))).toBe(true)
    expect(isDone(made([done, open]))).toBe(false)
    expect(calls(made([done, open]))).toEqual(['payWaiting'])
    expect(fundsAt(deployment, made([done, done])).words).toBe(
      `1 USDC paid to ${owner} on arbitrum. 1 USDC paid to ${owner} on arbitrum.`,
    )
  })

  test('behavior: what is left of its cash can be sent back', () => {
    expect(isDone(made([], true))).toBe(false)
    expect(calls(made([], true))).toEqual(['returnBid'])
    expect(fundsAt(deployment, made([])).place).toBe('account')
  })

  test('behavior: one that was not made is done when its cash is back', () => {
    const returned = (releases: unknown[]) =>
      at({ status: 'returned', releases: releases as Transfer[] }, bid)
    expect(isDone(returned([done]))).toBe(true)
    expect(isDone(returned([open]))).toBe(false)
  })
})

describe('fundsAt', () => {
  const place = (transfer: Described) => fundsAt(deployment, transfer).place

  test('behavior: a deposit', () => {
    expect(place(at({ status: 'locked' }))).toBe('vault')
    expect(place(at({ status: 'pending', reason: 4, why: '', matureAt: 0 }))).toBe('vault')
    expect(place(at({ status: 'credited', amount: 1n, rebate: 0n }))).toBe('account')
    expect(place(at({ status: 'reorganised' }))).toBe('wallet')
  })

  test('behavior: a release', () => {
    expect(place(at({ status: 'final' }, release))).toBe('vault')
    const paid = fundsAt(
      deployment,
      at({ status: 'released', amount: 1n, receiver: owner }, release),
    )
    expect(paid).toMatchObject({ place: 'receiver', chain: 2, address: owner })
    expect(paid.words).toBe(`1 USDC paid to ${owner} on arbitrum.`)
  })

  test('behavior: a refund is where its release is', () => {
    const state = { status: 'released', amount: 1n, receiver: owner } as const
    const described = at(state, release)
    const inner = { ...described, fundsAt: fundsAt(deployment, described), done: true } as Transfer
    const outer = at({ status: 'refunded', release: inner })
    expect(fundsAt(deployment, outer).place).toBe('receiver')
    expect(isDone(outer)).toBe(true)
    expect(isDone(at({ status: 'refunding', release: { ...inner, done: false } }))).toBe(false)
  })
})
