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
} from '@causeway/sdk'
import { type Hex, maxUint256, type PublicClient } from 'viem'
import { dollars, greater, toWad } from '../bigints.js'
import { readBlock } from '../chain/finality.js'
import { sdkClient } from '../chain/sdkClient.js'
import { type Context, chainIn } from '../context.js'
import { reasonOf, SetupError } from '../errors.js'
import { type BidScene, factsOf, type Places, placesOf, takingOf } from '../liquidate/bidFacts.js'
import { type BidFacts, type PlannedBid, planBid } from '../liquidate/planBid.js'
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
/** Seconds for which a bid stands: one that comes late would be another bid. */
const bidLife = 120n

/** What a bid that is not yet mined will take at most, USD with 18 decimals. */
type Taken = { cash: bigint; notional: bigint }
type Memory = { recent: RecentPlace; open: Set<Hex>; pending: Map<Hex, Taken>; block: bigint }
const memories = new WeakMap<Context, Memory>()

/** What is the same for all auctions of one step. */
type Scene = BidScene & { reader: PublicClient; bidder: Hex }

/**
 * One step of bidding, once a block: of each open auction the largest bid that the policy allows is worked out, simulated on the hub, and
 * sent as soon as it earns enough.
 */
export async function liquidateStep(context: Context): Promise<StepResult> {
  const { database, deployment, metrics } = context
  const { rpc, number } = chainIn(context, deployment.hubChain)
  const memory = memories.get(context) ?? {
    ...{ recent: { head: 0n, seen: new Set<string>() }, open: new Set<Hex>(), block: 0n },
    pending: new Map<Hex, Taken>(),
  }
  memories.set(context, memory)
  const { number: head, timestamp: now } = await rpc.use((reader) => readBlock(reader, 'latest'))
  if (head === memory.block) return undefined
  const duties = await rpc.use(async (reader) => {
    const { auctions: events, bids } = await readRecent(context, reader, memory.recent, head)
    const bidder = bidderOf(context)
    for (const bid of bids) {
      if (bid.bidder !== bidder) continue
      metrics.bids.inc({ result: 'made' })
      metrics.bidProfit.inc(Number(bid.discount) / 1e18)
      const { account, discount, closed } = bid
      context.log.info({ account, discount: dollars(discount), closed }, 'a bid was made')
    }
    for (const { account } of events) memory.open.add(account)
    for (const account of await openAuctions(database)) memory.open.add(account)
    const client = sdkClient(deployment, number, reader)
    const auctions = await readAuctions(context, client, memory.open)
    if (auctions.length === 0) return []
    // before the margin is read: a bid that is mined meanwhile counts twice rather than not at all
    const pending = await readPending(context, memory)
    const scene = leave(await readScene(context, client, reader, now), [...pending.values()])
    const waiting = auctions.filter(({ account }) => !pending.has(account))
    return considerAll(context, scene, waiting, memory.pending)
  })
  memory.block = head
  // arrays first: what they make of the margins decides about the bids
  const refreshes = duties.filter(({ what }) => what !== 'bid')
  const queued = await fulfil(context, 'liquidate', refreshes.length > 0 ? refreshes : duties)
  if (queued > 0 && refreshes.length === 0) metrics.bids.inc({ result: 'queued' }, queued)
  return undefined
}

/** One after the other: what one bid takes leaves less for the next, whether or not it is sent in this step. */
async function considerAll(
  context: Context,
  scene: Scene,
  auctions: readonly Auction[],
  pending: Map<Hex, Taken>,
): Promise<Duty[]> {
  const duties: Duty[] = []
  let rest = scene
  for (const auction of auctions) {
    const { account } = auction
    const found = await consider(context, rest, auction)
    duties.push(...found.duties)
    if (!found.taken) continue
    pending.set(account, found.taken)
    rest = leave(rest, [found.taken])
  }
  return duties
}

/** Bids that are under way. Of one from before a restart it is not known what it takes: until it is mined nothing else is bid for. */
async function readPending(
  { database, deployment, keys }: Context,
  memory: Memory,
): Promise<ReadonlyMap<Hex, Taken>> {
  if (!keys.sender) throw new SetupError('keys.sender is missing')
  const { address } = keys.sender
  const states = ['queued', 'sent'] as const
  const rows = await Promise.all(
    states.map((state) => readTransactions(database, deployment.hubChain, address, state)),
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

/** What is due, and what the bid among it takes of the bidder's cash and room. */
type Considered = { duties: Duty[]; taken?: Taken }

/** What is done about one auction: nothing, a bid, or what has to be refreshed before it. */
async function consider(context: Context, scene: Scene, auction: Auction): Promise<Considered> {
  const { account, openedAt, input } = auction
  // nobody can value it now
  if (input === undefined) return { duties: [] }
  try {
    const places = placesOf(input, auction)
    const policy = context.config.policy.liquidate
    const facts = await factsOf(policy, scene, auction, input)
    let plan = planBid(facts)
    for (let tries = 0; plan.kind === 'bid'; tries++) {
      const found = await attempt(context, scene, { auction, places, plan, facts })
      if (found !== 'too much') return found
      const maxShare = plan.share / 2n
      if (tries === mostHalvings || maxShare === 0n) return { duties: [] }
      plan = planBid({ ...facts, limits: { ...facts.limits, maxShare } })
    }
    const { reason, profit } = plan
    if (isFirst(context, `wait/${account}/${openedAt}/${reason}`))
      context.log.info(
        {
          ...{ account, reason, discount: auction.discount },
          ...(profit !== undefined && { profit: dollars(profit) }),
        },
        'no bid yet',
      )
    return { duties: [] }
  } catch (error) {
    if (!(error instanceof RevertError)) throw error
    if (isFirst(context, `wait/${account}/${openedAt}/${error.revert.errorName}`))
      context.log.info({ account, reason: reasonOf(error) }, 'no bid yet')
    return { duties: [] }
  }
}

/** Simulates a bid on the hub, and queues it if it still earns enough at its real gas. */
async function attempt(
  context: Context,
  scene: Scene,
  bid: { auction: Auction; places: Places; plan: PlannedBid; facts: BidFacts },
): Promise<Considered | 'too much'> {
  const { auction, places, plan, facts } = bid
  const { sender } = context.keys
  if (!sender) throw new SetupError('keys.sender is missing')
  const { client, reader, bidder, now } = scene
  const { account, openedAt } = auction
  const { receiver } = context.config.policy.liquidate
  const taking = takingOf(auction, places, plan)
  const stale = await staleArrays(context, scene, auction, taking)
  if (stale.length > 0) return { duties: stale }
  const asSender = { ...client, account: { address: sender.address, type: 'json-rpc' } as const }
  try {
    const { request, outcome, maxCost } = await simulateBid(asSender, {
      ...{ ...taking, account, bidder, deadline: now + bidLife },
      ...(receiver && { receiver }),
    })
    if (outcome.released === 0n) return { duties: [] }
    const { to, data, value } = request
    const gas = await reader.estimateGas({ account: sender.address, to, data, value })
    const gasCost = (gas * scene.gasPrice * scene.coinPrice) / wad
    const profit = outcome.discount - (plan.costs - facts.costs.gas) - gasCost
    if (profit < facts.minProfit) return { duties: [] }
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
