import type { Hex } from 'viem'
import { liquidationAbi } from '../abis/index.js'
import { type CausewayClientBase, findChain } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { type Message, messageKinds } from '../wire/index.js'
import { type AppendedMessage, appendedIn, decodeKnown } from './appended.js'
import { type BidOutcome, outcomeIn } from './bidOnAuction.js'
import type { EntryRef } from './entry.js'
import { getAppendFee } from './getAppendFee.js'
import { getMessage } from './getMessage.js'
import { liquidationCall } from './liquidationCall.js'
import { noReceiver, refreshForBid, releaseFees } from './taking.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

/** A bid of a spoke; `body`: what its message says, where that is known. */
export type SpokeBidRef = EntryRef & { body?: Hex | undefined }
export type ExecuteBidParameters = SpokeBidRef & {
  /** Wei for what goes out; what is left comes back. Default: ample. */
  fee?: bigint | undefined
}
export type ExecuteBidReturnType = WriteResult & {
  outcome: BidOutcome
  /** What it bought, and what was left of its cash, on their way out. */
  releases: AppendedMessage[]
}
export type ExecuteBidErrorType = CausewayError

/**
 * Makes a bid that came from a spoke, before its deadline. Anyone may.
 *
 * @example
 * const { outcome } = await executeBid(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError when there is no such bid, or it would not stand
 */
export async function executeBid(
  client: CausewayClientBase,
  parameters: ExecuteBidParameters,
): Promise<ExecuteBidReturnType> {
  const { bid } = await readBid(client, parameters)
  await refreshForBid(client, { bidder: bid.account, liquidated: bid.liquidated }, bid)
  const request = await prepareExecuteBid(client, parameters)
  const result = await sendWrite(client, request)
  const releases = appendedIn(client, request.chain, result.receipt)
  return { ...result, outcome: outcomeIn(client, result.receipt), releases }
}

/** Makes the request of {@link executeBid} without sending it. */
export async function prepareExecuteBid(
  client: CausewayClientBase,
  parameters: ExecuteBidParameters,
): Promise<WriteRequest> {
  const { chain, seq, body, bid } = await readBid(client, parameters)
  const value =
    parameters.fee ??
    (await backFee(client, chain)) +
      (bid.receiver === noReceiver ? 0n : await releaseFees(client, bid.liquidated, bid))
  return liquidationCall(client, 'executeBid', [chain, seq, body], value)
}

/** Runs {@link executeBid} without sending it, and returns what the bid would come to. */
export async function simulateExecuteBid(
  client: CausewayClientBase,
  parameters: ExecuteBidParameters,
): Promise<BidOutcome> {
  const request = await prepareExecuteBid(client, parameters)
  return simulateWrite(client, request, { abi: liquidationAbi, functionName: 'executeBid' })
}

/** Wei that suffice for the release that sends back what is left of a bid's cash. */
export async function backFee(client: CausewayClientBase, chain: number): Promise<bigint> {
  return 2n * (await getAppendFee(client, { from: client.deployment.hubChain, to: chain }))
}

/** A bid of a spoke by its number in the lane. @throws InputError when the message is no bid */
export async function readBid(client: CausewayClientBase, parameters: SpokeBidRef) {
  const { hubChain } = client.deployment
  const { seq, body } = parameters
  const { chain, name } = findChain(client.deployment, parameters.chain)
  const message =
    body === undefined
      ? await getMessage(client, { from: chain, to: hubChain, seq })
      : { kind: messageKinds.bid, body }
  const bid: Message | undefined = decodeKnown(message)
  if (bid?.type !== 'bid')
    throw new InputError(`Message ${seq} from ${name} is no bid: look for its number again.`)
  return { chain, seq, body: message.body, bid }
}
