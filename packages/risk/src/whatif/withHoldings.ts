import { at } from '../margin/legs.js'
import type { LineInput, MarginInput } from '../margin/marginInput.js'

/** Tokens put in, or taken out below 0: `amount` 18 decimals. `line`: which one, or what the token is when it is new. */
export type CollateralChange = { line: number | Omit<LineInput, 'amount'>; amount: bigint }

/** The account with cash put in, or taken out below 0: USD, 18 decimals. */
export function withCash(input: MarginInput, amount: bigint): MarginInput {
  return { ...input, cash: input.cash + amount }
}

/**
 * The account with tokens put in or taken out. A line keeps its number when nothing is left of it. Tokens are no
 * collateral of an isolated account, so that they change nothing in one.
 *
 * @throws RangeError when more is taken than there is
 */
export function withCollateral(input: MarginInput, change: CollateralChange): MarginInput {
  if (input.mode === 'isolated' && typeof change.line !== 'number') return input
  const number = typeof change.line === 'number' ? change.line : input.lines.length
  const line = typeof change.line === 'number' ? at(input.lines, number, 'line') : change.line
  const amount = ('amount' in line ? (line.amount as bigint) : 0n) + change.amount
  if (amount < 0n) throw new RangeError(`line ${number} has not ${-change.amount} to take`)
  const lines = [...input.lines]
  lines[number] = { ...line, amount }
  return { ...input, lines }
}
