import type { Address, Hash, Hex } from 'viem'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { parseAssetId } from '../wire/index.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'

/** A token that a bid took out of an account in auction. Amount and price of a unit (USD) with 18 decimals. */
export type Seizure = {
  /** Who was liquidated, and who bid. */
  account: Hex
  bidder: Hex
  asset: Hex
  chain: number
  token: Address
  amount: bigint
  price: bigint
  /** The release that takes it out on its chain, in the lane from the hub; undefined: it stays in the bidder's account. */
  release: { seq: bigint; receiver: Address } | undefined
  /** The transaction of the bid, and its block on the hub. */
  hash: Hash
  block: bigint
}

export type GetSeizuresParameters = {
  /** Who was liquidated. Default: anybody. */
  account?: AccountRef | undefined
  /** Who bid. Default: anybody. */
  bidder?: AccountRef | undefined
}
export type GetSeizuresReturnType = Seizure[]
export type GetSeizuresErrorType = CausewayError

/**
 * The tokens that bids took out of accounts in auction, the newest first, each with the release by which it leaves on its chain:
 * `getTransfer` of that says whether it has arrived.
 *
 * @example
 * for (const { chain, amount, release } of await getSeizures(client, { account })) console.log(chain, amount, release?.seq)
 */
export async function getSeizures(
  client: CausewayClientBase,
  parameters: GetSeizuresParameters = {},
): Promise<GetSeizuresReturnType> {
  const { deployment } = client
  const from = {
    chain: deployment.hubChain,
    address: contractOf(deployment, deployment.hubChain, 'liquidation'),
  }
  const { account, bidder } = parameters
  const ofBidder = bidder !== undefined && { bidder: resolveAccount(client, bidder) }
  const args = {
    ...(account !== undefined && { account: resolveAccount(client, account) }),
    ...ofBidder,
  }
  const [seized, released] = await Promise.all([
    findLogs(client, { ...from, event: events.collateralSeized, args }),
    findLogs(client, { ...from, event: events.collateralReleased, args: { ...ofBidder } }),
  ])
  const found = seized.map(({ args: log, transactionHash: hash, blockNumber, logIndex }) => {
    // a bid releases after it has seized: the first one of the asset that follows
    const release = released.find(
      (other) =>
        other.transactionHash === hash &&
        other.logIndex > logIndex &&
        other.args.asset === log.asset &&
        other.args.bidder === log.bidder,
    )?.args
    const isOut = release !== undefined && release.releaseSeq > 0n
    return {
      ...{ account: log.account, bidder: log.bidder, asset: log.asset },
      ...parseAssetId(log.asset),
      ...{ amount: log.amount, price: log.price, hash, block: blockNumber },
      release: isOut ? { seq: release.releaseSeq, receiver: release.receiver } : undefined,
    }
  })
  return found.reverse()
}
