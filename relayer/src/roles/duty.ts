import type { WriteRequest } from '@causeway/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { submit } from './work.js'

/** A call that is due on the hub's chain. */
export type Duty = {
  /** What is done, in metrics. */
  what:
    | 'price'
    | 'volatility'
    | 'scan range'
    | 'funding'
    | 'arrays'
    | 'observation'
    | 'settlement price'
    | 'settlement'
    | 'auction'
    | 'recovery'
    | 'insolvency'
    | 'deleveraging'
    | 'debt'
    | 'fees'
    | 'bid'
    | 'spoke bid'
    | 'bid return'
    | 'haircut'
    | 'exits'
  /** With what it is done: one call at most for each is under way. */
  of: string
  /** Since when it is due: as long as `state` of `subject` stays what it is. */
  due: { subject: string; state: string }
  request: WriteRequest
}

/** Names a duty among the node's transactions. */
export function purposeOf(what: Duty['what'], of: string): string {
  return `${what}/${of}`
}

/** Refreshes of risk arrays at `now`. Arrays are of one age where they were refreshed together: each age is due anew. */
export function arrayDuties(
  { config }: Pick<Context, 'config'>,
  requests: readonly WriteRequest[],
  now: bigint,
): Duty[] {
  const state = String(now / BigInt(Math.ceil(config.policy.arraySeconds)))
  return requests.map((request) => {
    const of = strikesOf(request)
    return { what: 'arrays', of, due: { subject: of, state }, request }
  })
}

/** Which arrays a request is about. */
function strikesOf({ args }: WriteRequest): string {
  const [symbol, expiry, strikes] = args as [Hex, number, bigint[]]
  return `${symbol}/${expiry}/${strikes.join('-')}`
}

/** Queues what is due, unless another node should have time to do it first. Returns how many calls were queued. */
export async function fulfil(
  context: Context,
  role: 'oracle' | 'keep' | 'liquidate',
  duties: readonly Duty[],
): Promise<number> {
  const { config, log, metrics } = context
  let count = 0
  for (const { what, of, due, request } of duties) {
    const waited = secondsSince(context, `${what}/${due.subject}`, due.state)
    if (waited < config.policy.standbySeconds) continue
    crashPoint(`${role}.due`)
    const { chain, to, data, value } = request
    if (!(await submit(context, chain, { to, data, value }, { purpose: purposeOf(what, of) })))
      continue
    crashPoint(`${role}.enqueued`)
    metrics.kept.inc({ what })
    // prices are due every minute: what settles is rarer, and worth a line
    log[role === 'oracle' ? 'debug' : 'info']({ what, of }, 'keeping')
    count++
  }
  return count
}
