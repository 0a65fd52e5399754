import { at, isOption, isSettled, strikeOf } from '../margin/legs.js'
import type { BlobInput, MarginInput } from '../margin/marginInput.js'
import { riskGrid, riskRow } from '../riskArray.js'
import { variance } from '../svi.js'

/** Rows of some strikes (1e-8 USD) of an expiry, as `refresh` would write them at the present forward. */
export function makeArrays(
  input: Pick<MarginInput, 'markets' | 'expiries'>,
  expiry: number,
  strikes: readonly bigint[],
): BlobInput {
  const of = at(input.expiries, expiry, 'expiry')
  const { scanRange, volShock } = at(input.markets, of.market, 'market').params
  const grid = riskGrid({ tau: of.tau, scanRange, volShock })
  const rows = strikes.map((units) => {
    const [forward, strike] = [of.forward, units * 10n ** 10n]
    return riskRow(grid, forward, strike, variance(of.slice, { forward, strike }, of))
  })
  return { expiry, anchor: of.forward, scanRange, rows }
}

/**
 * The account after `refresh` of what it holds: each blob that `isDue` is written anew, with the rows of the options
 * held and no others. Blobs keep their numbers, rows do not.
 */
export function refreshArrays(
  input: MarginInput,
  isDue: (blob: BlobInput) => boolean = () => true,
): MarginInput {
  const held = input.blobs.map((blob) => (isDue(blob) ? new Map<bigint, number>() : undefined))
  const positions = input.positions.map((position) => {
    if (!isOption(position) || isSettled(input, position)) return position
    const rows = held[position.blob]
    if (rows === undefined) return position
    if (!rows.has(position.strike)) rows.set(position.strike, rows.size)
    return { ...position, row: rows.get(position.strike) as number }
  })
  const blobs = input.blobs.map((blob, b) => {
    const rows = held[b]
    if (rows === undefined || at(input.expiries, blob.expiry, 'expiry').settled) return blob
    return makeArrays(input, blob.expiry, [...rows.keys()])
  })
  return { ...input, positions, blobs }
}

/** The row of a strike where another option of it is held. */
export function findRow(
  input: MarginInput,
  expiry: number,
  strike: bigint,
): { blob: number; row: number } | undefined {
  return input.positions
    .filter(isOption)
    .find((p) => p.expiry === expiry && strikeOf(p) === strike * 10n ** 10n)
}
