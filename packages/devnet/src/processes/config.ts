import { readFileSync } from 'node:fs'
import { z } from 'zod'

const address = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{40}$/)])
const bytes32 = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{64}$/)])
const hex = z.templateLiteral(['0x', z.string().regex(/^([0-9a-fA-F]{2})*$/)])
const port = z.int().min(1).max(65_535)
const pollMs = z.int().min(20).default(250)
const chain = z.object({ number: z.int(), name: z.string(), chainId: z.int(), url: z.url() })

/** Configuration of the guardian network's process. */
export const guardiansConfig = z.object({
  port,
  pollMs,
  guardianSetIndex: z.int().min(0),
  /** Private keys in order of the guardians' index. */
  guardianKeys: z.array(bytes32).min(1),
  chains: z.array(chain.extend({ wormholeChainId: z.int(), core: address })),
})

/** Configuration of one DVN operator's process. */
export const dvnConfig = z.object({
  name: z.string(),
  port,
  pollMs,
  /** Private key that signs for the DVN, and the one that pays for its transactions. */
  signerKey: bytes32,
  senderKey: bytes32,
  chains: z.array(
    chain.extend({
      eid: z.int(),
      endpoint: address,
      sendUln: address,
      receiveUln: address,
      dvn: address,
    }),
  ),
})

/** Configuration of the price publishers' process. */
export const pricesConfig = z.object({
  port,
  /** Milliseconds between two rounds of reports. */
  intervalMs: z.int().min(100).default(10_000),
  chain,
  /** Private keys of the publishers, and the one that pays for the transactions. */
  publisherKeys: z.array(bytes32).min(1),
  senderKey: bytes32,
  feeds: z.array(
    z.object({ underlying: z.string(), address, price: z.number().positive(), threshold: z.int() }),
  ),
  /** Forwards and volatilities, signed by the same publishers. */
  surfaces: z
    .object({
      address,
      threshold: z.int(),
      slices: z.array(
        z.object({
          underlying: z.string(),
          expiry: z.int().positive(),
          volatility: z.number().positive(),
          basis: z.number(),
        }),
      ),
    })
    .optional(),
})

/** What the price publishers' `POST /control` takes: new prices in USD by underlying, at once. */
export const pricesControl = z.strictObject({
  silent: z.boolean().optional(),
  prices: z.record(z.string(), z.number().positive()).optional(),
  /** Volatilities at the money by underlying, for all expiries, with the next slices. */
  volatilities: z.record(z.string(), z.number().positive()).optional(),
})

/** Configuration of the market maker's process. */
export const makerConfig = z.object({
  port,
  /** File of the deployment's record. */
  deploymentFile: z.string(),
  privateKey: bytes32,
  /** Cash that it deposits at first; `amount` in whole tokens. */
  funding: z.object({
    chain: z.string(),
    token: z.string(),
    amount: z.string(),
    decimals: z.int(),
  }),
  /** From the mark to the first order; ten times that for options. */
  spreadBps: z.int().min(1).max(500).default(5),
  /** Units of the first order. */
  size: z.number().positive().default(5),
})

/** What the maker's `GET /orders` takes. */
export const ordersQuery = z.object({
  instrument: z.string().min(1),
  side: z.enum(['buy', 'sell']),
})

const faults = {
  /** Stops working until set to false. */
  silent: z.boolean().optional(),
  /** Forgets what is new, for good, until set to false. */
  dropping: z.boolean().optional(),
  /** Seconds to wait before acting on what is new. */
  delaySeconds: z.number().min(0).optional(),
  /** The chains, by our number, to which the three above apply; null for all. */
  chains: z.array(z.int()).nullable().optional(),
}

/** What the guardian network's `POST /control` takes. */
export const guardiansControl = z.strictObject({
  ...faults,
  /** Signs what no chain said. */
  forge: z
    .object({
      emitterChain: z.int(),
      emitter: bytes32,
      sequence: z.coerce.bigint(),
      payload: hex,
      consistencyLevel: z.int().min(0).max(255).default(1),
      nonce: z.int().min(0).default(0),
      timestamp: z.int().min(0).optional(),
      /** Guardians that sign; without it, a quorum. */
      indices: z.array(z.int()).optional(),
      /** Whether the API serves it too. */
      publish: z.boolean().default(true),
    })
    .optional(),
})

/** What a DVN operator's `POST /control` takes. */
export const dvnControl = z.strictObject({
  ...faults,
  /** Verifies what no chain said. */
  forge: z
    .object({
      dstEid: z.int(),
      header: hex,
      payloadHash: bytes32,
      confirmations: z.int().default(64),
    })
    .optional(),
})

export type GuardiansConfig = z.infer<typeof guardiansConfig>
export type DvnConfig = z.infer<typeof dvnConfig>
/** As JSON on the wire: what is bigint inside travels as a string. */
export type GuardiansControl = z.input<typeof guardiansControl>
export type DvnControl = z.input<typeof dvnControl>

/** The configuration in the file that the command line names. @throws when it is missing or zod refuses it */
export function readConfig<schema extends z.ZodType>(schema: schema): z.infer<schema> {
  const path = process.argv[2]
  if (path === undefined)
    throw new Error('Give the path of a JSON configuration file as the only argument.')
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`)
  return result.data
}
