import type { MarginInput } from '@causeway/risk'
import { formatUnits } from 'viem'

/** What the lab looks at: whose it is does not matter. */
export type Portfolio = {
  input: MarginInput
  underlyings: readonly string[]
  /** The input with the tokens that count nothing in isolated margin, for the other modes; undefined where it is the same. */
  withTokens?: MarginInput
}

/** A position or a token of a portfolio, in words. */
export function legName({ input, underlyings }: Portfolio, of: 'position' | 'line', n: number) {
  if (of === 'line') {
    const market = input.lines[n]?.market
    return market === undefined ? 'stable collateral' : `${underlyings[market]} collateral`
  }
  const position = input.positions[n]
  if (!position) return ''
  const name = underlyings[position.market] ?? ''
  if (position.kind === 'perpetual') return `${name} perpetual`
  const days = Math.ceil(Number(input.expiries[position.expiry]?.tau ?? 0n) / 86_400)
  const when = `in ${days} ${days === 1 ? 'day' : 'days'}`
  if (position.kind === 'future') return `${name} future ${when}`
  return `${name} ${formatUnits(position.strike, 8)} ${position.kind} ${when}`
}
