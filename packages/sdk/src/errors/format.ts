import { decodeInstrument, formatInstrument } from '@causeway/risk'
import { type Address, formatUnits, type Hex, hexToString, isAddressEqual, numberToHex } from 'viem'
import type { Deployment } from '../deployment.js'

/** What helps to say an error in words. */
export type ErrorContext = { deployment?: Deployment | undefined; chain?: number | undefined }

/** The arguments of a custom error by name, as viem decodes them. */
export type ErrorArguments = Readonly<Record<string, unknown>>

/** A chain in words, e.g. `arbitrum`. */
export function sayChain(context: ErrorContext, chain: unknown): string {
  const entry = context.deployment?.chains.find((c) => c.chain === Number(chain))
  return entry ? entry.name : `chain ${chain}`
}

/** A token of the context's chain in words, e.g. `USDC`. */
export function sayToken(context: ErrorContext, token: unknown): string {
  return find(context, context.chain, token as Address)?.symbol ?? String(token)
}

/** An amount in units of a token of the context's chain, e.g. `1.5 USDC`. */
export function sayAmount(context: ErrorContext, token: unknown, amount: unknown): string {
  return say(find(context, context.chain, token as Address), token, amount as bigint)
}

/** An asset (chain and token) in words, e.g. `USDC on arbitrum`. */
export function sayAsset(context: ErrorContext, asset: unknown): string {
  const { chain, token } = split(asset as Hex)
  return `${find(context, chain, token)?.symbol ?? token} on ${sayChain(context, chain)}`
}

/** An amount in units of an asset, e.g. `1.5 USDC`. */
export function sayAssetAmount(context: ErrorContext, asset: unknown, amount: unknown): string {
  const { chain, token } = split(asset as Hex)
  return say(find(context, chain, token), token, amount as bigint)
}

/** An 18-decimal amount of cash, e.g. `1.25`. */
export function sayCash(amount: unknown): string {
  return formatUnits(amount as bigint, 18)
}

/** An underlying (6 bytes) in words, e.g. `ETH`. */
export function sayUnderlying(underlying: unknown): string {
  return hexToString(underlying as Hex).replaceAll('\0', '') || 'an underlying without a name'
}

/** An instrument, as the contracts' number, in words, e.g. `ETH-PERP`. */
export function sayInstrument(instrument: unknown): string {
  const id = numberToHex(instrument as bigint, { size: 20 })
  try {
    return formatInstrument(decodeInstrument(id))
  } catch {
    return `instrument ${id}`
  }
}

/** An expiry of an underlying in words, e.g. `ETH of 2026-12-25T08:00:00Z`. */
export function sayExpiry(underlying: unknown, expiry: unknown): string {
  return `${sayUnderlying(underlying)} of ${sayTime(expiry)}`
}

/** A strike in 1e-8 USD in words, e.g. `4000`. */
export function sayStrike(strike: unknown): string {
  return formatUnits(strike as bigint, 8)
}

/** A time in seconds in words, e.g. `2026-01-01T00:00:00Z`; `an unknown time` for 0 and nonsense. */
export function sayTime(seconds: unknown): string {
  const value = Number(seconds)
  if (!(value > 0 && value < 1e11)) return 'an unknown time'
  return new Date(value * 1_000).toISOString().replace('.000Z', 'Z')
}

function find({ deployment }: ErrorContext, chain: number | undefined, token: Address) {
  return deployment?.chains
    .find((c) => c.chain === chain)
    ?.tokens.find((t) => isAddressEqual(t.address, token))
}

function say(
  token: { symbol: string; decimals: number } | undefined,
  address: unknown,
  amount: bigint,
): string {
  return token
    ? `${formatUnits(amount, token.decimals)} ${token.symbol}`
    : `${amount} units of ${address}`
}

function split(asset: Hex): { chain: number; token: Address } {
  return { chain: Number(BigInt(asset.slice(0, 26))), token: `0x${asset.slice(26)}` }
}
