import { ceilDiv, WAD } from '../fixedPoint.js'
import { abs, max, min } from '../margin/charges.js'
import { computeMargin } from '../margin/computeMargin.js'
import { at } from '../margin/legs.js'
import type { MarginInput, PositionInput } from '../margin/marginInput.js'
import type { Margin, MarginReport } from '../margin/marginReport.js'
import { tradeValue } from './realise.js'
import { withCash, withCollateral } from './withHoldings.js'
import { type TradedInstrument, withPosition } from './withPosition.js'

const PPM = 1_000_000n
/** What bids are judged by: docs/parameters.json says why. */
export const bidRules = {
  /** An account that needs less than this is taken over whole, or not at all: USD, 18 decimals. */
  dust: 100n * WAD,
  /** A bid may overshoot by one of so many parts of initial margin. */
  slack: 100n,
  /** The fund's part of a discount is one of so many. */
  feeShare: 10n,
  /** The discount at the opening, ppm of the maintenance released; it counts while the account is above maintenance. */
  leastDiscount: 50_000n,
  /** And at the end. */
  mostDiscount: 500_000n,
  /** Of tokens that release no maintenance, one of so many of their value counts instead. */
  uncounted: 5n,
} as const

/** What an account in auction has: beside its margin's input, tokens with a price that count nothing, as all of an isolated account do. */
export type AuctionedAccount = MarginInput & {
  uncounted?: readonly { amount: bigint; price: bigint }[] | undefined
}

/** What a bid takes of an account, by number: amounts and sizes without sign, 18 decimals. */
export type Taking = {
  collateral: readonly { line: number; amount: bigint }[]
  uncounted?: readonly { token: number; amount: bigint }[] | undefined
  positions: readonly { position: number; size: bigint }[]
}

/** What an auction pays at a moment: rates in ppm, the insurance fund in USD, 18 decimals. */
export type AuctionTerms = {
  discount: bigint
  grown: bigint
  fund: bigint
  /** The discount that counts when the fund is exhausted: once deleveraging had its time, while the declaration holds. */
  exhausted?: bigint | undefined
}

/**
 * Why a bid would not stand: it takes `nothing`, the account is `no-better`, what is left would be `dust`, more is taken than
 * restores initial margin (`excessive`), or the fund has too little for what an insolvent account lacks (`fund`).
 */
export type BidRefusal = 'nothing' | 'no-better' | 'dust' | 'excessive' | 'fund'

/** What a bid comes to: USD, 18 decimals. */
export type TakeOver = {
  refusal: BidRefusal | undefined
  before: Margin
  /** What the account has and needs afterwards, everything paid. */
  left: Margin
  /** The account is above initial margin again, so that its auction closes. */
  closes: boolean
  /** At mark, without haircut, it owed more than it had. */
  isInsolvent: boolean
  /** Maintenance that the bidder takes over. */
  released: bigint
  /** Off the mark, or what the fund pays for taking over. */
  discount: bigint
  fee: bigint
  covered: bigint
  /** Cash that the bidder pays for collateral and options, less the discount. */
  cost: bigint
  /** What the bidder holds of it afterwards, without sign: tokens at their price, positions at their notional. */
  notional: bigint
}

/** A share, in ppm, of everything that an account has, rounded down as the hub does it. */
export function shareOf(input: AuctionedAccount, share: bigint): Taking {
  return {
    collateral: input.lines.map(({ amount }, line) => ({ line, amount: (amount * share) / PPM })),
    ...(input.uncounted && {
      uncounted: input.uncounted.map(({ amount }, token) => ({
        ...{ token, amount: (amount * share) / PPM },
      })),
    }),
    positions: input.positions
      .map(({ size }, position) => ({ position, size: ((size < 0n ? -size : size) * share) / PPM }))
      .filter(({ size }) => size > 0n),
  }
}

/**
 * What a bid would come to, as `Liquidation.bid` judges it from the same input: that of maintenance margin. The bidder's own margin is
 * not asked for.
 *
 * @throws RangeError when more is named than there is
 */
export function takeOver(account: AuctionedAccount, taking: Taking, terms: AuctionTerms): TakeOver {
  const input = { ...account, initial: false }
  const report = computeMargin(input)
  const { taken, value, notional, after } = seize(input, taking, report)
  const rest = computeMargin(after)
  const gained = max(rest.equity - report.equity, 0n)
  const isCounted = rest.maintenance < report.maintenance
  const isSame = rest.maintenance === report.maintenance
  const released = isCounted
    ? report.maintenance - rest.maintenance
    : isSame
      ? min(gained, value / bidRules.uncounted)
      : 0n
  const atMark = report.equity + haircutsOf(input, report)
  const isInsolvent = atMark < 0n
  const paid =
    isInsolvent && !isSame
      ? payTakeover(terms, { lacking: -atMark, released, maintenance: report.maintenance })
      : payDiscount(
          (released *
            (report.equity >= report.maintenance ? bidRules.leastDiscount : terms.discount)) /
            PPM,
          mostDiscount(report, rest),
        )
  const before = marginOf(report)
  const left = { ...marginOf(rest), equity: rest.equity + paid.change }
  const { isExhausted, change: _, ...sums } = { isExhausted: false, ...paid }
  const result = { before, left, isInsolvent, released, ...sums, notional }
  return {
    ...result,
    cost: taken - paid.discount,
    closes: left.equity >= left.initial,
    refusal: isExhausted ? 'fund' : refusalOf(taking, result),
  }
}

