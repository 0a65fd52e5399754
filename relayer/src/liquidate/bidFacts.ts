import { bidRules, type MarginInput } from '@causeway/risk'
import { type Auction, type BidTaking, type CausewayClientBase, getAppendFee } from '@causeway/sdk'
import { greater, toWad } from '../bigints.js'
import type { LiquidatePolicy } from '../config.js'
import { auctionClocks } from './clocks.js'
import { isLive } from './isLive.js'
import { type BidFacts, type PlannedBid, whole } from './planBid.js'

const wad = 10n ** 18n
/** Gas of a bid, and of each leg of it, before it is simulated. */
const bidGas = 900_000n
const legGas = 250_000n

/** What is the same for all auctions of one moment. USD with 18 decimals. */
export type BidScene = {
  client: CausewayClientBase
  /** Seconds by the hub's clock. */
  now: bigint
  fund: bigint
  /** What the bidder can pay, and what he can hold beside what he holds. */
  cash: bigint
  room: bigint
  /** Wei for a unit of gas, and USD for a whole coin. */
  gasPrice: bigint
  coinPrice: bigint
}

/** What is known of an auction when a bid is considered. `input`: what the account's maintenance margin is computed from. */
export async function factsOf(
  liquidate: LiquidatePolicy,
  scene: BidScene,
  auction: Auction,
  input: MarginInput,
): Promise<BidFacts> {
  const { hubChain } = scene.client.deployment
  const places = placesOf(input, auction)
  const { openedAt, pace, collateral, positions } = auction
  const now = Number(scene.now)
  const lines = places.map((place) => {
    const held = place === undefined ? undefined : collateral[place]
    return held !== undefined && wants(liquidate, held)
  })
  const chains = [
    ...new Set(
      lines.flatMap((wanted, i) => (wanted ? (collateral[places[i] ?? -1]?.chain ?? []) : [])),
    ),
  ]
  const fees = liquidate.receiver
    ? await Promise.all(chains.map((to) => getAppendFee(scene.client, { from: hubChain, to })))
    : []
  const legs = BigInt(input.positions.length + input.lines.length)
  const gas = (bidGas + legs * legGas) * scene.gasPrice
  const elapsed = Math.max(0, now - openedAt)
  const release = fees.reduce((most, fee) => greater(most, fee), 0n)
  // they are not taken, but pay before the fund does
  const uncounted = collateral.filter((_, place) => !places.includes(place))
  return {
    input: { ...input, uncounted },
    terms: {
      ...{ discount: BigInt(auction.discount), fund: scene.fund },
      ...{ grown: grownIn(elapsed, pace), exhausted: exhaustedDiscount(auction, now) },
    },
    wants: { lines, positions: positions.map(({ instrument }) => isLive(instrument, now)) },
    isComplete: input.lines.length === collateral.length,
    limits: {
      ...{ cash: scene.cash, room: scene.room },
      maxShare: BigInt(Math.floor(liquidate.maxShare * 1_000_000)),
    },
    costs: {
      gas: (gas * scene.coinPrice) / wad,
      release: (release * scene.coinPrice) / wad,
      hedging: BigInt(Math.ceil(liquidate.hedgingCostBps * 100)),
    },
    minProfit: toWad(liquidate.minProfitUsd),
  }
}

/** How much of the way from the least to the greatest discount has been gone, ppm. */
function grownIn(elapsed: number, pace: number): bigint {
  return elapsed >= pace ? whole : BigInt(Math.floor((1_000_000 * elapsed) / pace))
}

/** The discount of what neither fund nor deleveraging could settle; undefined before, and once its declaration has run out. */
function exhaustedDiscount({ insolventAt, pace }: Auction, now: number): bigint | undefined {
  const { deleveraging, declaration } = auctionClocks
  const { leastDiscount, mostDiscount } = bidRules
  if (insolventAt === undefined) return undefined
  const since = now - insolventAt
  if (since < deleveraging || since > declaration) return undefined
  return (
    leastDiscount + ((mostDiscount - leastDiscount) * grownIn(since - deleveraging, pace)) / whole
  )
}

function wants(
  { tokens, chains }: LiquidatePolicy,
  { symbol, chain }: Auction['collateral'][number],
): boolean {
  const isToken = tokens === null || (symbol !== undefined && tokens.includes(symbol))
  return isToken && (chains === null || chains.includes(chain))
}

/** Which of the auction's tokens each line of the input is. */
export type Places = readonly (number | undefined)[]

/** They stand in the same order, but tokens that are not listed have no line. */
export function placesOf(input: MarginInput, { collateral }: Auction): Places {
  let next = 0
  return input.lines.map(({ amount }) => {
    const place = collateral.findIndex((held, i) => i >= next && held.amount === amount)
    if (place < 0) return undefined
    next = place + 1
    return place
  })
}

/** The bid as the SDK takes it. */
export function takingOf(
  auction: Auction,
  places: Places,
  { isWhole, share, taking }: PlannedBid,
): BidTaking {
  if (isWhole) return { share: Number(share) }
  return {
    collateral: taking.collateral.flatMap(({ line, amount }) => {
      const held = auction.collateral[places[line] ?? -1]
      if (held?.decimals === undefined) return []
      const units = amount / 10n ** BigInt(18 - held.decimals)
      return units === 0n ? [] : [{ chain: held.chain, token: held.token, amount: units }]
    }),
    positions: taking.positions.flatMap(({ position, size }) => {
      const held = auction.positions[position]
      return held ? [{ instrument: held.id, size }] : []
    }),
  }
}
