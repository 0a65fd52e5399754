import { type Address, isAddress, isHex } from 'viem'
import { z } from 'zod'

const address = z
  .string()
  .refine((value): value is Address => isAddress(value, { strict: false }), 'an address')
const hex = z.string().refine((value): value is `0x${string}` => isHex(value), 'hex bytes')

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal number in quotes')

/** A token that a vault takes. `underlying` is the oracle's name of its price, e.g. `ETH`. */
export const tokenSchema = z.object({
  symbol: z.string(),
  address,
  decimals: z.number().int().min(0).max(18),
  isCash: z.boolean(),
  underlying: z.string(),
  /** Caps of the deployment's plan in whole tokens: what the hub credits at most, and what the vault takes. */
  caps: z.object({ hub: decimal, vault: decimal }).optional(),
})

/** When a chain's blocks can be believed: a block tag, or a depth below the head. */
export const finalitySchema = z.union([
  z.enum(['finalized', 'safe', 'latest']),
  z.object({ depth: z.number().int().min(1) }),
])

/** One chain of a deployment. Addresses of a spoke chain have `spoke`, those of the hub chain `gateway` and `hub`. */
export const chainDeploymentSchema = z.object({
  /** Our registry number. */
  chain: z.number().int().positive(),
  name: z.string(),
  chainId: z.number().int().positive(),
  rpcUrls: z.array(z.string().url()).min(1),
  /** Base URL of a block explorer, if known: a transaction is at `/tx/` and its hash. */
  explorer: z.string().url().optional(),
  /** Seconds. */
  blockTime: z.number().positive(),
  finality: finalitySchema,
  /** Block from which logs are read. */
  deployBlock: z.number().int().min(0),
  layerzero: z.object({
    eid: z.number().int().positive(),
    endpoint: address,
    sendLibrary: address,
    receiveLibrary: address,
    receiveView: address.optional(),
    executor: address,
    /** Required DVNs, ascending by address as LayerZero wants them: two outside ones and the operators' own. */
    requiredDvns: z.array(address).min(2),
    operatorDvn: address,
    /** Block confirmations that the DVNs wait for. */
    confirmations: z.number().int().min(1),
    /** Executor options of a send, type 3. */
    options: hex,
  }),
  wormhole: z.object({
    chainId: z.number().int().positive(),
    core: address,
    consistency: z.number().int().min(0).max(255),
    /** The guardian set at the deployment: its index, and `hashGuardians` of its keys. */
    guardians: z.object({ index: z.number().int().min(0), hash: hex }).optional(),
  }),
  contracts: z.object({
    accessManager: address,
    quorum: address,
    committee: address,
    layerZeroTransport: address,
    wormholeTransport: address,
    spoke: address.optional(),
    gateway: address.optional(),
    hub: address.optional(),
    keyring: address.optional(),
    clearing: address.optional(),
    exchange: address.optional(),
    riskEngine: address.optional(),
    riskParameters: address.optional(),
    riskArrays: address.optional(),
    riskReader: address.optional(),
    surfaces: address.optional(),
    valuation: address.optional(),
    liquidation: address.optional(),
    insuranceVault: address.optional(),
    pace: address.optional(),
    oracle: address.optional(),
    collateral: address.optional(),
    permit2: address.optional(),
  }),
  tokens: z.array(tokenSchema),
})

/** Everything that a client, a relayer or `causeway doctor` needs to know of one deployment of Causeway. */
export const deploymentSchema = z.object({
  name: z.string(),
  /** Registry number of the chain with the hub. */
  hubChain: z.number().int().positive(),
  /** Base URLs of Wormhole's public guardian API. */
  guardianApis: z.array(z.string().url()),
  /** Base URLs of relayer nodes' HTTP API, if known. */
  relayerApis: z.array(z.string().url()),
  /** Base URLs of makers that hand out signed orders, if known. */
  makerApis: z.array(z.string().url()).optional(),
  chains: z.array(chainDeploymentSchema).min(2),
})

export type Token = z.infer<typeof tokenSchema>
export type Finality = z.infer<typeof finalitySchema>
export type ChainDeployment = z.infer<typeof chainDeploymentSchema>
export type Deployment = z.infer<typeof deploymentSchema>

/** The deployment of one chain by its registry number. Throws when the deployment does not have it. */
export function chainOf(deployment: Deployment, chain: number): ChainDeployment {
  const found = deployment.chains.find((entry) => entry.chain === chain)
  if (!found)
    throw new Error(
      `chain ${chain} is not part of deployment "${deployment.name}", which has ${deployment.chains
        .map((entry) => `${entry.chain} (${entry.name})`)
        .join(', ')}`,
    )
  return found
}
