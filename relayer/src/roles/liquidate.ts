import {
  type Auction,
  type BidTaking,
  type CausewayClient,
  getInsurance,
  getMargin,
  getPrice,
  prepareRefreshStaleArrays,
  RevertError,
  simulateBid,
  toAccountId,
  toCausewayError,
} from '@causeway/sdk'
import { type Address, type Hex, maxUint256, type PublicClient } from 'viem'
import { dollars, greater, toWad } from '../bigints.js'
import { readBlock } from '../chain/finality.js'
import { sdkClient } from '../chain/sdkClient.js'
import { type Context, chainIn } from '../context.js'
import { reasonOf, SetupError } from '../errors.js'
import { type BidScene, factsOf, type Places, placesOf, takingOf } from '../liquidate/bidFacts.js'
import { type BidFacts, type NoBid, type PlannedBid, planBid } from '../liquidate/planBid.js'
import { readAuctions } from '../liquidate/readAuctions.js'
import type { StepResult } from '../loop.js'
import { isFirst } from '../memory.js'
import { type RecentPlace, readRecent } from '../scan/recent.js'
import { openAuctions } from '../store/accounts.js'
import { readTransactions } from '../store/transactions.js'
import { arrayDuties, type Duty, fulfil, purposeOf } from './duty.js'

const wad = 10n ** 18n
/** So often a bid that the bidder's own margin does not bear is made smaller by half. */
const mostHalvings = 4
/** Auctions that are considered together. */
const auctionsPerStep = 8
/** Seconds for which a bid stands: one that comes late would be another bid. */
const bidLife = 120n

/** What a bid that is not yet mined will take at most, USD with 18 decimals. */
type Taken = { cash: bigint; notional: bigint }
type Memory = {
  recent: RecentPlace
  open: Set<Hex>
  pending: Map<Hex, Taken>
  /** The block in which each auction was last considered. */
  considered: Map<Hex, bigint>
  block: bigint
  more: boolean
}
const memories = new WeakMap<Context, Memory>()

/** What is the same for all auctions of one step. */
type Scene = BidScene & { reader: PublicClient; bidder: Hex }

/**
 * One step of bidding: each open auction is considered once a block, some at a time, so that none is judged by what was long ago. The
 * largest bid that the policy allows is worked out, simulated on the hub, and queued as soon as it earns enough.
 */
export async function liquidateStep(context: Context): Promise<StepResult> {
  const { database, deployment, metrics } = context
  const { rpc, number } = chainIn(context, deployment.hubChain)
  const memory = memoryOf(context)
  const { number: head, timestamp: now } = await rpc.use((reader) => readBlock(reader, 'latest'))
  if (head === memory.block && !memory.more) return undefined
  const found = await rpc.use(async (reader) => {
    await readNews(context, reader, memory, head)
    for (const account of await openAuctions(database)) memory.open.add(account)
    const pending = await readPending(context, memory)
    const chosen = chooseNext(memory, head)
    const client = sdkClient(deployment, number, reader)
    const auctions = await readAuctions(context, client, memory.open, chosen)
    if (auctions.length === 0) return []
    // after what is pending: a bid that is mined meanwhile counts twice rather than not at all
    const scene = leave(await readScene(context, client, reader, now), [...pending.values()])
    return considerAll(context, scene, auctions)
  })
  memory.block = head
  for (const { account, duties, taken } of found) {
    if (taken) memory.pending.set(account, taken)
    const queued = await fulfil(context, 'liquidate', duties)
    if (taken && queued > 0) metrics.bids.inc({ result: 'queued' }, queued)
  }
  return { more: memory.more }
}

function memoryOf(context: Context): Memory {
  const known = memories.get(context)
  if (known) return known
  const memory: Memory = {
    ...{ recent: { head: 0n, seen: new Set() }, open: new Set(), pending: new Map() },
    ...{ considered: new Map(), block: 0n, more: false },
  }
  memories.set(context, memory)
  return memory
}

/** Auctions of the newest blocks, and bids that were made in them. */
async function readNews(
  context: Context,
  reader: PublicClient,
  memory: Memory,
  head: bigint,
): Promise<void> {
  const { metrics, log } = context
  const { auctions, bids } = await readRecent(context, reader, memory.recent, head)
  for (const { account } of auctions) memory.open.add(account)
  const bidder = bidderOf(context)
  for (const { account, discount, closed } of bids.filter((bid) => bid.bidder === bidder)) {
    metrics.bids.inc({ result: 'made' })
    metrics.bidProfit.inc(Number(discount) / 1e18)
    log.info({ account, discount: dollars(discount), closed }, 'a bid was made')
  }
}

