import { createDevnet, type Devnet, type Service } from '@causeway/devnet'
import { contractOf, liquidationAbi, oracleAbi, toAccountId } from '@causeway/sdk'
import { type Hex, stringToHex } from 'viem'
import { percentile } from './latency.js'
import { memoryOf } from './memory.js'
import { type Plan, planPopulation, populate } from './population.js'

/** What was measured with so many accounts on the chain. Blocks of one second; times in seconds, memory in megabytes. */
export type LiquidationMeasurement = {
  accounts: number
  /** How many of them the fall made liquidatable. */
  exposed: number
  /** From the start of the node's process, with an empty database, until it had read the book of every account. */
  findSeconds: number
  /** One look of the scanner over all of them, without reading. */
  scanSeconds: number
  /** Blocks from the price's own to that of the opening, and of the bid. */
  openedP50: number
  openedP99: number
  bidP50: number
  bidP99: number
  memory: number
  memoryPeak: number
}

const price = 3_000
/** A fall of 17 %: equity of 490 against a maintenance of 498 for those that are exposed. */
const fallen = 2_490
const patienceMs = 300_000

/**
 * Measures, in a new world with blocks of one second, how many blocks after a price the bids of one node are mined, of `exposed`
 * accounts among `accounts` that it has found by itself from events.
 */
export async function measureLiquidations(
  accounts: number,
  exposed: number,
  say: (text: string) => void,
): Promise<LiquidationMeasurement> {
  say('starting a world')
  const blockTimes = { 1: 1, 4: 1 }
  const devnet = await createDevnet({ relayer: false, blockTimes, keptStates: 16 })
  try {
    const plans = planPopulation(accounts, exposed)
    const idOf = (role: 'maker' | 'relayer1') =>
      toAccountId({ owner: devnet.accounts[role].address, chain: 0, subaccount: 0n })
    const dealer = { account: idOf('maker'), cash: 500_000n }
    const bidder = { account: idOf('relayer1'), cash: 1_000_000n }
    await populate(devnet, plans, { dealer, others: [bidder] }, say)
    return await measureIn(devnet, plans, exposed, say)
  } finally {
    await devnet.stop({ remove: true })
  }
}

async function measureIn(
  devnet: Devnet,
  plans: readonly Plan[],
  exposed: number,
  say: (text: string) => void,
): Promise<LiquidationMeasurement> {
  // prices jump: nobody observes them, so that the oracle believes it
  const liquidate = { minProfitUsd: 0, hedgingCostBps: 0, maxInventoryUsd: 100_000_000 }
  const started = Date.now()
  const node = await devnet.startRelayer({
    config: { roles: ['watch', 'keep', 'liquidate'] },
    policy: { observeSeconds: null, sweepFeesUsd: null, logRange: 8, maxInFlight: 64, liquidate },
  })
  for (const deadline = Date.now() + 7_200_000; ; ) {
    if (!node.alive()) throw new Error('the node has ended: its log says why')
    const found = await metric(node, 'causeway_accounts_scanned')
    say(`finding accounts: ${found} of ${plans.length}`)
    // the dealer's is one more
    if (found > plans.length) break
    if (Date.now() > deadline)
      throw new Error(`the node found ${found} of ${plans.length} accounts`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const findSeconds = (Date.now() - started) / 1_000
  const scanSeconds = await metric(node, 'causeway_scan_seconds')
  const reader = devnet.client('carol').reader(devnet.deployment.hubChain)
  const before = await reader.getBlockNumber()
  await devnet.prices.control({ prices: { ETH: fallen } })
  const tick = await tickAfter(devnet, before)
  const wanted = new Set(plans.slice(0, exposed).map(({ account }) => account))
  let bids: Blocks = new Map()
  for (const deadline = Date.now() + patienceMs; bids.size < exposed && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    bids = await blocksOf(devnet, 'BidMade', before, wanted)
    say(`bids: ${bids.size} of ${exposed}`)
  }
  if (bids.size < exposed) throw new Error(`${exposed - bids.size} accounts were not bid for`)
  const openings = await blocksOf(devnet, 'AuctionOpened', before, wanted)
  const since = (blocks: Blocks) =>
    [...blocks.values()].map((block) => Number(block - tick)).sort((a, b) => a - b)
  const { now: memory, peak: memoryPeak } = memoryOf(node.pid())
  return {
    ...{ accounts: plans.length, exposed, findSeconds, scanSeconds, memory, memoryPeak },
    openedP50: percentile(since(openings), 0.5),
    openedP99: percentile(since(openings), 0.99),
    bidP50: percentile(since(bids), 0.5),
    bidP99: percentile(since(bids), 0.99),
  }
}

type Blocks = ReadonlyMap<Hex, bigint>

/** The block of the first event of each account. */
async function blocksOf(
  { deployment, client }: Devnet,
  eventName: 'AuctionOpened' | 'BidMade',
  before: bigint,
  wanted: ReadonlySet<Hex>,
): Promise<Blocks> {
  const events = await client('carol')
    .reader(deployment.hubChain)
    .getContractEvents({
      address: contractOf(deployment, deployment.hubChain, 'liquidation'),
      ...{ abi: liquidationAbi, eventName, fromBlock: before + 1n, strict: true },
    })
  const blocks = new Map<Hex, bigint>()
  for (const { args, blockNumber } of events)
    if (wanted.has(args.account) && !blocks.has(args.account)) blocks.set(args.account, blockNumber)
  return blocks
}

/** The first block at whose end the oracle tells the fallen price; waits for it. */
async function tickAfter({ deployment, client }: Devnet, before: bigint): Promise<bigint> {
  const reader = client('carol').reader(deployment.hubChain)
  let blockNumber = before
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    if (blockNumber > (await reader.getBlockNumber({ cacheTime: 0 }))) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      continue
    }
    const found = await reader.readContract({
      address: contractOf(deployment, deployment.hubChain, 'oracle'),
      ...{ abi: oracleAbi, functionName: 'priceOf', args: [stringToHex('ETH', { size: 32 })] },
      blockNumber,
    })
    if (found.price === BigInt(fallen) * 10n ** 18n) return blockNumber
    blockNumber++
  }
  throw new Error(`no block told the price of ${fallen}, down from ${price}`)
}

async function metric(service: Service, name: string): Promise<number> {
  // a node that is busy starting may not answer yet
  const answer = await fetch(`${service.url}/metrics`).catch(() => undefined)
  const line = ((await answer?.text()) ?? '').split('\n').find((entry) => entry.startsWith(name))
  return Number(line?.split(' ').at(-1) ?? Number.NaN)
}
