import {
  type CausewayClient,
  getPositions,
  getSettlement,
  marketClocks,
  prepareFixSettlement,
  prepareObserveSettlement,
  prepareSettleExpired,
} from '@causeway/sdk'
import type { Address, Hex } from 'viem'
import { readBlock } from '../chain/finality.js'
import { sdkClient } from '../chain/sdkClient.js'
import { type Context, chainIn } from '../context.js'
import { SetupError } from '../errors.js'
import type { StepResult } from '../loop.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import {
  countPositions,
  type Expiry,
  type Holder,
  openExpiries,
  readExpired,
} from '../store/positions.js'
import { isMined, readTransactions } from '../store/transactions.js'
import { type Duty, fulfil, purposeOf } from './duty.js'

/** Instruments in one call: what fits a transaction. */
const mostInstruments = 64

/** The account after which the next step goes on settling. */
const places = new WeakMap<Context, Hex>()

/**
 * One step of keeping expiries of what somebody holds: their settlement prices are observed in the half hour before, fixed
 * after, and the positions paid out. What is done follows from what the hub says now, so anyone may have done some of it
 * already; who holds what comes from the blocks that were read, so a restart goes on where it was.
 */
export async function keepStep(context: Context): Promise<StepResult> {
  const { database, deployment, metrics } = context
  const { rpc, number } = chainIn(context, deployment.hubChain)
  const { timestamp: now } = await rpc.use((reader) => readBlock(reader, 'latest'))
  const read = <result>(work: (client: CausewayClient) => Promise<result>) =>
    rpc.use((reader) => work(sdkClient(deployment, number, reader)))
  const expiries = await openExpiries(database, now + BigInt(marketClocks.settlementWindow))
  const coming = expiries.filter(({ expiry }) => BigInt(expiry) > now)
  const passed = expiries.filter(({ expiry }) => BigInt(expiry) <= now)
  metrics.expired.set(passed.length)
  await noteHolders(context)

  // prices first: an observation that is late is lost
  for (const ref of coming) await observe(context, ref, now, read)
  if (passed.length === 0) return undefined
  const { fixed, fixes } = await read((client) => judge(context, client, passed))
  await fulfil(context, 'keep', fixes)
  const holders = await nextHolders(context, fixed)
  const duties = await read((client) => settlements(client, holders, fixed))
  return { more: (await fulfil(context, 'keep', duties)) > 0 }
}

/** Counting takes longer the more there are: once a minute will do. */
async function noteHolders(context: Context): Promise<void> {
  if (triesOf(context, 'look/holders').secondsAgo < 60) return
  noteTry(context, 'look/holders')
  context.metrics.holders.set((await countPositions(context.database)).accounts)
}

/** Observes once in each part of the window that is as long as the policy says. */
async function observe(
  context: Context,
  { underlying, expiry }: Expiry,
  now: bigint,
  read: <result>(work: (client: CausewayClient) => Promise<result>) => Promise<result>,
): Promise<void> {
  const { config, database, deployment } = context
  const part = partOf({ expiry, now, seconds: config.policy.settlementSeconds })
  const of = `${underlying}/${expiry}/${part}`
  const purpose = purposeOf('observation', of)
  if (await isMined(database, deployment.hubChain, senderOf(context), purpose)) return
  const request = await read(async (client) =>
    prepareObserveSettlement(client, { underlying, expiry }),
  )
  const due = { subject: `${underlying}/${expiry}`, state: String(part) }
  await fulfil(context, 'keep', [{ what: 'observation', of, due, request }])
}

/** Which part of the half hour before an expiry it is, counted from 0. All in seconds. */
export function partOf(facts: { expiry: number; now: bigint; seconds: number }): number {
  const since = Number(facts.now) - (facts.expiry - marketClocks.settlementWindow)
  return Math.floor(since / facts.seconds)
}

/** Which of the expiries that have passed are fixed, and what fixes the others. */
async function judge(
  context: Context,
  client: CausewayClient,
  passed: readonly Expiry[],
): Promise<{ fixed: Expiry[]; fixes: Duty[] }> {
  const settlements = await Promise.all(passed.map((ref) => getSettlement(client, ref)))
  const fixed = passed.filter((_, i) => settlements[i]?.isFixed)
  const open = passed.filter((_, i) => !settlements[i]?.isFixed)
  const fixes = open.map((ref): Duty => {
    const { underlying, expiry } = ref
    const known = settlements[passed.indexOf(ref)]
    if (known?.remaining !== 0n && isFirst(context, `fallen/${underlying}/${expiry}`))
      context.log.warn(ref, 'too little was observed: the present price will settle')
    const request = prepareFixSettlement(client, { underlying, expiry })
    const of = `${underlying}/${expiry}`
    return { what: 'settlement price', of, due: { subject: of, state: 'passed' }, request }
  })
  return { fixed, fixes }
}

/**
 * The next accounts to pay out, round and round: who was paid stays listed until that block is final and read. Only so many
 * that whatever else the node sends on this chain need not wait behind all of them.
 */
async function nextHolders(context: Context, fixed: readonly Expiry[]): Promise<Holder[]> {
  if (fixed.length === 0) return []
  const { database, config, deployment } = context
  const { settleBatch } = config.policy
  const { hubChain } = deployment
  const sender = senderOf(context)
  const queued = await readTransactions(database, hubChain, sender, 'queued', settleBatch)
  const limit = settleBatch - queued.length
  if (limit === 0) return []
  const after = places.get(context) ?? '0x'
  const holders = await readExpired(database, fixed, { after, limit })
  const last = holders.at(-1)
  places.set(context, last && holders.length === limit ? last.account : '0x')
  return holders
}

function senderOf({ keys }: Context): Address {
  if (!keys.sender) throw new SetupError('keys.sender is missing')
  return keys.sender.address
}

/** The calls that pay out what these accounts still hold. */
async function settlements(
  client: CausewayClient,
  holders: readonly Holder[],
  fixed: readonly Expiry[],
): Promise<Duty[]> {
  const state = fixed.map(({ underlying, expiry }) => `${underlying}/${expiry}`).join()
  const due = { subject: 'all', state }
  const duties = await Promise.all(holders.map((holder) => settlementsOf(client, holder)))
  return duties.flat().map((call) => ({ what: 'settlement', due, ...call }))
}

async function settlementsOf(
  client: CausewayClient,
  { account, positions }: Holder,
): Promise<Pick<Duty, 'of' | 'request'>[]> {
  // somebody may have been faster, and a call that pays nothing costs all the same
  const held = new Set((await getPositions(client, { account })).map(({ id }) => id))
  const ids = positions.map(({ instrument }) => instrument).filter((id) => held.has(id))
  const calls = Array.from({ length: Math.ceil(ids.length / mostInstruments) }, (_, i) =>
    ids.slice(i * mostInstruments, (i + 1) * mostInstruments),
  )
  return Promise.all(
    calls.map(async (instruments) => ({
      of: `${account}/${instruments[0]}`,
      request: await prepareSettleExpired(client, { account, instruments }),
    })),
  )
}
