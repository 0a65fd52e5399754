import {
  type Address,
  type Hex,
  isAddressEqual,
  type Log,
  maxInt256,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import { liquidationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { parseAccountId, toAssetId } from '../wire/index.js'
import { type AppendedMessage, appendedIn } from './appended.js'
import { requireReceiver } from './input.js'
import { liquidationCall } from './liquidationCall.js'
import {
  type BidTaking,
  hubTime,
  noReceiver,
  type ResolvedTaking,
  refreshForBid,
  releaseFees,
  resolveTaking,
} from './taking.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type BidOnAuctionParameters = BidTaking & {
  /** Who is liquidated. */
  account: AccountRef
  /** Who takes over. Default: the client's own plain account. */
  bidder?: AccountRef | undefined
  /** Cash paid at most for collateral and options, 18 decimals; negative: got at least. Default: what it would cost now and 1 %. */
  maxCost?: bigint | undefined
  /** Seconds by the hub's clock. Default: ten minutes from now. */
  deadline?: bigint | undefined
  /** Who gets the collateral, on the chains where it lies. Default: it stays in the bidder's account. */
  receiver?: Address | undefined
  /** Wei for the releases; what is left comes back. Default: ample. */
  fee?: bigint | undefined
}

/** What a bid came to: USD, 18 decimals. */
export type BidOutcome = {
  /** Cash that the bidder paid for collateral and options, less the discount or what the fund paid him. */
  cost: bigint
  /** Off the mark, or what the fund paid him for taking over. */
  discount: bigint
  /** To the fund. */
  fee: bigint
  /** By the fund, of what the account lacked. */
  covered: bigint
  /** Maintenance. */
  released: bigint
  /** The auction is over. */
  closed: boolean
}
export type PrepareBidReturnType = {
  request: WriteRequest
  account: Hex
  bidder: Hex
  receiver: Address
  maxCost: bigint
  deadline: bigint
}
export type PreviewBidReturnType = BidOutcome
export type SimulateBidReturnType = PrepareBidReturnType & { outcome: BidOutcome }
export type BidOnAuctionReturnType = WriteResult & {
  account: Hex
  bidder: Hex
  outcome: BidOutcome
  /** What went out to the receiver; what could not go now is in the bidder's account. */
  releases: AppendedMessage[]
}
export type BidOnAuctionErrorType = CausewayError

/**
 * Takes over what is named of an account in auction, at mark less the discount of now, paid with the bidder's cash on the hub. With a
 * receiver the tokens go out to him on each of their chains.
 *
 * @example
 * await bidOnAuction(client, { account, share: 250_000, receiver: client.account.address })
 * await bidOnAuction(client, { account, positions: [{ instrument: 'ETH-PERP', size: parseAmount('2', 18) }] })
 *
 * @throws RevertError when the bid takes too much or makes nothing better, or the bidder's own margin does not suffice
 */
export async function bidOnAuction(
  client: CausewayClientBase,
  parameters: BidOnAuctionParameters,
): Promise<BidOnAuctionReturnType> {
  const accounts = accountsOf(client, parameters)
  await refreshForBid(client, accounts, resolveTaking(client, parameters))
  const { request, account, bidder } = await prepareBid(client, parameters)
  const result = await sendWrite(client, request)
  const releases = appendedIn(client, request.chain, result.receipt)
  return { ...result, account, bidder, outcome: outcomeIn(client, result.receipt), releases }
}

/** Makes the request of {@link bidOnAuction} without sending it. */
export async function prepareBid(
  client: CausewayClientBase,
  parameters: BidOnAuctionParameters,
): Promise<PrepareBidReturnType> {
  const { bidder, liquidated: account } = accountsOf(client, parameters)
  const taking = resolveTaking(client, parameters)
  const receiver =
    parameters.receiver === undefined ? noReceiver : requireReceiver(client, parameters.receiver)
  const [value, deadline] = await Promise.all([
    parameters.fee ?? (receiver === noReceiver ? 0n : releaseFees(client, account, taking)),
    parameters.deadline ?? hubTime(client).then((now) => now + 600n),
  ])
  const named = { account, bidder, receiver, deadline }
  const maxCost =
    parameters.maxCost ?? ample((await previewOf(client, { ...named, taking, value })).cost)
  return { request: bidRequest(client, { ...named, taking, value, maxCost }), maxCost, ...named }
}

/** Runs {@link bidOnAuction} without sending it, as the client would. */
export async function simulateBid(
  client: CausewayClientBase,
  parameters: BidOnAuctionParameters,
): Promise<SimulateBidReturnType> {
  const prepared = await prepareBid(client, parameters)
  const outcome = await simulateWrite(client, prepared.request, {
    abi: liquidationAbi,
    functionName: 'bid',
  })
  return { ...prepared, outcome }
}

/**
 * What a bid would come to now, whoever asks: it is run as the bidder's owner. Nothing is sent, and nothing limits its cost.
 *
 * @example
 * const { cost, discount } = await previewBid(client, { account, share: 100_000 })
 *
 * @throws RevertError that says why the bid would not stand
 */
export async function previewBid(
  client: CausewayClientBase,
  parameters: Omit<BidOnAuctionParameters, 'maxCost' | 'deadline' | 'receiver' | 'fee'>,
): Promise<PreviewBidReturnType> {
  const { asOwner, request } = await previewRequest(client, parameters)
  return simulateWrite(asOwner, request, { abi: liquidationAbi, functionName: 'bid' })
}

/** A bid's call as {@link previewBid} runs it, and the client that runs it: as the bidder's owner, with no limit on its cost. */
export async function previewRequest(
  client: CausewayClientBase,
  parameters: Omit<BidOnAuctionParameters, 'maxCost' | 'deadline'>,
): Promise<{ asOwner: CausewayClientBase; request: WriteRequest }> {
  const { bidder, liquidated: account } = accountsOf(client, parameters)
  const taking = resolveTaking(client, parameters)
  const receiver =
    parameters.receiver === undefined ? noReceiver : requireReceiver(client, parameters.receiver)
  const isOut = receiver !== noReceiver
  const [value, now] = await Promise.all([
    parameters.fee ?? (isOut ? releaseFees(client, account, taking) : 0n),
    hubTime(client),
  ])
  const terms = { account, bidder, receiver, taking, value, deadline: now + 600n }
  const request = bidRequest(client, { ...terms, maxCost: maxInt256 })
  return { asOwner: ownerOf(client, bidder), request }
}

type BidCall = Pick<PrepareBidReturnType, 'account' | 'bidder' | 'receiver' | 'deadline'> & {
  taking: ResolvedTaking
  value: bigint
}

async function previewOf(client: CausewayClientBase, bid: BidCall): Promise<BidOutcome> {
  const request = bidRequest(client, {
    ...bid,
    receiver: noReceiver,
    value: 0n,
    maxCost: maxInt256,
  })
  const asOwner = ownerOf(client, bid.bidder)
  return simulateWrite(asOwner, request, { abi: liquidationAbi, functionName: 'bid' })
}

/** Only the owner's word is asked for: his address is enough to see what would be. */
function ownerOf(client: CausewayClientBase, bidder: Hex): CausewayClientBase {
  const { owner } = parseAccountId(bidder)
  const isOwn = client.account !== undefined && isAddressEqual(client.account.address, owner)
  return isOwn ? client : { ...client, account: { address: owner, type: 'json-rpc' } as const }
}

function bidRequest(client: CausewayClientBase, bid: BidCall & { maxCost: bigint }): WriteRequest {
  const { taking, value, ...terms } = bid
  const { share, collateral, positions } = taking
  const legs = {
    share,
    collateral: collateral.map(({ amount, ...asset }) => ({ asset: toAssetId(asset), amount })),
    positions: positions.map(({ instrument, size }) => ({ instrument: BigInt(instrument), size })),
  }
  return liquidationCall(client, 'bid', [{ ...terms, ...legs }], value)
}

function accountsOf(
  client: CausewayClientBase,
  { account, bidder }: Pick<BidOnAuctionParameters, 'account' | 'bidder'>,
) {
  return { liquidated: resolveAccount(client, account), bidder: resolveAccount(client, bidder) }
}

/** 1 % more, rounded up: prices move until the block. */
function ample(cost: bigint): bigint {
  const size = cost < 0n ? -cost : cost
  return cost + (size + 99n) / 100n
}

/** What a transaction's bid came to. When it found the account above initial margin, the auction was closed and nothing taken. */
export function outcomeIn(client: CausewayClientBase, receipt: TransactionReceipt): BidOutcome {
  const liquidation = contractOf(client.deployment, client.deployment.hubChain, 'liquidation')
  const logs = receipt.logs.filter(({ address }) => isAddressEqual(address, liquidation)) as Log[]
  const [made] = parseEventLogs({ abi: liquidationAbi, eventName: 'BidMade', logs })
  if (made) return made.args.outcome
  return { cost: 0n, discount: 0n, fee: 0n, covered: 0n, released: 0n, closed: true }
}
