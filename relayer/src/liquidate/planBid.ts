import {
  type AuctionedAccount,
  type AuctionTerms,
  bidRules,
  shareOf,
  type TakeOver,
  type Taking,
  takeOver,
} from '@causeway/risk'

/** All of something, in ppm. */
export const whole = 1_000_000n
/** Of what a bid may overshoot, a half is left for prices that move until its block. */
const spareSlack = 2n * bidRules.slack

/** What is known when a bid is considered. USD and quantities with 18 decimals, shares and rates in ppm. */
export type BidFacts = {
  /** What the maintenance margin of the account in auction is computed from, and what it has that counts nothing. */
  input: AuctionedAccount
  terms: AuctionTerms
  /** Whether each token and position of the input is wanted. */
  wants: { lines: readonly boolean[]; positions: readonly boolean[] }
  /** Everything that the account has is in the input, and can be taken at once as a share. */
  isComplete: boolean
  /** What the bidder can pay, and what he can hold beside what he holds. */
  limits: { cash: bigint; room: bigint; maxShare: bigint }
  /** What the bid costs: gas; what each token's release costs; hedging, in ppm of notional. */
  costs: { gas: bigint; release: bigint; hedging: bigint }
  minProfit: bigint
}

/** A bid and what it is expected to earn after its costs. */
export type PlannedBid = {
  kind: 'bid'
  /** Of what is wanted. */
  share: bigint
  /** As one share of everything instead of single legs. */
  isWhole: boolean
  taking: Taking
  outcome: TakeOver
  costs: bigint
  profit: bigint
}
/** Why there is no bid; `profit`: what the largest one would earn. */
export type NoBid = {
  kind: 'wait'
  reason: 'unwanted' | 'no room' | 'no better' | 'fund exhausted' | 'unprofitable'
  profit?: bigint
}

/**
 * The largest bid that the policy allows: as much of what is wanted as restores initial margin without overshooting, within the
 * bidder's cash and room, leaving no dust, if it earns enough after gas and hedging. A pure function.
 */
export function planBid(facts: BidFacts): PlannedBid | NoBid {
  const { limits, costs, minProfit, input } = facts
  if (legsOf(facts, whole).length === 0) return { kind: 'wait', reason: 'unwanted' }
  const share = largest(facts, limits.maxShare)
  if (share === 0n) return { kind: 'wait', reason: whyNone(facts) }
  const { taking, outcome } = bidAt(facts, share)
  if (outcome.refusal !== undefined) return { kind: 'wait', reason: 'no better' }
  const spent =
    costs.gas +
    costs.release * BigInt(taking.collateral.length) +
    (outcome.notional * costs.hedging + whole - 1n) / whole
  const profit = outcome.discount - spent
  if (profit < minProfit) return { kind: 'wait', reason: 'unprofitable', profit }
  const { lines, positions } = facts.wants
  const isAll = [...lines, ...positions].every(Boolean)
  const isWhole = facts.isComplete && isAll && input.mode !== 'isolated'
  return { kind: 'bid', share, isWhole, taking, outcome, costs: spent, profit }
}

/** The largest share that neither overshoots nor needs more than bidder and fund have, and leaves no dust; 0 for none. */
function largest(facts: BidFacts, maxShare: bigint): bigint {
  const fits = (share: bigint) => {
    const { outcome } = bidAt(facts, share)
    const { cash, room } = facts.limits
    return !overshoots(outcome) && outcome.refusal !== 'fund' && !isTooMuch(outcome, cash, room)
  }
  const share = lastShare(maxShare, fits)
  if (share === 0n || bidAt(facts, share).outcome.refusal !== 'dust') return share
  return lastShare(share, (part) => bidAt(facts, part).outcome.left.maintenance >= bidRules.dust)
}

/** More is taken than restores initial margin, but for half of the slack; an account of little may be taken whole. */
function overshoots({ before, left }: TakeOver): boolean {
  const over = left.equity - left.initial
  return (
    over > before.initial / spareSlack &&
    !(before.maintenance <= bidRules.dust && over <= 2n * bidRules.dust)
  )
}

function isTooMuch({ cost, notional }: TakeOver, cash: bigint, room: bigint): boolean {
  return cost > cash || notional > room
}

/** The largest share up to `most` for which something holds that ceases to hold as shares grow; 0 for none. */
function lastShare(most: bigint, holds: (share: bigint) => boolean): bigint {
  if (holds(most)) return most
  let [yes, no] = [0n, most]
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

function whyNone(facts: BidFacts): NoBid['reason'] {
  const { outcome } = bidAt(facts, 1n)
  const { cash, room } = facts.limits
  if (outcome.refusal === 'fund') return 'fund exhausted'
  return isTooMuch(outcome, cash, room) ? 'no room' : 'no better'
}

function bidAt(facts: BidFacts, share: bigint): { taking: Taking; outcome: TakeOver } {
  const { lines, positions } = facts.wants
  const all = shareOf(facts.input, share)
  const taking = {
    collateral: all.collateral.filter(({ line, amount }) => lines[line] && amount > 0n),
    positions: all.positions.filter(({ position }) => positions[position]),
  }
  return { taking, outcome: takeOver(facts.input, taking, facts.terms) }
}

function legsOf(facts: BidFacts, share: bigint) {
  const { collateral, positions } = bidAt(facts, share).taking
  return [...collateral, ...positions]
}
