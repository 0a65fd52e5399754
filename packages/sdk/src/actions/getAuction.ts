import {
  computeMargin,
  fromContractInput,
  type MarginInput,
  type MarginReport,
} from '@causeway/risk'
import type { Hex } from 'viem'
import { hubAbi, liquidationAbi, riskReaderAbi, valuationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, RevertError } from '../errors/causewayError.js'
import { parseAssetId } from '../wire/index.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'
import type { AccountHolding } from './getAccount.js'
import { getPositions, type Position } from './getPositions.js'
import { readDeployed } from './read.js'

/** An open auction, and what can be taken over in it. Times in seconds, USD with 18 decimals. */
export type Auction = {
  account: Hex
  openedAt: number
  /** Since when it is known to lack more than the insurance fund has; undefined: it is not. */
  insolventAt: number | undefined
  /** Seconds from the least to the greatest discount. */
  pace: number
  /** The discount now, millionths of the maintenance that a bid releases. */
  discount: number
  /** As the hub judges it for maintenance. Undefined while the account cannot be valued (no price, no surface, an array too far off). */
  margin: AuctionMargin | undefined
  /** What that margin is computed from, for `takeOver` and the functions beside it. */
  input: MarginInput | undefined
  cash: bigint
  collateral: AuctionedToken[]
  positions: Position[]
}
/** Equity at mark, without haircuts, is `equity` + `haircuts`. */
export type AuctionMargin = Pick<MarginReport, 'equity' | 'maintenance' | 'initial'> & {
  /** What haircuts take off the tokens, and all of those that count nothing. */
  haircuts: bigint
}
/** `price` is of a unit; 0: nobody knows it, so that no bid can take the token. */
export type AuctionedToken = Pick<
  AccountHolding,
  'asset' | 'chain' | 'token' | 'symbol' | 'decimals' | 'amount'
> & { price: bigint }

export type GetAuctionParameters = { account: AccountRef }
export type GetAuctionReturnType = Auction | undefined
export type GetAuctionErrorType = CausewayError

/**
 * The auction against an account; undefined when there is none.
 *
 * @example
 * const auction = await getAuction(client, { account })
 * if (auction) console.log(auction.discount, auction.collateral, auction.positions)
 */
export async function getAuction(
  client: CausewayClientBase,
  parameters: GetAuctionParameters,
): Promise<GetAuctionReturnType> {
  const { deployment } = client
  const account = resolveAccount(client, parameters.account)
  const onHub = { chain: deployment.hubChain, args: [account] } as const
  const liquidation = { ...onHub, contract: 'liquidation', abi: liquidationAbi } as const
  const [auction, discount] = await Promise.all([
    readDeployed(client, { ...liquidation, functionName: 'auctionOf' }),
    readDeployed(client, { ...liquidation, functionName: 'discountOf' }),
  ])
  if (auction.openedAt === 0) return undefined
  const [[book, held], positions, raw] = await Promise.all([
    readDeployed(client, { ...onHub, contract: 'hub', abi: hubAbi, functionName: 'holdingsOf' }),
    getPositions(client, { account }),
    unlessRefused(
      readDeployed(client, {
        ...{ ...onHub, contract: 'riskReader', abi: riskReaderAbi },
        ...{ functionName: 'inputOf', args: [account, false] },
      }),
    ),
  ])
  const marks = await marksOf(client, account, held)
  const { openedAt, insolventAt, pace } = auction
  const input = raw && fromContractInput(raw)
  return {
    ...{ account, openedAt, pace, insolventAt: insolventAt || undefined },
    ...{ discount: Number(discount), cash: book.cash, positions },
    ...{ input, margin: input && marks && marginOf(input, marks.haircuts) },
    collateral: held.map(({ asset, amount }, i) => {
      const { chain, token } = parseAssetId(asset)
      const known = deployment.chains
        .find((entry) => entry.chain === chain)
        ?.tokens.find(({ address }) => address.toLowerCase() === token.toLowerCase())
      const { symbol, decimals } = known ?? {}
      const price = marks?.collateral[i] ?? 0n
      return { asset, chain, token, symbol, decimals, amount, price }
    }),
  }
}

/** What the hub says of tokens at mark; undefined while it cannot value the account. */
async function marksOf(
  client: CausewayClientBase,
  account: Hex,
  held: readonly { asset: Hex }[],
): Promise<{ haircuts: bigint; collateral: readonly bigint[] } | undefined> {
  if (held.length === 0) return { haircuts: 0n, collateral: [] }
  const answer = await unlessRefused(
    readDeployed(client, {
      ...({ chain: client.deployment.hubChain, contract: 'valuation', abi: valuationAbi } as const),
      ...{ functionName: 'pricesOf', args: [account, [], held.map(({ asset }) => asset)] },
    }),
  )
  if (answer === undefined) return undefined
  const [, collateral, haircuts] = answer
  return { collateral, haircuts }
}

async function unlessRefused<result>(answer: Promise<result>): Promise<result | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RevertError) return undefined
    throw error
  }
}

function marginOf(input: MarginInput, haircuts: bigint): AuctionMargin {
  const { equity, maintenance, initial } = computeMargin(input)
  return { equity, maintenance, initial, haircuts }
}

export type GetAuctionsReturnType = Auction[]
export type GetAuctionsErrorType = CausewayError

/**
 * All open auctions, the oldest first, from the events of the liquidation.
 *
 * @example
 * for (const { account, discount } of await getAuctions(client)) console.log(account, discount)
 */
export async function getAuctions(client: CausewayClientBase): Promise<GetAuctionsReturnType> {
  const { hubChain } = client.deployment
  const from = { chain: hubChain, address: contractOf(client.deployment, hubChain, 'liquidation') }
  const [opened, closed] = await Promise.all([
    findLogs(client, { ...from, event: events.auctionOpened }),
    findLogs(client, { ...from, event: events.auctionClosed }),
  ])
  const count = new Map<Hex, number>()
  for (const { args } of opened) count.set(args.account, (count.get(args.account) ?? 0) + 1)
  for (const { args } of closed) count.set(args.account, (count.get(args.account) ?? 0) - 1)
  const open = [...count].filter(([, times]) => times > 0).map(([account]) => account)
  const auctions = await Promise.all(open.map((account) => getAuction(client, { account })))
  return auctions.filter((auction) => auction !== undefined).sort((a, b) => a.openedAt - b.openedAt)
}
