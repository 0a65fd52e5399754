import { computeMargin } from '../margin/computeMargin.js'
import { at } from '../margin/legs.js'
import type { MarginInput } from '../margin/marginInput.js'
import { judge } from './judge.js'
import { lastTrue } from './search.js'

/** Cash, or the number of a token; in token units of so many decimals (18 by default). */
export type MaxWithdrawalParameters = { asset: 'cash' | { line: number }; decimals?: number }

/**
 * The most that can leave so that the account is healthy afterwards: 18 decimals, rounded down to token units. More than
 * the cash may leave where tokens are collateral: it is borrowed. Fees, vaults and limits of the way out are not
 * considered.
 */
export function maxWithdrawal(input: MarginInput, parameters: MaxWithdrawalParameters): bigint {
  const { asset, decimals = 18 } = parameters
  const unit = 10n ** BigInt(18 - decimals)
  const account = { ...input, initial: true }
  const most = asset === 'cash' ? mostCash(account) : at(account.lines, asset.line, 'line').amount
  if (most < unit) return 0n
  const isAccepted = (units: bigint) => {
    const amount = -units * unit
    const change =
      asset === 'cash'
        ? ({ type: 'cash', amount } as const)
        : ({ type: 'collateral', line: asset.line, amount } as const)
    return judge(account, [change]).accepted
  }
  const all = most / unit
  if (isAccepted(all)) return all * unit
  // nothing may be taken from who is short of margin already; that "taking nothing" is a deposit says no more
  return lastTrue(0n, all, isAccepted) * unit
}

/** Nothing needed depends on cash, but that an account which neither owes nor holds anything needs nothing. */
function mostCash(account: MarginInput): bigint {
  const own = account.cash > 0n ? account.cash : 0n
  if (!account.lines.some(({ amount }) => amount > 0n)) return own
  // as one that owes
  const { equity, initial } = computeMargin({ ...account, cash: -1n })
  const free = equity + 1n + account.cash - initial
  return account.positions.length === 0 && free < own ? own : free
}