/** The auctions that were not considered for the longest time, of those without a bid under way. */
function chooseNext(memory: Memory, head: bigint): Hex[] {
  const { open, pending, considered } = memory
  for (const account of considered.keys()) if (!open.has(account)) considered.delete(account)
  const at = (account: Hex) => considered.get(account) ?? 0n
  const waiting = [...open]
    .filter((account) => !pending.has(account) && at(account) < head)
    .sort((a, b) => Number(at(a) - at(b)))
  const chosen = waiting.slice(0, auctionsPerStep)
  for (const account of chosen) considered.set(account, head)
  memory.more = waiting.length > chosen.length
  return chosen
}

/** Planned one after the other, for what one takes leaves less for the next; then simulated all at once. */
async function considerAll(
  context: Context,
  scene: Scene,
  auctions: readonly Auction[],
): Promise<Considered[]> {
  const known = await Promise.all(auctions.map((auction) => readFacts(context, scene, auction)))
  const planned: Planned[] = []
  let rest = scene
  for (const found of known.flatMap((own) => own ?? [])) {
    const { cash, room } = rest
    const facts = { ...found.facts, limits: { ...found.facts.limits, cash, room } }
    const plan = planBid(facts)
    if (plan.kind === 'wait') noteWait(context, found.auction, plan)
    else {
      planned.push({ ...found, facts, plan })
      rest = leave(rest, [{ cash: ample(plan.outcome.cost), notional: plan.outcome.notional }])
    }
  }
  return Promise.all(planned.map((own) => consider(context, scene, own)))
}

/** Undefined of what nobody can value now. */
async function readFacts(
  { config }: Context,
  scene: Scene,
  auction: Auction,
): Promise<Known | undefined> {
  const { input } = auction
  if (input === undefined) return undefined
  const facts = await factsOf(config.policy.liquidate, scene, auction, input)
  return { auction, places: placesOf(input, auction), facts }
}

/** What a bid costs at most when prices move until its block: 1 % more. */
function ample(cost: bigint): bigint {
  return (greater(cost, 0n) * 101n) / 100n
}

function noteWait(context: Context, { account, openedAt, discount }: Auction, plan: NoBid): void {
  const { reason, profit } = plan
  if (!isFirst(context, `wait/${account}/${openedAt}/${reason}`)) return
  const missing = profit !== undefined && { profit: dollars(profit) }
  context.log.info({ account, reason, discount, ...missing }, 'no bid yet')
}

/** Bids that are under way. Of one from before a restart it is not known what it takes: until it is mined nothing else is bid for. */
async function readPending(
  { database, deployment, keys }: Context,
  memory: Memory,
): Promise<ReadonlyMap<Hex, Taken>> {
  if (!keys.sender) throw new SetupError('keys.sender is missing')
  const { address } = keys.sender
  const states = ['queued', 'sent'] as const
  const { hubChain } = deployment
  const rows = await Promise.all(
    states.map((state) => readTransactions(database, hubChain, address, state, 10_000)),
  )
  const prefix = purposeOf('bid', '')
  const all = { cash: maxUint256, notional: maxUint256 }
  const pending = rows
    .flat()
    .filter(({ purpose }) => purpose.startsWith(prefix))
    .map(({ purpose }): [Hex, Taken] => {
      const account = purpose.slice(prefix.length) as Hex
      return [account, memory.pending.get(account) ?? all]
    })
  memory.pending = new Map(pending)
  return memory.pending
}

/** What is left when all of this is taken. */
function leave(scene: Scene, taken: readonly Taken[]): Scene {
  const sumOf = (of: keyof Taken) => taken.reduce((sum, bid) => sum + bid[of], 0n)
  const cash = greater(scene.cash - sumOf('cash'), 0n)
  return { ...scene, cash, room: greater(scene.room - sumOf('notional'), 0n) }
}

/** The account that bids. */
export function bidderOf({ config, keys }: Pick<Context, 'config' | 'keys'>): Hex {
  const { bidder } = config.policy.liquidate
  if (bidder) return bidder
  if (!keys.sender) throw new SetupError('keys.sender is missing')
  return toAccountId({ owner: keys.sender.address, chain: 0, subaccount: 0n })
}

async function readScene(
  context: Context,
  client: CausewayClient,
  reader: PublicClient,
  now: bigint,
): Promise<Scene> {
  const { maxInventoryUsd, coin } = context.config.policy.liquidate
  const bidder = bidderOf(context)
  const [{ fund }, own, gasPrice, { price, seen }] = await Promise.all([
    getInsurance(client),
    getMargin(client, { account: bidder }),
    reader.getGasPrice(),
    getPrice(client, { underlying: coin }),
  ])
  const coinPrice = price ?? seen?.price
  if (coinPrice === undefined)
    throw new Error(`the oracle has no price of ${coin} (policy.liquidate.coin)`)
  const held = [...own.positions, ...own.lines].reduce(
    (sum, { notional }) => sum + (notional < 0n ? -notional : notional),
    0n,
  )
  const room = greater(toWad(maxInventoryUsd) - held, 0n)
  const cash = greater(own.cash, 0n)
  return { client, reader, bidder, now, fund, cash, room, gasPrice, coinPrice }
}

