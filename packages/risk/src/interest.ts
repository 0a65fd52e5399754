import { ceilDiv, WAD } from './fixedPoint.js'

/** Sums of positive and of negative cash, 18 decimals; the hub's reserved accounts aside. */
export type CashTotals = { lent: bigint; borrowed: bigint }

/** What a unit of cash has paid or earned since the start, 1e-27, as of `time` (seconds). Haircuts lower `lend`. */
export type InterestIndices = { borrow: bigint; lend: bigint; time: bigint }

const KINK = (WAD * 8n) / 10n
const RATE_AT_KINK = (WAD * 4n) / 100n
const RATE_ABOVE = (WAD * 6n) / 10n
const LENDERS_SHARE = 9n
const YEAR = 365n * 86_400n
const INDEX_ONE = 10n ** 27n

/** Borrowed over lent, 18 decimals, rounded down, at most 1. */
export function utilisation({ lent, borrowed }: CashTotals): bigint {
  if (borrowed >= lent) return borrowed === 0n ? 0n : WAD
  return (borrowed * WAD) / lent
}

/** What borrowers pay a year at a utilisation, 18 decimals, rounded down. docs/margin.md, section 8. */
export function borrowRate(used: bigint): bigint {
  if (used <= KINK) return (used * RATE_AT_KINK) / KINK
  return RATE_AT_KINK + ((used - KINK) * RATE_ABOVE) / (WAD - KINK)
}

/** What lenders earn of what borrowers pay, spread over all that is lent, rounded down. */
export function lendShare(amount: bigint, used: bigint): bigint {
  return (amount * used * LENDERS_SHARE) / (10n * WAD)
}

/** The indices at `now`, seconds: nothing moved the rate since they were written. */
export function indicesAt(
  indices: InterestIndices,
  totals: CashTotals,
  now: bigint,
): InterestIndices {
  if (totals.borrowed === 0n || indices.time === now) return indices
  const used = utilisation(totals)
  const elapsed = now - indices.time
  const growth = ceilDiv(borrowRate(used) * elapsed * (INDEX_ONE / WAD), YEAR)
  return {
    borrow: indices.borrow + growth,
    lend: indices.lend + lendShare(growth, used),
    time: now,
  }
}

/** Interest that `cash` has earned, or owes (negative), since its index stood at `since`. Rounded against the account. */
export function interestOf(cash: bigint, since: bigint, indices: InterestIndices): bigint {
  const product = cash * ((cash < 0n ? indices.borrow : indices.lend) - since)
  return product >= 0n ? product / INDEX_ONE : -ceilDiv(-product, INDEX_ONE)
}
