import {
  fromContractInput,
  type LiquidationPrices,
  liquidationPrice,
  type MarginInput,
  type Standing,
  standingOf,
} from '@causeway/risk'
import type { ContractFunctionReturnType } from 'viem'
import { clearingAbi, hubAbi, type liquidationAbi, riskReaderAbi } from '../abis/index.js'
import { resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { type BidOnAuctionParameters, type BidOutcome, previewRequest } from './bidOnAuction.js'
import { completeInput } from './completeInput.js'
import { getMargin } from './getMargin.js'
import { named } from './getPositions.js'
import { readRequest } from './read.js'
import { simulateAll } from './simulateSequence.js'
import { refreshesForBid, resolveTaking } from './taking.js'

export type PreviewBidderParameters = Omit<BidOnAuctionParameters, 'maxCost' | 'deadline'>
export type PreviewBidderReturnType = {
  /** What the bid would come to. */
  outcome: BidOutcome
  /** The bidder's margin now and with what he has taken over. */
  before: Standing
  after: Standing
  /** Of each underlying of the bidder afterwards. */
  liquidation: { before?: LiquidationPrices; after: LiquidationPrices }[]
  underlyings: string[]
  /** The bidder's account afterwards. */
  account: MarginInput
}
export type PreviewBidderErrorType = CausewayError

/**
 * What a bid would come to, and what it would do to the bidder's own margin: the hub runs it, with the refreshes that it needs,
 * and is asked afterwards. Nothing is sent. It needs a node that knows `eth_simulateV1`.
 *
 * @example
 * const { outcome, after } = await previewBidder(client, { account, share: 100_000, receiver: client.account.address })
 *
 * @throws RevertError that says why the bid would not stand, the bidder's own margin included
 */
export async function previewBidder(
  client: CausewayClientBase,
  parameters: PreviewBidderParameters,
): Promise<PreviewBidderReturnType> {
  const bidder = resolveAccount(client, parameters.bidder)
  const liquidated = resolveAccount(client, parameters.account)
  const taking = resolveTaking(client, parameters)
  const [before, refreshes, { asOwner, request }] = await Promise.all([
    getMargin(client, { account: bidder }),
    refreshesForBid(client, { bidder, liquidated }, taking),
    previewRequest(client, parameters),
  ])
  const reads = [
    readRequest(client, {
      ...{ contract: 'riskReader', abi: riskReaderAbi, functionName: 'inputOf' },
      args: [bidder, true],
    }),
    readRequest(client, {
      ...{ contract: 'clearing', abi: clearingAbi, functionName: 'positionsOf', args: [bidder] },
    }),
    readRequest(client, {
      ...{ contract: 'hub', abi: hubAbi, functionName: 'holdingsOf', args: [bidder] },
    }),
  ]
  const results = await simulateAll(asOwner, [...refreshes, request, ...reads])
  const [outcome, raw, positions, [, holdings]] = results.slice(refreshes.length) as [
    ContractFunctionReturnType<typeof liquidationAbi, 'payable', 'bid'>,
    ContractFunctionReturnType<typeof riskReaderAbi, 'view', 'inputOf'>,
    ContractFunctionReturnType<typeof clearingAbi, 'view', 'positionsOf'>,
    ContractFunctionReturnType<typeof hubAbi, 'view', 'holdingsOf'>,
  ]
  const { input, underlyings } = await completeInput(client, {
    ...{ account: bidder, input: fromContractInput(raw), holdings },
    positions: positions.map(({ instrument }) => named(instrument)),
  })
  return {
    ...{ outcome, underlyings, account: input },
    before: standingOf({ ...before.input, initial: true }),
    after: standingOf({ ...input, initial: true }),
    liquidation: underlyings.map((name, m) => {
      const was = before.underlyings.indexOf(name)
      return {
        after: liquidationPrice(input, m),
        ...(was >= 0 && { before: liquidationPrice(before.input, was) }),
      }
    }),
  }
}
