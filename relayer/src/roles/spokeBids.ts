import {
  type Auction,
  type CausewayClient,
  decodeMessage,
  getBidStage,
  getLane,
  InputError,
  lanesOf,
  type Message,
  messageKinds,
  prepareExecuteBid,
  prepareRefreshStaleArrays,
  prepareReturnBid,
  RevertError,
  simulateExecuteBid,
  simulateReturnBid,
  WireError,
  type WriteRequest,
} from '@causeway/sdk'
import { type Hex, parseEther } from 'viem'
import { dollars, toWad } from '../bigints.js'
import type { SpokeBidPolicy } from '../config.js'
import type { Context } from '../context.js'
import { reasonOf, SetupError } from '../errors.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import { lastMessage, readMessagesOfKind } from '../store/messages.js'
import { arrayDuties, type Duty } from './duty.js'

type Bid = Extract<Message, { type: 'bid' }>
/** A bid that a spoke sent, of which it is not known that its cash went back. */
type SpokeBid = { chain: number; seq: bigint; body: Hex; bid: Bid }

/** What a run remembers; another finds it again in the messages that were read. */
type Memory = {
  /** Up to which number each lane's messages were looked through. */
  read: Map<number, bigint>
  waiting: Map<string, SpokeBid>
}
const memories = new WeakMap<Context, Memory>()

/** Bids that are looked at in one step. */
const bidsPerStep = 32
/** Seconds for which one that would not stand now is left alone, and one whose cash could not go back. */
const refusedRest = 5
const stuckRest = 600
/** Seconds after its deadline for which a node cares about a bid; then its owner must. */
const careFor = 7n * 86_400n

/** What a bid is judged by. */
type Scene = {
  client: CausewayClient
  auctions: ReadonlyMap<Hex, Auction>
  now: bigint
  policy: SpokeBidPolicy
}

/**
 * Bids that spokes sent and the hub has booked: each is made as soon as it would stand, at most one in each auction at a time; the cash
 * of one that is too late, and what is left of one that was made, goes back. Anyone may do both; the append fees are the node's.
 */
export async function spokeBids(
  context: Context,
  client: CausewayClient,
  facts: { auctions: readonly Auction[]; now: bigint },
): Promise<Duty[]> {
  const { policy } = context.config
  const { sender } = context.keys
  if (policy.spokeBids === null) return []
  if (!sender) throw new SetupError('keys.sender is missing')
  const memory = memories.get(context) ?? { read: new Map(), waiting: new Map() }
  memories.set(context, memory)
  await readNew(context, memory)
  const scene: Scene = {
    client: { ...client, account: { address: sender.address, type: 'json-rpc' } as const },
    auctions: new Map(facts.auctions.map((auction) => [auction.account, auction])),
    ...{ now: facts.now, policy: policy.spokeBids },
  }
  const busy = new Set<Hex>()
  const duties: Duty[] = []
  for (const bid of await arrivedIn(context, client, memory)) {
    const { liquidated } = bid.bid
    if (busy.has(liquidated)) continue
    const found = await consider(context, scene, memory, bid)
    if (found.some(({ what }) => what === 'spoke bid')) busy.add(liquidated)
    duties.push(...found)
  }
  return duties
}

/** Goes through the messages to the hub that were read since the last step. */
async function readNew({ database, deployment }: Context, memory: Memory): Promise<void> {
  for (const lane of lanesOf(deployment).filter(({ to }) => to === deployment.hubChain)) {
    const after = memory.read.get(lane.from) ?? 0n
    const last = (await lastMessage(database, lane))?.seq ?? 0n
    memory.read.set(lane.from, last)
    if (last <= after) continue
    const range = { after, upTo: last }
    for (const { seq, body } of await readMessagesOfKind(database, lane, messageKinds.bid, range)) {
      const bid = decoded(body)
      if (bid) memory.waiting.set(nameOf(lane.from, seq), { chain: lane.from, seq, body, bid })
    }
  }
}

