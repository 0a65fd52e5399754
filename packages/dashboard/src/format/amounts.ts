import { formatUnits } from 'viem'

/** Which way what is not shown is rounded: an account never looks richer than it is, nor its needs smaller. */
export type Rounding = 'down' | 'up'

export type AmountOptions = {
  /** Decimals of the unit. Default 18. */
  decimals?: number
  /** Digits after the point, at most. Default 2. */
  digits?: number
  rounding?: Rounding
}

/** An amount with separators and so many digits after the point, from the whole number alone: nothing becomes a float. */
export function showAmount(amount: bigint, options: AmountOptions = {}): string {
  const { decimals = 18, digits = 2, rounding = 'down' } = options
  const kept = Math.min(digits, decimals)
  const unit = 10n ** BigInt(decimals - kept)
  const rounded = rounding === 'up' ? -floorDiv(-amount, unit) : floorDiv(amount, unit)
  const [whole = '0', rest = ''] = formatUnits(rounded < 0n ? -rounded : rounded, kept).split('.')
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const point = kept > 0 ? `.${rest.padEnd(kept, '0')}` : ''
  return `${rounded < 0n ? '−' : ''}${separated}${point}`
}

/** USD with 18 decimals. */
export function showUsd(amount: bigint, options: Omit<AmountOptions, 'decimals'> = {}): string {
  const text = showAmount(amount, options)
  return text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`
}

/** A quantity without the zeros behind its last digit, up to six digits after the point. */
export function showQuantity(amount: bigint, decimals = 18, digits = 6): string {
  const text = showAmount(amount, { decimals, digits })
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** All digits, for whoever wants to know. */
export function exact(amount: bigint, decimals = 18): string {
  return formatUnits(amount, decimals)
}

/** A ratio with 18 decimals in percent, rounded down. */
export function showPercent(ratio: bigint, digits = 0): string {
  return `${showAmount(ratio * 100n, { digits })} %`
}

/** Parts of a million in percent. */
export function showPpm(ppm: bigint, digits = 1): string {
  return `${showAmount(ppm, { decimals: 4, digits })} %`
}

/** For lengths of bars and shades of cells alone: a float of USD. */
export function toPixels(amount: bigint): number {
  return Number(amount / 10n ** 12n) / 1e6
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n ? quotient - 1n : quotient
}
