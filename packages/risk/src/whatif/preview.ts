import type { MarginInput } from '../margin/marginInput.js'
import { type Change, judge, type Standing, standingOf, type Verdict } from './judge.js'
import {
  type LiquidationOptions,
  type LiquidationPrices,
  liquidationPrice,
} from './liquidationPrice.js'

export type Preview = {
  before: Standing
  after: Standing
  verdict: Verdict
  accepted: boolean
  /** Of each underlying of the account afterwards, in its order; nothing when not asked for. */
  liquidation: readonly { before?: LiquidationPrices; after: LiquidationPrices }[]
  /** The account afterwards. */
  account: MarginInput
}

/**
 * Margin before and after a change, or several in one call, and whether the hub accepts it. Initial margin counts the
 * arrays of the input as they are; the hub wants them current: see `atPrices` and `refreshArrays`.
 *
 * @throws RangeError for a change that cannot be made
 */
export function preview(
  input: MarginInput,
  change: Change | readonly Change[],
  options: LiquidationOptions & { liquidation?: boolean } = {},
): Preview {
  const before = standingOf({ ...input, initial: true })
  const changes: readonly Change[] = 'type' in change ? [change] : change
  const { account, after, verdict, accepted } = judge(input, changes, () => before)
  const liquidation =
    options.liquidation === false
      ? []
      : account.markets.map((_, m) => ({
          after: liquidationPrice(account, m, options),
          ...(m < input.markets.length && { before: liquidationPrice(input, m, options) }),
        }))
  return { before, after, verdict, accepted, liquidation, account }
}
