import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Deployment, deploymentSchema, marketClocks } from '@causeway/sdk'
import { z } from 'zod'
import { SetupError } from './errors.js'

const privateKey = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{64}$/)])

/** Where a private key comes from. Written out it belongs in local worlds only. */
const keySource = z.union([
  privateKey,
  z.strictObject({ env: z.string() }),
  z.strictObject({ file: z.string() }),
])
/** Several: a list of sources, or an environment variable with keys separated by commas. */
const keySources = z.union([z.array(keySource), z.strictObject({ envs: z.string() })])

const seconds = z.number().min(0)

const usd = z.number().min(0)
const address = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{40}$/)])
const accountId = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{64}$/)])

/** Which bids the node makes, with its own money. All have defaults. */
export const liquidatePolicySchema = z.strictObject({
  /** What a bid must earn at least after gas and hedging. */
  minProfitUsd: usd.default(25),
  /** What it costs to close or hedge what a bid takes over, of its notional. */
  hedgingCostBps: z.number().min(0).max(10_000).default(10),
  /** Notional of positions and value of tokens that the bidder holds at most. */
  maxInventoryUsd: usd.default(100_000),
  /** Symbols of the tokens that it wants; null: all. */
  tokens: z.array(z.string().min(1)).nullable().default(null),
  /** Chains whose tokens it wants, by registry number; null: all. */
  chains: z.array(z.int().positive()).nullable().default(null),
  /** Who gets the tokens, each on its own chain; null: they stay in the bidder's account on the hub. */
  receiver: address.nullable().default(null),
  /** Of an account, the most in one bid. */
  maxShare: z
    .number()
    .gt(0, 'more than 0: a bid takes something')
    .max(1, 'at most 1: all of the account')
    .default(1),
  /** The account that bids; null: the sending key's own. For another the key must be an operator who may trade. */
  bidder: accountId.nullable().default(null),
  /** The oracle's name of the coin that pays for gas on the hub's chain. */
  coin: z.string().min(1).default('ETH'),
})

/** Which bids of spokes the node makes, or sends back: its gas, their money. */
const spokeBidPolicySchema = z.strictObject({
  /** The most that is sent along for append fees, in whole coins of the hub's chain; what lanes do not take of it comes back. */
  maxFeeEth: z.number().min(0).default(0.01),
  /** Bids with less cash are left to whoever sent them. */
  minCashUsd: usd.default(100),
})

const publishPolicy = {
  /** A new message waits this long at most for its checkpoint to be published. */
  publishAfterSeconds: seconds,
  /** So many new messages are published at once. */
  publishAfterCount: z.int().min(1),
  /** A checkpoint is published this often even with nothing new, by the chain's clock. */
  heartbeatSeconds: seconds,
  /** How long an acknowledgement waits for a checkpoint to ride on; null: until the heartbeat. */
  ackSeconds: seconds.nullable(),
}

/** When the node acts. All have defaults. */
export const policySchema = z.strictObject({
  publishAfterSeconds: publishPolicy.publishAfterSeconds.default(10),
  publishAfterCount: publishPolicy.publishAfterCount.default(100),
  heartbeatSeconds: publishPolicy.heartbeatSeconds.default(1_800),
  ackSeconds: publishPolicy.ackSeconds.default(null),
  /** The four above for single chains, by registry number: where publishing is dear, wait longer. */
  chains: z.record(z.string().regex(/^\d+$/), z.strictObject(publishPolicy).partial()).default({}),
  /** Holds back this long, so that another node does the work: for nodes that stand by. */
  standbySeconds: seconds.default(0),
  /** Messages in one ingest. */
  ingestBatch: z.int().min(1).max(100).default(60),
  /** After so long with one transport alone, its vote is brought all the same, and the committee is asked. */
  singleAfterSeconds: seconds.default(600),
  /** A LayerZero nonce that stays unverified for so long behind a verified one is reported as stuck. */
  stuckAfterSeconds: seconds.default(1_800),
  /** A transaction that is not mined after so long is replaced by one with a higher fee. */
  bumpAfterSeconds: seconds.default(60),
  /** The most that is offered for gas. */
  maxFeePerGasGwei: z.number().positive().default(1_000),
  /** Transactions of one key on one chain that are under way at once. */
  maxInFlight: z.int().min(1).default(16),
  /** Blocks per request for logs. */
  logRange: z.int().min(1).default(2_000),
  /**
   * RPCs of a chain that must tell the same before it is believed; more than there are: all of them. Null: two where
   * there are three or more, so that one may be down, else one.
   */
  rpcAgreement: z.int().min(1).nullable().default(null),
  /** *oracle*: a price is observed again after so long; the contract takes one a minute. Null: never. */
  observeSeconds: z
    .number()
    .min(60, 'at least 60: the oracle takes one a minute')
    .nullable()
    .default(60),
  /** *oracle*: the premium of a perpetual is read again after so long. */
  fundingSeconds: z
    .number()
    .min(1)
    .max(
      marketClocks.readingLife,
      `at most ${marketClocks.readingLife}: a premium counts no longer`,
    )
    .default(600),
  /** *oracle*: the risk array of an option that somebody holds is refreshed when it is so old, */
  arraySeconds: z.number().min(1).default(300),
  /** and before, when its price or slice has changed, but not more often than this. */
  arraySpacingSeconds: seconds.default(60),
  /** *keep*: seconds between two observations of a settlement price, each of which counts for five minutes. */
  settlementSeconds: z
    .number()
    .min(10)
    .max(
      marketClocks.observationLife,
      `at most ${marketClocks.observationLife}: an observation counts no longer`,
    )
    .default(240),
  /** *keep*: accounts that are paid out at once; what else is sent on the hub's chain waits for no more than these. */
  settleBatch: z.int().min(1).max(100).default(32),
  /** *keep*: the trading fees' part for the insurance fund is moved there once it is so much, in USD. Null: never. */
  sweepFeesUsd: usd.nullable().default(100),
  /** *keep*: what haircuts took is given back once that is so much, in USD, or all of it. Null: never. */
  undoHaircutUsd: usd.nullable().default(100),
  /** *keep*: which bids that came from spokes it makes, or sends back once they are too late. Null: none. */
  spokeBids: spokeBidPolicySchema.nullable().prefault({}),
  /** *liquidate*: which bids it makes. */
  liquidate: liquidatePolicySchema.prefault({}),
})

const databaseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pglite'), folder: z.string() }),
  z.strictObject({ kind: z.literal('postgres'), url: z.string() }),
])

/** What carries messages: what a node does unless told otherwise. */
const carrying = ['watch', 'publish', 'attest', 'deliver'] as const
/** What keeps the hub's markets going; *liquidate* does it with the node's own money. */
export const marketRoles = ['oracle', 'keep', 'liquidate'] as const
/** What a node may be told to do. */
export const roles = [...carrying, ...marketRoles] as const

const configShape = z.strictObject({
  /** Names this process in logs and leases. */
  name: z.string().default('relayer'),
  /** Path of the record of the deployment. */
  deployment: z.string(),
  roles: z
    .array(z.enum(roles))
    .min(1)
    .default([...carrying]),
  keys: z
    .strictObject({
      /** Pays for transactions. */
      sender: keySource.default({ env: 'CAUSEWAY_RELAYER_KEY' }),
      /** Sign for the operators' DVN. */
      dvn: keySources.default({ envs: 'CAUSEWAY_DVN_KEYS' }),
      /** Sign for the operators' committee; without the variable, the DVN's keys do. */
      committee: keySources.default({ envs: 'CAUSEWAY_COMMITTEE_KEYS' }),
    })
    .prefault({}),
  database: databaseSchema,
  /** RPC addresses by registry number, instead of those in the deployment. */
  rpcUrls: z.record(z.string().regex(/^\d+$/), z.array(z.url()).min(1)).default({}),
  /** HTTP addresses of other nodes, which are asked for signatures. */
  peers: z.array(z.url()).default([]),
  /** How often the chains are asked, in milliseconds. */
  pollMs: z.int().min(20).default(1_000),
  /** Where health, metrics, states and signatures are served; port 0: any free one. */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8787),
  policy: policySchema.prefault({}),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** The node's configuration file. Paths are relative to the file. */
export const configSchema = configShape.superRefine(({ roles: own, database }, issues) => {
  const role = marketRoles.find((name) => own.includes(name))
  if (role === undefined || own.includes('watch') || database.kind !== 'pglite') return
  const message = `"${role}" needs "watch" beside it: nobody else reads the chains into this database`
  issues.addIssue({ code: 'custom', path: ['roles'], message })
})

export type LiquidatePolicy = z.infer<typeof liquidatePolicySchema>
export type SpokeBidPolicy = z.infer<typeof spokeBidPolicySchema>
export type Policy = z.infer<typeof policySchema>
export type Role = (typeof roles)[number]
export type DatabaseConfig = z.infer<typeof databaseSchema>
export type KeySource = z.infer<typeof keySource>
export type KeySources = z.infer<typeof keySources>
/** The configuration as it is after defaults; paths are absolute. */
export type Config = z.infer<typeof configSchema>
/** The configuration as it is written. */
export type ConfigInput = z.input<typeof configSchema>

/** Reads a configuration file. @throws SetupError that names the file and what is wrong in it */
export function readConfig(path: string): Config {
  const config = parse(configSchema, readJson(path), path)
  const at = (relative: string) => resolve(dirname(path), relative)
  const { database, keys } = config
  const key = (source: KeySource): KeySource =>
    typeof source === 'object' && 'file' in source ? { file: at(source.file) } : source
  const all = (sources: KeySources) => (Array.isArray(sources) ? sources.map(key) : sources)
  return {
    ...config,
    deployment: at(config.deployment),
    database: database.kind === 'pglite' ? { ...database, folder: at(database.folder) } : database,
    keys: { sender: key(keys.sender), dvn: all(keys.dvn), committee: all(keys.committee) },
  }
}

/** Reads the record of a deployment. @throws SetupError that names the file and what is wrong in it */
export function readDeployment(path: string): Deployment {
  return parse(deploymentSchema, readJson(path), path)
}

/** What of the policy decides when a chain's checkpoints are published. */
export type PublishPolicy = Pick<
  Policy,
  'publishAfterSeconds' | 'publishAfterCount' | 'heartbeatSeconds' | 'ackSeconds'
>

/** The policy of publishing on one chain. */
export function publishPolicyOf({ chains, ...policy }: Policy, chain: number): PublishPolicy {
  const own = Object.entries(chains[String(chain)] ?? {}).filter(([, value]) => value !== undefined)
  return { ...policy, ...Object.fromEntries(own) }
}

/** Checks a value against a schema. @throws SetupError on one line */
export function parse<schema extends z.ZodType>(
  schema: schema,
  value: unknown,
  what: string,
): z.infer<schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new SetupError(`${what}: ${issues.join('; ')}`)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SetupError(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
