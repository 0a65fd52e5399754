import { createPublicClient, fallback, formatEther, http, type PublicClient } from 'viem'
import type { ChainPlan, DeploymentPlan } from '../deploy/index.js'
import { reason } from '../errors.js'
import { checkChainContracts, checkExpiries, checkFeeds } from './preflightContracts.js'

/** What the chains said about a plan. `problems` stand in the way of a deployment, `warnings` do not. */
export type Preflight = { problems: string[]; warnings: string[]; notes: string[] }

/** Gas of a deployment to four chains: 28.6 and 13.8 million as measured on local ones, and half as much again. */
const hubGas = 43_000_000n
const spokeGas = 21_000_000n

/**
 * Asks the chains of a plan, before anything is sent: whether each RPC is the chain that it should be, whether what
 * belongs to others is there and serves the lanes, and whether the deployer can pay.
 *
 * @param deployer without it, nobody's balance is looked at
 */
export async function preflight(
  plan: DeploymentPlan,
  deployer: `0x${string}` | undefined,
): Promise<Preflight> {
  const found = await Promise.all(plan.chains.map((chain) => checkOne(chain, plan, deployer)))
  const all = (field: keyof Preflight) => found.flatMap((entry) => entry[field])
  return { problems: all('problems'), warnings: all('warnings'), notes: all('notes') }
}

async function checkOne(
  chain: ChainPlan,
  plan: DeploymentPlan,
  deployer: `0x${string}` | undefined,
): Promise<Preflight> {
  const rpc = await checkRpcs(chain)
  if (rpc.length > 0) return { problems: rpc, warnings: [], notes: [] }
  const client = createPublicClient({
    transport: fallback(chain.rpcUrls.map((url) => http(url, { timeout: 20_000, batch: true }))),
  })
  const isHub = chain.chain === plan.hubChain
  try {
    const [contracts, feeds, expiries, funds] = await Promise.all([
      checkChainContracts(client, chain, plan),
      isHub ? checkFeeds(client, chain.name, plan.feeds) : { problems: [], warnings: [] },
      isHub ? checkExpiries(client, plan.markets) : [],
      deployer ? checkFunds(client, chain, deployer, isHub ? hubGas : spokeGas) : noFunds,
    ])
    return {
      problems: [...contracts.problems, ...feeds.problems, ...expiries, ...funds.problems],
      warnings: [...contracts.warnings, ...feeds.warnings],
      notes: funds.notes,
    }
  } catch (error) {
    return { problems: [`${chain.name}: ${reason(error)}`], warnings: [], notes: [] }
  }
}

const noFunds = { problems: [] as string[], notes: [] as string[] }

async function checkRpcs(chain: ChainPlan): Promise<string[]> {
  const answers = await Promise.all(
    chain.rpcUrls.map(async (url) => {
      try {
        const client = createPublicClient({ transport: http(url, { timeout: 10_000 }) })
        const chainId = await client.getChainId()
        if (chainId === chain.chainId) return undefined
        return `${chain.name}: ${hostOf(url)} is chain ${chainId}, the plan says ${chain.chainId}.`
      } catch (error) {
        return `${chain.name}: ${hostOf(url)} does not answer: ${reason(error)}`
      }
    }),
  )
  return answers.filter((answer) => answer !== undefined)
}

/** An RPC's URL may carry a key in its path. */
export function hostOf(url: string): string {
  return new URL(url).host
}

async function checkFunds(
  client: PublicClient,
  { name }: ChainPlan,
  deployer: `0x${string}`,
  gas: bigint,
): Promise<{ problems: string[]; notes: string[] }> {
  const [balance, gasPrice] = await Promise.all([
    client.getBalance({ address: deployer }),
    client.getGasPrice(),
  ])
  const needed = gas * gasPrice
  const sums = `has ${short(balance)} ETH; about ${short(needed)} ETH are needed at today's gas price`
  return balance < needed
    ? { problems: [`${name}: the deployer ${deployer} ${sums}.`], notes: [] }
    : { problems: [], notes: [`${name}: the deployer ${sums}.`] }
}

function short(wei: bigint): string {
  return Number(formatEther(wei)).toPrecision(3)
}
