import { finalitySchema } from '@causeway/sdk'
import { type Address, isAddress, parseUnits } from 'viem'
import { z } from 'zod'
import { collateralRiskSchema, marketsPlanSchema } from './marketsPlan.js'

const address = z
  .string()
  .refine((value): value is Address => isAddress(value, { strict: false }), 'an address')
/** Whole tokens as a decimal string: exact, and readable in a file. */
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes')

/** A token of one vault and its limits, in whole tokens. */
export const tokenPlanSchema = z.object({
  symbol: z.string().min(1),
  address,
  decimals: z.number().int().min(0).max(18),
  isCash: z.boolean(),
  /** The oracle's name of its price. */
  underlying: z.string().min(1).max(31),
  haircutBps: z.number().int().min(0).max(10_000),
  /** What the hub credits at most; the spoke's own cap is `spokeCap`. */
  cap: decimal,
  spokeCap: decimal,
  /** Cash: the reserve below whose 60 % leaving costs a fee. */
  target: decimal,
  /** What may come in and go out within an hour whatever the shares say. */
  inflowFloor: decimal,
  outflowFloor: decimal,
  /** Collateral: how it is margined. Cash needs none. */
  risk: collateralRiskSchema.optional(),
})

/** One chain as it is before Causeway is there. */
export const chainPlanSchema = z.object({
  chain: z.number().int().positive(),
  name: z.string(),
  chainId: z.number().int().positive(),
  rpcUrls: z.array(z.string().url()).min(1),
  /** Base URL of a block explorer, for whoever shows transactions. */
  explorer: z.string().url().optional(),
  blockTime: z.number().positive(),
  finality: finalitySchema,
  /** The least fee of a message, in wei. */
  appendFee: z.string().regex(/^\d+$/, 'wei in quotes'),
  /** Arbitrum and its like, whose block opcodes speak of the parent chain. */
  arbitrumBlocks: z.boolean(),
  layerzero: z.object({
    eid: z.number().int().positive(),
    endpoint: address,
    sendLibrary: address,
    receiveLibrary: address,
    receiveView: address.optional(),
    executor: address,
    /** Exactly two of others. */
    outsideDvns: z.tuple([address, address]),
    operatorDvn: address,
    confirmations: z.number().int().min(1),
    /** Gas of `lzReceive` on this chain. */
    receiveGas: z.number().int().min(100_000),
  }),
  wormhole: z.object({
    chainId: z.number().int().positive(),
    core: address,
    consistency: z.number().int().min(0).max(255),
  }),
  permit2: address,
  tokens: z.array(tokenPlanSchema),
})

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chainlink'), feed: address }),
  z.object({ kind: z.literal('pyth'), pyth: address, id: z.string().regex(/^0x[0-9a-fA-F]{64}$/) }),
  z.object({
    kind: z.literal('signed'),
    publishers: z.array(address).min(1),
    threshold: z.number().int().min(1),
  }),
])

/** The prices of one underlying and their guard. */
export const feedPlanSchema = z.object({
  underlying: z.string().min(1).max(31),
  sources: z.array(source).min(1).max(3),
  /** Seconds. */
  maxAge: z.number().int().positive(),
  maxConfidenceBps: z.number().int().min(1).max(10_000),
  maxDeviationBps: z.number().int().min(1).max(10_000),
})

/** All that `deployCauseway` needs: the same for a local world and for real networks. */
export const deploymentPlanSchema = z.object({
  name: z.string(),
  hubChain: z.number().int().positive(),
  guardianApis: z.array(z.string().url()),
  relayerApis: z.array(z.string().url()),
  /** The operators whose two thirds are the committee's word. */
  committee: z.array(address).min(1),
  governance: z.object({
    /** Loosens, after the delay. */
    governor: address,
    /** Tightens, at once. */
    guardian: address,
    /** Seconds; first value seven days. */
    governorDelay: z.number().int().min(0),
  }),
  chains: z.array(chainPlanSchema).min(2),
  feeds: z.array(feedPlanSchema),
  markets: marketsPlanSchema,
})

export type TokenPlan = z.infer<typeof tokenPlanSchema>
export type ChainPlan = z.infer<typeof chainPlanSchema>
export type FeedPlan = z.infer<typeof feedPlanSchema>
export type DeploymentPlan = z.infer<typeof deploymentPlanSchema>

/** Whole tokens of a plan in the token's own units. */
export function units(token: TokenPlan, whole: string): bigint {
  return parseUnits(whole, token.decimals)
}
