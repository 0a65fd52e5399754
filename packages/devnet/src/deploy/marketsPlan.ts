import { type Address, isAddress } from 'viem'
import { z } from 'zod'

const address = z
  .string()
  .refine((value): value is Address => isAddress(value, { strict: false }), 'an address')
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes')
const ppm = z.number().int().min(0).max(1_000_000)
const symbol = z.string().regex(/^[A-Z0-9]{1,6}$/, 'up to six capitals or digits')

/** Futures and options of one expiry. */
export const expiryPlanSchema = z.object({
  /** Seconds. */
  time: z.number().int().positive(),
  /** Most open interest of the future, in units; without it there is none. */
  futureCap: decimal.optional(),
  /** Strikes of calls and puts, in USD. */
  strikes: z.array(decimal),
  /** Most open interest of each option, in units. */
  optionCap: decimal,
})

/** One underlying: how it is margined, and what is traded on it. */
export const underlyingPlanSchema = z.object({
  symbol,
  /** Risk parameters; see docs/margin.md. */
  scanRange: ppm,
  volShock: ppm,
  basisRate: ppm,
  floorRate: ppm,
  shortRate: ppm,
  tenorRate: ppm,
  /** Millionths of notional for each 1,000 units of net size. */
  concentration: z.number().int().min(0),
  /** Most open interest of the perpetual, in units. */
  perpetualCap: decimal,
  expiries: z.array(expiryPlanSchema),
})

/** What is traded on the hub. */
export const marketsPlanSchema = z.object({
  /** Who signs forwards and volatilities, and how many of them must. */
  publishers: z.array(address).min(1),
  threshold: z.number().int().min(1),
  /** Fees in millionths of notional; the maker's may be negative. */
  takerFee: z.number().int().min(0).max(2_000),
  makerFee: z.number().int().min(-2_000).max(2_000),
  underlyings: z.array(underlyingPlanSchema),
  correlations: z.array(z.object({ first: symbol, second: symbol, share: ppm.max(500_000) })),
})

/** How a token is margined as collateral. */
export const collateralRiskSchema = z.object({
  /** The underlying whose price moves it; null for stable tokens. */
  underlying: symbol.nullable(),
  /** Millionths of what it offsets; stable tokens offset nothing. */
  basisRate: ppm,
})

export type MarketsPlan = z.infer<typeof marketsPlanSchema>
export type UnderlyingPlan = z.infer<typeof underlyingPlanSchema>
