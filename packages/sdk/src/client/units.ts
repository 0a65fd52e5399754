import { formatUnits, parseUnits } from 'viem'
import { InputError } from '../errors/causewayError.js'

/**
 * A decimal string as token units, exactly: nothing is rounded.
 *
 * @example
 * parseAmount('1.5', 6) // 1_500_000n
 *
 * @throws InputError for anything but a plain positive decimal, or one with more places than the token has
 */
export function parseAmount(text: string, decimals: number): bigint {
  const trimmed = text.trim()
  if (!/^\d+(\.\d+)?$/.test(trimmed))
    throw new InputError(
      `"${text}" is not an amount: write a plain decimal such as 12 or 0.5, with a point and without separators.`,
    )
  const places = trimmed.split('.')[1]?.replace(/0+$/, '').length ?? 0
  if (places > decimals)
    throw new InputError(
      `"${text}" has ${places} decimal places, the token has ${decimals}: it cannot be expressed exactly.`,
    )
  const amount = parseUnits(trimmed, decimals)
  if (amount === 0n) throw new InputError('The amount is zero: give an amount above zero.')
  if (amount >= 1n << 128n) throw new InputError(`"${text}" is more than any vault can hold.`)
  return amount
}

/** Token units as a decimal string, exactly. */
export function formatAmount(amount: bigint, decimals: number): string {
  return formatUnits(amount, decimals)
}

/** Token units in the hub's 18 decimals, exactly. */
export function toBookUnits(amount: bigint, decimals: number): bigint {
  return amount * 10n ** BigInt(18 - decimals)
}

/** The hub's 18 decimals in token units, rounded down. */
export function toTokenUnitsDown(amount: bigint, decimals: number): bigint {
  return amount / 10n ** BigInt(18 - decimals)
}
