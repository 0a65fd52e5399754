import { type MarginInput, toContractInput } from '@causeway/risk'
import {
  encodeInstrument,
  liquidationAbi,
  parseInstrument,
  riskReaderAbi,
  toSymbol,
} from '@causeway/sdk'
import { encodeErrorResult, type Hex, zeroAddress } from 'viem'
import { lesser } from '../bigints.js'
import { type FakeHub, revertWith } from './fakeHub.js'

const one = 10n ** 18n
const perpetual = encodeInstrument(parseInstrument('ETH-PERP'))

/** What an account has on a fake hub: cash and ETH perpetuals, in USD and units of 18 decimals; perhaps one of an option worth nothing. */
export type FakeAccount = { cash: bigint; size: bigint; cost: bigint; option?: Hex }
export type FakeAuction = { openedAt: number; insolventAt?: number; discount: number }

/** A hub with ETH at `price`, whose answers follow from what stands here at that moment. */
export type FakeAuctions = {
  price: bigint
  fund: bigint
  fees: bigint
  haircut: bigint
  accounts: Map<Hex, FakeAccount>
  auctions: Map<Hex, FakeAuction>
  /** The price has left the arrays of options behind: whoever holds one cannot be valued. */
  isFarOff: boolean
  /** Who would be worse off after deleveraging. */
  refuses: ReadonlySet<Hex>
  /** What a bid answers, or why it reverts. */
  bid: (bid: { account: Hex; bidder: Hex; share: number; maxCost: bigint }) => object
}

/** First values of an underlying's risk parameters. */
export const params = {
  ...{ scanRange: 200_000, volShock: 450_000, basisRate: 10_000, floorRate: 5_000 },
  ...{ shortRate: 30_000, tenorRate: 250_000, concentration: 0 },
}

/** The margin input of an account; of nobody's, that of one that has nothing. */
export function inputIn(world: FakeAuctions, account: Hex): MarginInput {
  const { cash, size, cost } = world.accounts.get(account) ?? { cash: 0n, size: 0n, cost: 0n }
  const rates = Object.fromEntries(
    Object.entries(params).map(([name, rate]) => [name, BigInt(rate)]),
  )
  return {
    ...{ cash, mode: 'cross', initial: false, initialFactor: 1_300_000n },
    positions: size === 0n ? [] : [{ kind: 'perpetual', size, cost, market: 0 }],
    markets:
      size === 0n
        ? []
        : [{ index: world.price, confidence: 0n, mark: world.price, params: rates as never }],
    ...{ expiries: [], blobs: [], lines: [], pairs: [] },
  }
}

/** The answers of such a hub. */
export function answersOf(world: FakeAuctions): FakeHub['answers'] {
  const held = (account: unknown) => {
    const { size = 0n, cost = 0n, option } = world.accounts.get(account as Hex) ?? {}
    return [
      ...(size === 0n ? [] : [{ id: BigInt(perpetual), size, cost }]),
      ...(option === undefined ? [] : [{ id: BigInt(option), size: one, cost: 0n }]),
    ]
  }
  return {
    holdingsOf: (account) => [
      {
        cash: world.accounts.get(account as Hex)?.cash ?? 0n,
        ...{ assets: 0n, version: 1, positions: held(account).length, mode: 0 },
      },
      [],
    ],
    interestOf: () => 0n,
    risksOf: (account) => [
      held(account).map(({ id, size }) => (id << 96n) | BigInt.asUintN(96, size)),
      held(account).map(({ cost }) => cost),
    ],
    positionsOf: (account) =>
      held(account).map(({ id, size, cost }) => ({
        ...{ instrument: id, size, cost, fundingIndex: 0n },
      })),
    placesOf: (ids) => (ids as bigint[]).map(() => 0n),
    sliceOf: () => ({
      ...{ a: 10_000_000n, b: 0n, rho: 0, m: 0, sigma: 100_000_000n, basis: 0, time: 1 },
    }),
    correlations: () => [],
    riskOf: () => [{ ...params, listed: true }, 1_300_000n],
    priceOf: () => ({
      ...{ price: world.price, confidence: 0n, time: 0n, refusal: 0 },
      source: zeroAddress,
    }),
    seenOf: () => [0n, 0n],
    premiumOf: () => 0n,
    inputOf(account, initial) {
      const { option } = world.accounts.get(account as Hex) ?? {}
      if (world.isFarOff && option !== undefined)
        throw revertWith(
          encodeErrorResult({
            abi: riskReaderAbi,
            ...{ errorName: 'Risk_StaleArray', args: [toSymbol('ETH'), 0, 0n] },
          }),
        )
      return toContractInput({ ...inputIn(world, account as Hex), initial: initial as boolean })
    },
    auctionOf: (account) => {
      const { openedAt = 0, insolventAt = 0 } = world.auctions.get(account as Hex) ?? {}
      return { openedAt, insolventAt, pace: 1_200, lossRate: 0n }
    },
    discountOf: (account) => BigInt(world.auctions.get(account as Hex)?.discount ?? 0),
    fund: () => world.fund,
    haircut: () => world.haircut,
    cashWaitsUntil: () => 0n,
    open: () => undefined,
    declare: () => undefined,
    close: () => undefined,
    deleverage(_, counterparty) {
      if (!world.refuses.has(counterparty as Hex)) return undefined
      throw revertWith(
        encodeErrorResult({
          abi: liquidationAbi,
          ...{ errorName: 'Liquidation_NoBetter', args: [counterparty as Hex, 0n, 0n] },
        }),
      )
    },
    undoHaircut: () => lesser(lesser(world.fund, world.haircut), 1_000n * one),
    sweepFees: () => world.fees,
    bid: (bid) => world.bid(bid as never),
  }
}

/** What is enough to begin with: ETH at 2,000 and nobody there. */
export function createFakeAuctions(): FakeAuctions {
  return {
    ...{ price: 2_000n * one, fund: 0n, fees: 0n, accounts: new Map(), auctions: new Map() },
    ...{ isFarOff: false, haircut: 0n, refuses: new Set<Hex>() },
    bid: () => {
      throw new Error('nobody said what a bid comes to')
    },
  }
}