/** An auction as a plan is made for it. */
type Known = { auction: Auction; places: Places; facts: BidFacts }
type Planned = Known & { plan: PlannedBid }
/** What is due, and what the bid among it takes of the bidder's cash and room. */
type Considered = { account: Hex; duties: Duty[]; taken?: Taken }

/** What is done about one auction: nothing, a bid, or what has to be refreshed before it. */
async function consider(context: Context, scene: Scene, planned: Planned): Promise<Considered> {
  const { facts, auction } = planned
  const { account, openedAt } = auction
  let plan: PlannedBid | NoBid = planned.plan
  try {
    for (let tries = 0; plan.kind === 'bid'; tries++) {
      const found = await attempt(context, scene, { ...planned, plan })
      if (found !== 'too much') return found
      const maxShare = plan.share / 2n
      if (tries === mostHalvings || maxShare === 0n) return { account, duties: [] }
      plan = planBid({ ...facts, limits: { ...facts.limits, maxShare } })
    }
    noteWait(context, auction, plan)
  } catch (error) {
    if (!(error instanceof RevertError)) throw error
    if (isFirst(context, `wait/${account}/${openedAt}/${error.revert.errorName}`))
      context.log.info({ account, reason: reasonOf(error) }, 'no bid yet')
  }
  return { account, duties: [] }
}

/** Simulates a bid on the hub, and queues it if it still earns enough at its real gas. */
async function attempt(
  context: Context,
  scene: Scene,
  bid: Planned,
): Promise<Considered | 'too much'> {
  const { auction, places, plan, facts } = bid
  const { sender } = context.keys
  if (!sender) throw new SetupError('keys.sender is missing')
  const { client, reader, bidder, now } = scene
  const { account, openedAt } = auction
  const { receiver } = context.config.policy.liquidate
  const taking = takingOf(auction, places, plan)
  const stale = await staleArrays(context, scene, auction, taking)
  if (stale.length > 0) return { account, duties: stale }
  const asSender = { ...client, account: { address: sender.address, type: 'json-rpc' } as const }
  try {
    const { request, outcome, maxCost } = await simulateBid(asSender, {
      ...{ ...taking, account, bidder, deadline: now + bidLife },
      ...(receiver && { receiver }),
    })
    if (outcome.released === 0n) return { account, duties: [] }
    const { to, data, value } = request
    const gas = await estimateGas(context, reader, { account: sender.address, to, data, value })
    const gasCost = (gas * scene.gasPrice * scene.coinPrice) / wad
    const profit = outcome.discount - (plan.costs - facts.costs.gas) - gasCost
    if (profit < facts.minProfit) return { account, duties: [] }
    const share = Number(plan.share) / 1e6
    const { closed: closes } = outcome
    if (isFirst(context, `bid/${account}/${openedAt}/${auction.discount}`))
      context.log.info(
        { account, share, profit: dollars(profit), maxCost: dollars(maxCost), closes },
        'a bid earns enough',
      )
    const due = { subject: account, state: String(openedAt) }
    const { notional } = plan.outcome
    return {
      account,
      duties: [{ what: 'bid', of: account, due, request }],
      taken: { cash: greater(maxCost, 0n), notional },
    }
  } catch (error) {
    if (!(error instanceof RevertError)) throw error
    const { errorName } = error.revert
    // the bidder's own margin does not bear it
    if (errorName === 'Clearing_Unhealthy') return 'too much'
    throw error
  }
}

/** @throws RevertError when the hub refuses by now what it did not a moment ago: one bid less, and no reason to end the step */
async function estimateGas(
  { deployment }: Context,
  reader: PublicClient,
  call: { account: Address; to: Address; data: Hex; value: bigint },
): Promise<bigint> {
  try {
    return await reader.estimateGas(call)
  } catch (error) {
    const where = { deployment, chain: deployment.hubChain, functionName: 'bid' }
    throw toCausewayError(error, where)
  }
}

/** The bidder is judged by initial margin, so the arrays of the options that he takes must be fresh. */
async function staleArrays(
  context: Context,
  { client, bidder, now }: Scene,
  { positions }: Auction,
  { share, positions: legs = [] }: BidTaking,
): Promise<Duty[]> {
  const taken =
    share === undefined ? legs.map(({ instrument }) => instrument) : positions.map(({ id }) => id)
  const requests = await prepareRefreshStaleArrays(client, { account: bidder, instruments: taken })
  return arrayDuties(context, requests, now)
}