/** What haircuts take off tokens, and all of those that count nothing. */
function haircutsOf({ lines, uncounted = [] }: AuctionedAccount, report: MarginReport): bigint {
  const worthOf = ({ amount, price }: { amount: bigint; price: bigint }) => (amount * price) / WAD
  return (
    lines.reduce((sum, line, i) => sum + worthOf(line) - at(report.lines, i, 'line').value, 0n) +
    uncounted.reduce((sum, token) => sum + worthOf(token), 0n)
  )
}

/** Moves at mark what is named, the last position first: a closed one leaves its place to the last. */
function seize(account: AuctionedAccount, taking: Taking, report: MarginReport) {
  const { uncounted: others = [], ...input } = account
  const { collateral, uncounted = [], positions } = taking
  let [after, taken, notional]: [MarginInput, bigint, bigint] = [input, 0n, 0n]
  for (const { position, size } of [...positions].sort((a, b) => b.position - a.position)) {
    const held = at(input.positions, position, 'position')
    const { price, notional: whole } = at(report.positions, position, 'position')
    if (size <= 0n || size > abs(held.size)) throw new RangeError(`position ${position} has less`)
    const sold = held.size > 0n ? -size : size
    after = withPosition(after, { instrument: instrumentOf(held), size: sold, price })
    if ('strike' in held) taken -= tradeValue(sold, price)
    notional += ceilDiv(abs(whole) * size, abs(held.size))
  }
  let value = 0n
  for (const { line, amount } of collateral) {
    const worth = ceilDiv(amount * at(input.lines, line, 'line').price, WAD)
    after = withCollateral(after, { line, amount: -amount })
    value += worth
  }
  for (const { token, amount } of uncounted) {
    const held = at(others, token, 'uncounted token')
    if (amount > held.amount) throw new RangeError(`uncounted token ${token} has less`)
    value += ceilDiv(amount * held.price, WAD)
  }
  return {
    after: withCash(after, value),
    value,
    taken: taken + value,
    notional: notional + value,
  }
}

function instrumentOf(position: PositionInput): TradedInstrument {
  const { market, kind } = position
  if (kind === 'perpetual') return { kind, market }
  const { expiry } = position
  return kind === 'future'
    ? { kind, market, expiry }
    : { kind, market, expiry, strike: position.strike }
}

/** What the account can give without being worse off: its equity over maintenance must not fall. */
function mostDiscount(before: Margin, left: Margin): bigint {
  if (before.maintenance === left.maintenance) return max(left.equity - before.equity, 0n)
  return max(left.equity - ceilDiv(before.equity * left.maintenance, before.maintenance), 0n)
}

/** It is solvent: it pays the discount, of which the fund gets its part. */
function payDiscount(due: bigint, most: bigint) {
  const whole = min(due, most)
  const fee = whole / bidRules.feeShare
  return { discount: whole - fee, fee, covered: 0n, change: -whole }
}

/** It is not: the fund pays what it lacks, and a sum that grows with time to who takes over. */
function payTakeover(
  { grown, fund, exhausted }: AuctionTerms,
  facts: { lacking: bigint; released: bigint; maintenance: bigint },
) {
  const { lacking, released, maintenance } = facts
  const covered = maintenance === 0n ? 0n : ceilDiv(lacking * released, maintenance)
  if (fund < covered) {
    // somebody must take what is left all the same: for a discount that adds to its debt
    const due = (released * (exhausted ?? 0n)) / PPM
    return { ...payDiscount(due, due), isExhausted: exhausted === undefined }
  }
  const most =
    maintenance > lacking ? (((maintenance - lacking) * released) / maintenance) * grown : 0n
  const discount = max(min(most / PPM, fund - covered), 0n)
  return { discount, fee: 0n, covered, change: covered }
}

function refusalOf(
  { collateral, uncounted = [], positions }: Taking,
  bid: Pick<TakeOver, 'before' | 'left' | 'isInsolvent' | 'released'>,
): BidRefusal | undefined {
  const { before, left, isInsolvent } = bid
  if (collateral.length + uncounted.length + positions.length === 0) return 'nothing'
  if (bid.released === 0n) return 'no-better'
  const lacked = before.initial - before.equity
  const lacks = left.initial - left.equity
  const isNoWorse = left.equity * before.maintenance >= before.equity * left.maintenance
  if (lacks >= lacked || !(isInsolvent || isNoWorse)) return 'no-better'
  if (lacks > 0n)
    return left.maintenance > 0n && left.maintenance < bidRules.dust ? 'dust' : undefined
  const most = max(
    before.initial / bidRules.slack,
    before.maintenance <= bidRules.dust ? 2n * bidRules.dust : 0n,
  )
  return -lacks > most ? 'excessive' : undefined
}

function marginOf({ equity, requirement, maintenance, initial }: MarginReport): Margin {
  return { equity, requirement, maintenance, initial }
}
