import { readFileSync } from 'node:fs'
import {
  type AccountRef,
  type CausewayClient,
  createCausewayClient,
  type Deployment,
  deploymentSchema,
  parseAccountId,
} from '@causeway/sdk'
import { type Address, isAddress, isHex, size } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { z } from 'zod'
import { UsageError } from './exitCodes.js'
import type { Io } from './io.js'

/** Options that every command takes. */
export type GlobalOptions = { deployment?: string; json?: boolean; yes?: boolean; rpc?: string[] }

/** Options that say whose account is meant. */
export type AccountOptions = { plain?: boolean; contractOn?: string; sub?: string }

const keySchema = z
  .string()
  .trim()
  .transform((key) => (key.startsWith('0x') ? key : `0x${key}`))
  .refine((key): key is `0x${string}` => isHex(key) && size(key) === 32)

/** The deployment record of the command line: `--deployment`, `CAUSEWAY_DEPLOYMENT`, or `.causeway/deployment.json`. */
export function loadDeployment(io: Io, options: GlobalOptions): Deployment {
  const file = options.deployment ?? io.env.CAUSEWAY_DEPLOYMENT ?? '.causeway/deployment.json'
  const hint =
    'Name the deployment with --deployment <file> or CAUSEWAY_DEPLOYMENT, or start a local one.'
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`There is no deployment record at ${file}. ${hint}`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new UsageError(`${file} is not JSON. ${hint}`)
  }
  const parsed = deploymentSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `${file} is not a deployment record (${issue?.path.join('.') || 'record'}: ${issue?.message}). ${hint}`,
  )
}

/** A client of the SDK; `needsKey` for commands that send. The key comes from `CAUSEWAY_PRIVATE_KEY` alone. */
export function loadClient(
  io: Io,
  options: GlobalOptions,
  { needsKey = false }: { needsKey?: boolean } = {},
): CausewayClient {
  const deployment = loadDeployment(io, options)
  const key = io.env.CAUSEWAY_PRIVATE_KEY
  if (needsKey && !key)
    throw new UsageError(
      'This sends transactions: put the private key into the environment as CAUSEWAY_PRIVATE_KEY. It is never taken as an argument.',
    )
  const rpcUrls = rpcOverrides(deployment, options.rpc ?? [])
  if (!key) return createCausewayClient({ deployment, rpcUrls })
  const parsed = keySchema.safeParse(key)
  if (!parsed.success)
    throw new UsageError('CAUSEWAY_PRIVATE_KEY is not a private key: 64 hex digits are expected.')
  let account: ReturnType<typeof privateKeyToAccount>
  try {
    account = privateKeyToAccount(parsed.data)
  } catch {
    throw new UsageError('CAUSEWAY_PRIVATE_KEY is not a valid key of the curve.')
  }
  return createCausewayClient({ deployment, account, rpcUrls })
}

/** `--rpc arbitrum=https://…`, as often as needed. */
function rpcOverrides(deployment: Deployment, given: readonly string[]): Record<number, string> {
  const entries = given.map((text) => {
    const at = text.indexOf('=')
    const name = text.slice(0, at).toLowerCase()
    const url = text.slice(at + 1)
    const entry = deployment.chains.find(
      (c) => c.name.toLowerCase() === name || String(c.chain) === name,
    )
    if (at < 1 || !entry || !URL.canParse(url))
      throw new UsageError(`--rpc "${text}" is not understood: write chain=url.`)
    return [entry.chain, url] as const
  })
  return Object.fromEntries(entries)
}

/** The account that the command line means; without `who` the key's own. */
export function accountRef(
  client: CausewayClient,
  who: string | undefined,
  { plain, contractOn, sub }: AccountOptions,
): AccountRef {
  if (plain && contractOn) throw new UsageError('Give one of --plain and --contract-on.')
  if (sub !== undefined && !/^\d{1,19}$/.test(sub))
    throw new UsageError(`--sub "${sub}" is not a sub-account number.`)
  const subaccount = sub === undefined ? undefined : BigInt(sub)
  const kind = plain ? 'plain' : contractOn ? ({ contractOn } as const) : undefined
  if (who === undefined) {
    if (!client.account)
      throw new UsageError(
        'Name an account (an address, or an id of 32 bytes), or set CAUSEWAY_PRIVATE_KEY.',
      )
    return { kind, subaccount }
  }
  if (isAddress(who, { strict: false })) return { owner: who as Address, kind, subaccount }
  if (isHex(who) && size(who) === 32) {
    parseAccountId(who)
    return who
  }
  throw new UsageError(`"${who}" is not an account: give an address, or an id of 32 bytes.`)
}

/** Reading a wrong account does no harm: without a word an address is taken to be a wallet with a key. */
export function readable(options: AccountOptions): AccountOptions {
  return options.contractOn ? options : { ...options, plain: true }
}
