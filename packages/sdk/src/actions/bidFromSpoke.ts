import type { Address, Hex } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { cashTokenOf } from '../client/tokens.js'
import { toBookUnits } from '../client/units.js'
import type { Token } from '../deployment.js'
import type { CausewayError } from '../errors/causewayError.js'
import { decodeBid, encodeBidLegs } from '../wire/index.js'
import { onlyAppended } from './appended.js'
import { prepareApprovals } from './approve.js'
import { requireBalance } from './depositChecks.js'
import { ampleAppendFee } from './getAppendFee.js'
import { requireAmount, requireReceiver } from './input.js'
import { simulateSequence } from './simulateSequence.js'
import { type BidTaking, noReceiver, resolveTaking } from './taking.js'
import { sendWrite, type WriteRequest, type WriteResult, writeRequest } from './write.js'

export type BidFromSpokeParameters = BidTaking & {
  /** Where the cash lies. */
  chain: ChainRef
  /** Cash that goes with the bid, token units: it pays the cost and is the margin of positions that are taken. */
  amount: bigint
  /** Who is liquidated. */
  account: AccountRef
  /** Cash paid at most for collateral and options, 18 decimals; negative: got at least. Default: the amount. */
  maxCost?: bigint | undefined
  /** Seconds. Default: an hour from now, by the clock of the chain where the cash lies. */
  deadline?: bigint | undefined
  /**
   * Who gets the collateral, on the chains where it lies. Default: the client's own address. The zero address: it stays in the
   * account on the hub that is this bid's alone.
   */
  receiver?: Address | undefined
  /** Wei for the lane. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type PrepareBidFromSpokeReturnType = {
  /** Approvals to send first, in this order; often none. */
  approvals: WriteRequest[]
  request: WriteRequest
  account: Hex
  token: Token
  receiver: Address
  maxCost: bigint
  deadline: bigint
  fee: bigint
}
export type SimulateBidFromSpokeReturnType = PrepareBidFromSpokeReturnType & { seq: bigint }
export type BidFromSpokeReturnType = WriteResult & {
  seq: bigint
  /** Who is liquidated. */
  account: Hex
  /** The account on the hub that holds this bid's cash, and what it takes over. */
  bidder: Hex
  token: Token
  amount: bigint
  fee: bigint
}
export type BidFromSpokeErrorType = CausewayError

/**
 * Bids for an account in auction with cash that lies on a spoke, without anything on the hub. Follow it with
 * `watchTransfer(client, { chain, hash })`: once it has crossed, anyone can make it (`executeBid`) until its deadline; what it bought goes
 * to the receiver on each token's chain, and what is left of the cash comes back where it came from.
 *
 * @example
 * const { hash } = await bidFromSpoke(client, { chain: 'arbitrum', amount: parseAmount('3000', 6), account, share: 200_000 })
 *
 * @throws InputError for a bid that takes nothing; RevertError when vault or token refuse
 */
export async function bidFromSpoke(
  client: CausewayClientBase,
  parameters: BidFromSpokeParameters,
): Promise<BidFromSpokeReturnType> {
  const { approvals, request, account, token, fee } = await prepareBidFromSpoke(client, parameters)
  for (const approval of approvals) await sendWrite(client, approval)
  const result = await sendWrite(client, request)
  const { seq, body } = onlyAppended(client, request.chain, result.receipt)
  const { account: bidder } = decodeBid(body)
  return { ...result, seq, account, bidder, token, amount: parameters.amount, fee }
}

/** Makes the requests of {@link bidFromSpoke} without sending them. */
export async function prepareBidFromSpoke(
  client: CausewayClientBase,
  parameters: BidFromSpokeParameters,
): Promise<PrepareBidFromSpokeReturnType> {
  const entry = findChain(client.deployment, parameters.chain)
  const { chain } = entry
  const to = contractOf(client.deployment, chain, 'spoke')
  const token = cashTokenOf(entry)
  const amount = requireAmount(parameters.amount)
  const account = resolveAccount(client, parameters.account)
  const taking = resolveTaking(client, parameters)
  const receiver =
    parameters.receiver === noReceiver ? noReceiver : requireReceiver(client, parameters.receiver)
  const { maxCost = toBookUnits(amount, token.decimals) } = parameters
  const [fee, deadline, approvals] = await Promise.all([
    parameters.fee ?? ampleAppendFee(client, { from: chain, to: client.deployment.hubChain }),
    parameters.deadline ??
      client
        .reader(chain)
        .getBlock()
        .then(({ timestamp }) => timestamp + 3_600n),
    client.account ? prepareApprovals(client, { chain, token, spender: to, amount }) : [],
  ])
  const terms = {
    ...{ account, share: taking.share, maxCost, deadline, receiver },
    collateralLegs: taking.collateral.length,
    positionLegs: taking.positions.length,
  }
  const request = writeRequest(client, {
    ...{ chain, to, abi: spokeAbi, functionName: 'bid' },
    args: [token.address, amount, terms, encodeBidLegs(taking)],
    value: fee,
  })
  return { approvals, request, account, token, receiver, maxCost, deadline, fee }
}

/** Runs {@link bidFromSpoke}, approvals included, without sending anything. */
export async function simulateBidFromSpoke(
  client: CausewayClientBase,
  parameters: BidFromSpokeParameters,
): Promise<SimulateBidFromSpokeReturnType> {
  const prepared = await prepareBidFromSpoke(client, parameters)
  await requireBalance(client, prepared, parameters.amount)
  const result = await simulateSequence(client, [...prepared.approvals, prepared.request])
  return { ...prepared, seq: result as bigint }
}
