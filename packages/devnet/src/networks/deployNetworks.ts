import { accessSync, constants, existsSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { deploymentSchema } from '@causeway/sdk'
import { isHex, type LocalAccount, size } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { artifact } from '../artifact.js'
import { type DeploymentPlan, deployCauseway } from '../deploy/index.js'
import { reason } from '../errors.js'
import { describePlan } from './describePlan.js'
import { loadPlan } from './loadPlan.js'
import { networkWallet } from './networkWallet.js'
import { help, type Options, readOptions } from './options.js'
import { preflight } from './preflight.js'

/** What the program sees of the world around it. */
export type Terminal = {
  env: Record<string, string | undefined>
  print(line: string): void
  complain(line: string): void
  /** Asks a question; undefined where nobody can answer. */
  ask: ((question: string) => Promise<string>) | undefined
}

export const exitCodes = { done: 0, failed: 1, unusable: 2, contradicted: 3, declined: 4 } as const

/**
 * The whole program: reads the plan, asks the chains, shows what would happen, asks, deploys, writes the record.
 *
 * @returns the exit code
 */
export async function deployNetworks(args: readonly string[], terminal: Terminal): Promise<number> {
  const { print, complain } = terminal
  let options: Options | undefined
  let plan: DeploymentPlan
  let deployer: LocalAccount | undefined
  try {
    options = readOptions(args)
    if (!options) {
      print(help)
      return exitCodes.done
    }
    plan = loadPlan(options)
    deployer = readKey(terminal.env.CAUSEWAY_DEPLOYER_KEY, plan, options)
    artifact('Hub') // whether the contracts are compiled
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return exitCodes.unusable
  }
  const out = options.out ?? `deployment.${plan.name}.json`
  const cannotWrite = options.dryRun ? undefined : whyNotWritable(out)
  if (cannotWrite) {
    complain(cannotWrite)
    return exitCodes.unusable
  }

  for (const line of describePlan(plan)) print(line)
  const { problems, warnings, notes } = await preflight(plan, deployer?.address)
  for (const line of notes) print(line)
  for (const line of warnings) complain(`Warning: ${line}`)
  for (const line of problems) complain(line)
  if (problems.length > 0) return exitCodes.contradicted
  if (options.dryRun || !deployer) {
    print('Everything is as the plan says. Nothing was sent.')
    return exitCodes.done
  }
  if (!options.yes && !(await agrees(plan, terminal))) {
    complain('Nothing was sent.')
    return exitCodes.declined
  }
  try {
    await deploy(plan, deployer, out, print)
    return exitCodes.done
  } catch (error) {
    complain(reason(error))
    complain('The deployment is not complete. What stands on the chains cannot be continued: start')
    complain(
      'again once the reason is removed; nothing that was deployed is connected to anything.',
    )
    return exitCodes.failed
  }
}

/** A record that cannot be written would be lost with all that was paid for. */
function whyNotWritable(out: string): string | undefined {
  if (existsSync(out)) return `${out} is there already; say --out to write elsewhere.`
  try {
    accessSync(dirname(resolve(out)), constants.W_OK)
    return undefined
  } catch (error) {
    return `${out} cannot be written: ${reason(error)}`
  }
}

function readKey(
  key: string | undefined,
  { governance }: DeploymentPlan,
  { dryRun }: Options,
): LocalAccount | undefined {
  if (key === undefined || key === '') {
    if (dryRun) return undefined
    throw new Error('CAUSEWAY_DEPLOYER_KEY is not set.')
  }
  if (!isHex(key) || size(key) !== 32)
    throw new Error('CAUSEWAY_DEPLOYER_KEY is not a private key of 0x and 64 hex digits.')
  const account = privateKeyToAccount(key)
  // as its admin the deployer acts at once, and it would take days until his delay counted
  if ([governance.governor, governance.guardian].includes(account.address))
    throw new Error(`The deployer ${account.address} must be neither governor nor guardian.`)
  return account
}

async function agrees(plan: DeploymentPlan, { ask }: Terminal): Promise<boolean> {
  if (!ask) return false
  return (await ask(`Type "${plan.name}" to deploy: `)).trim() === plan.name
}

async function deploy(
  plan: DeploymentPlan,
  account: LocalAccount,
  out: string,
  print: (line: string) => void,
): Promise<void> {
  const spent = new Map<string, bigint>()
  const wallets = new Map(
    plan.chains.map((chain) => [
      chain.chain,
      networkWallet(chain, account, ({ nonce, hash, gasUsed, fee }) => {
        spent.set(chain.name, (spent.get(chain.name) ?? 0n) + gasUsed)
        print(`  ${chain.name} ${nonce} ${hash} gas ${gasUsed} fee ${fee} wei`)
      }),
    ]),
  )
  const { deployment, signedFeeds } = await deployCauseway(
    plan,
    (chain) => ({ plan: chain, wallet: wallets.get(chain.chain) as never }),
    (step) => print(`${step} …`),
  )
  writeJson(out, deploymentSchema.parse(deployment))
  print(`Wrote ${out}.`)
  if (Object.keys(signedFeeds).length > 0) {
    const feeds = out.replace(/(\.json)?$/, '.feeds.json')
    writeJson(feeds, signedFeeds)
    print(`Wrote ${feeds}: the signed feeds, for their publishers.`)
  }
  print(`Gas: ${[...spent].map(([name, gas]) => `${name} ${gas}`).join(', ')}.`)
  print('Now run "causeway doctor" with this record.')
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
}
