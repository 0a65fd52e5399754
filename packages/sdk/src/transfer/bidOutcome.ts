import { isAddressEqual } from 'viem'
import { appendedIn, decodeKnown } from '../actions/appended.js'
import type { BidOutcome } from '../actions/bidOnAuction.js'
import { events } from '../actions/events.js'
import { simulateExecuteBid } from '../actions/executeBid.js'
import { getBidStage } from '../actions/getBidStage.js'
import { getMessage } from '../actions/getMessage.js'
import { simulateReturnBid } from '../actions/returnBid.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { NetworkError, RevertError } from '../errors/causewayError.js'
import type { Message } from '../wire/index.js'
import { timeOf } from './blocks.js'
import { firstLog } from './firstLog.js'
import { depositOutcome, type FollowRelease, type Handled, type Outcome } from './outcome.js'
import type { Transfer } from './types.js'

type Bid = Extract<Message, { type: 'bid' }>

/** What the hub did with a bid: its cash is a deposit like any other, and once that is credited the bid can be made. */
export async function bidOutcome(
  client: CausewayClientBase,
  crossing: Handled,
  bid: Bid,
  follow: FollowRelease,
): Promise<Outcome> {
  const { source: chain, seq } = crossing.message
  const { hubChain } = client.deployment
  const [deposit, stage] = await Promise.all([
    depositOutcome(client, crossing, bid, follow),
    getBidStage(client, { chain, seq }),
  ])
  // cash that waits, was refused or went back; a bid without sense is but a deposit
  if (deposit.state.status !== 'credited' || stage === 'unknown') return deposit
  const later = {
    ...{ chain: hubChain, address: contractOf(client.deployment, hubChain, 'liquidation') },
    fromBlock: crossing.handled.receipt.blockNumber,
  }
  const [made, returned] = await Promise.all([
    firstLog(client, { ...later, event: events.bidMade, args: { bidder: bid.account } }),
    firstLog(client, { ...later, event: events.bidReturned, args: { chain, seq } }),
  ])
  const step = { name: 'settled', chain: hubChain, done: true } as const
  if (!made && !returned && stage === 'booked')
    return {
      state: {
        ...{ status: 'booked', expiry: Number(bid.deadline) },
        blocker: await blockerOf(client, bid, { chain, seq }),
      },
      steps: [...deposit.steps, { ...step, label: 'bid made', done: false }],
    }
  const label = made ? 'bid made' : returned ? 'cash returned' : 'auction over'
  const log = made ?? returned
  const when = log && { at: await timeOf(client, hubChain, log), hash: log.transactionHash }
  const steps = [...deposit.steps, { ...step, label, ...when }]
  const hashes = [made, returned].flatMap((found) => (found ? [found.transactionHash] : []))
  const releases = (
    await Promise.all(
      [...new Set(hashes)].map((hash) =>
        releasesIn(client, hash, [bid.receiver, bid.depositor], follow),
      ),
    )
  ).flat()
  if (!made && returned) return { state: { status: 'returned', releases }, steps }
  const outcome = made?.args.outcome ?? nothing
  const returnable =
    !returned && (await isPossible(() => simulateReturnBid(client, { chain, seq })))
  return { state: { status: 'made', ...outcome, releases, returnable }, steps }
}

/** It found the account above initial margin: nothing was taken. */
const nothing: BidOutcome = {
  cost: 0n,
  discount: 0n,
  fee: 0n,
  covered: 0n,
  released: 0n,
  closed: true,
}

/** Why a booked bid cannot be made, or sent back after its deadline, now; undefined when it can. */
async function blockerOf(
  client: CausewayClientBase,
  bid: Bid,
  ref: { chain: number; seq: bigint },
): Promise<string | undefined> {
  const { timestamp } = await client.reader(client.deployment.hubChain).getBlock()
  try {
    await (timestamp > bid.deadline ? simulateReturnBid : simulateExecuteBid)(client, ref)
    return undefined
  } catch (error) {
    if (error instanceof RevertError && error.revert.errorName) return error.message
    return undefined
  }
}

/** A client without an account, or without coin on the hub, cannot tell: then it is not said to be possible. */
async function isPossible(simulate: () => Promise<unknown>): Promise<boolean> {
  try {
    await simulate()
    return true
  } catch (error) {
    if (error instanceof NetworkError) throw error
    return false
  }
}

/** The releases to one of these receivers that a transaction on the hub made. */
async function releasesIn(
  client: CausewayClientBase,
  hash: `0x${string}`,
  receivers: readonly `0x${string}`[],
  follow: FollowRelease,
): Promise<Transfer[]> {
  const { hubChain: from } = client.deployment
  const receipt = await client.reader(from).getTransactionReceipt({ hash })
  const ours = appendedIn(client, from, receipt).filter((message) => {
    const release = decodeKnown(message)
    return (
      release?.type === 'release' &&
      receivers.some((receiver) => isAddressEqual(receiver, release.receiver))
    )
  })
  const block = receipt.blockNumber
  return Promise.all(
    ours.map(async ({ destination: to, seq }) =>
      follow(await getMessage(client, { from, to, seq, block })),
    ),
  )
}