/** Undefined for a body without meaning, which the hub passes over too. */
function decoded(body: Hex): Bid | undefined {
  try {
    return decodeMessage({ kind: messageKinds.bid, body }) as Bid
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}

const nameOf = (chain: number, seq: bigint) => `${chain}/${seq}`
const rest = (name: string) => `spoke bid/rest/${name}`
const stuck = (name: string) => `spoke bid/stuck/${name}`

/** Those that the hub has ingested and that need not be left alone now, the earliest deadline first. */
async function arrivedIn(
  context: Context,
  client: CausewayClient,
  { waiting }: Memory,
): Promise<SpokeBid[]> {
  const { deployment } = context
  const { hubChain } = deployment
  const asked = [...waiting].filter(
    ([name]) =>
      triesOf(context, rest(name)).secondsAgo > refusedRest &&
      triesOf(context, stuck(name)).secondsAgo > stuckRest,
  )
  const chains = [...new Set(asked.map(([, { chain }]) => chain))]
  const arrived = new Map(
    await Promise.all(
      chains.map(async (remote) => {
        const lane = { deployment, chain: hubChain, remote }
        return [remote, (await getLane(client.reader(hubChain), lane)).inSeq] as const
      }),
    ),
  )
  return asked
    .map(([, bid]) => bid)
    .filter(({ chain, seq }) => seq <= (arrived.get(chain) ?? 0n))
    .sort((a, b) => Number(a.bid.deadline - b.bid.deadline))
    .slice(0, bidsPerStep)
}

async function consider(
  context: Context,
  scene: Scene,
  { waiting }: Memory,
  own: SpokeBid,
): Promise<Duty[]> {
  const { chain, seq, bid } = own
  const { client, now, auctions, policy } = scene
  const name = nameOf(chain, seq)
  const stage = await getBidStage(client, { chain, seq })
  const isForgotten = now > bid.deadline + careFor || !isWorth(context, policy, own)
  if (stage === 'returned' || stage === 'unknown' || isForgotten) {
    waiting.delete(name)
    return []
  }
  const isLate = stage === 'made' || now > bid.deadline
  try {
    if (isLate) return await giveBack(context, scene, own)
    const auction = auctions.get(bid.liquidated)
    return auction ? await execute(context, scene, own, auction) : []
  } catch (error) {
    // what a stranger wrote into a message must not stop the rest of the step
    if (!(error instanceof RevertError || error instanceof InputError)) throw error
    noteTry(context, (isLate ? stuck : rest)(name))
    const why = error instanceof RevertError ? error.revert.errorName : error.name
    if (isFirst(context, `spoke bid/${name}/${why}`))
      context.log.info({ bid: name, reason: reasonOf(error) }, 'a spoke’s bid does not stand now')
    return []
  }
}

/** A stranger’s bid costs the node gas: one of a few cents is left to whoever sent it. */
function isWorth({ deployment }: Context, policy: SpokeBidPolicy, { chain, bid }: SpokeBid) {
  const token = deployment.chains
    .find((entry) => entry.chain === chain)
    ?.tokens.find(({ address }) => address.toLowerCase() === bid.token.toLowerCase())
  if (!token?.isCash) return policy.minCashUsd === 0
  return bid.amount * 10n ** BigInt(18 - token.decimals) >= toWad(policy.minCashUsd)
}

async function execute(
  context: Context,
  scene: Scene,
  { chain, seq, body, bid }: SpokeBid,
  { positions }: Auction,
): Promise<Duty[]> {
  const { client, now } = scene
  const ref = { chain, seq, body }
  const request = await prepareExecuteBid(client, ref)
  if (isTooDear(context, scene, ref, request)) return []
  // the bidder is judged by initial margin; what the account does not have is not looked up
  const named = new Set(bid.positions.map(({ instrument }) => instrument))
  const taken = positions.filter(({ id }) => bid.share !== 0 || named.has(id))
  const refreshes = await prepareRefreshStaleArrays(client, {
    account: bid.account,
    instruments: taken.map(({ id }) => id),
  })
  if (refreshes.length > 0) return arrayDuties(context, refreshes, now)
  const { discount, released } = await simulateExecuteBid(client, ref)
  const name = nameOf(chain, seq)
  if (isFirst(context, `spoke bid/stands/${name}`))
    context.log.info(
      { bid: name, discount: dollars(discount), released: dollars(released) },
      'a spoke’s bid stands',
    )
  return [{ what: 'spoke bid', of: name, due: { subject: name, state: 'stands' }, request }]
}

async function giveBack(
  context: Context,
  scene: Scene,
  { chain, seq, body }: SpokeBid,
): Promise<Duty[]> {
  const { client } = scene
  const ref = { chain, seq, body }
  const request = await prepareReturnBid(client, ref)
  if (isTooDear(context, scene, ref, request)) return []
  await simulateReturnBid(client, ref)
  const name = nameOf(chain, seq)
  return [{ what: 'bid return', of: name, due: { subject: name, state: 'over' }, request }]
}

function isTooDear(
  context: Context,
  { policy }: Scene,
  { chain, seq }: { chain: number; seq: bigint },
  { value }: WriteRequest,
): boolean {
  if (value <= parseEther(policy.maxFeeEth.toFixed(12))) return false
  const name = nameOf(chain, seq)
  noteTry(context, rest(name))
  if (isFirst(context, `spoke bid/dear/${name}`))
    context.log.warn({ bid: name, value }, 'append fees are above policy.spokeBids.maxFeeEth')
  return true
}
