import { createDevnet, type Devnet, readBooks } from '@causeway/devnet'
import { readProgress } from '../chaos/credits.js'
import { createDepositor, type Deposit, type Depositor, planDeposits } from '../chaos/deposits.js'
import { type BlockClock, startBlockClock } from './blockClock.js'
import { addedSeconds, type Crossing, markBlocks, percentile, readCrossings } from './latency.js'
import { memoryOf } from './memory.js'

/** What was measured with so many transfers, in a world of their own. Times in seconds, memory in megabytes. */
export type Measurement = {
  transfers: number
  /** From the first deposit's block to the last credit's, all deposits offered at once. */
  transfersPerSecond: number
  /** Beyond block times and finality: one transfer a second, after all the others. */
  addedP50: number
  addedP99: number
  /** The same with all deposits at once: mostly waiting for those before. */
  burstAddedP50: number
  burstAddedP99: number
  /** JSON-RPC calls of the relayer per transfer of the burst, and per second with nothing to do. */
  callsPerTransfer: number
  idleCallsPerSecond: number
  memory: number
  memoryPeak: number
  /** From the restart after kill -9, with as many transfers pending, to the last credit. */
  recoverySeconds: number
}

/** Deposits that are offered to one chain before its next block. */
const perBlock = 900
/** What is measured is carrying. */
const roles = ['watch', 'publish', 'attest', 'deliver']
const trickle = 20

/** Measures with `transfers` transfers in a new world with blocks of one second. @throws Error when the books differ */
export async function measure(
  transfers: number,
  say: (text: string) => void,
): Promise<Measurement> {
  say('starting a world')
  const devnet = await createDevnet({ relayer: false, blockTimes: { 1: 1, 4: 1 } })
  let clock: BlockClock | undefined
  try {
    clock = await startBlockClock(devnet)
    return await measureIn(devnet, clock, transfers, say)
  } finally {
    clock?.stop()
    await devnet.stop({ remove: true })
  }
}

async function measureIn(
  devnet: Devnet,
  clock: BlockClock,
  transfers: number,
  say: (text: string) => void,
): Promise<Measurement> {
  const proxies = await Promise.all(devnet.chains.map(({ number }) => devnet.proxy(number)))
  const rpcUrls = devnet.chains.map(({ number }, i) => [number, [proxies[i]?.url]])
  const relayer = await devnet.startRelayer({
    policy: { publishAfterSeconds: 0 },
    config: { rpcUrls: Object.fromEntries(rpcUrls), logLevel: 'warn', roles },
  })
  const calls = () =>
    proxies.flatMap((proxy) => Object.values(proxy.calls())).reduce((sum, n) => sum + n, 0)
  const depositor = await createDepositor(devnet)
  const plan = planDeposits(devnet, 2 * transfers + trickle)
  let credited = 0

  /** Waits until so many more are credited; returns when. */
  const arrived = async (count: number, what: string) => {
    const goal = credited + count
    for (const deadline = Date.now() + 60_000 + count * 300; ; ) {
      const lanes = await readProgress(devnet)
      const now = lanes.reduce((sum, { handled }) => sum + Number(handled), 0)
      say(`${what}: ${now - credited} of ${count} credited`)
      if (now >= goal) break
      if (Date.now() > deadline) throw new Error(`${what}: ${goal - now} transfers did not arrive`)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    credited = goal
    return Date.now()
  }

  say('idle')
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const idleBefore = calls()
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  const idleCallsPerSecond = (calls() - idleBefore) / 5

  const marks = await markBlocks(devnet)
  const before = calls()
  const offering = offer(depositor, plan.slice(0, transfers))
  await Promise.all([offering, arrived(transfers, 'all at once')])
  const callsPerTransfer = (calls() - before) / transfers
  const burst = await readCrossings(devnet, clock, marks)
  const burstAdded = addedSeconds(burst)
  const { now: memory } = memoryOf(relayer.pid())

  const trickleMarks = await markBlocks(devnet)
  for (const deposit of plan.slice(2 * transfers)) {
    await depositor.send([deposit])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  await arrived(trickle, 'one a second')
  const added = addedSeconds(await readCrossings(devnet, clock, trickleMarks))
  const { peak: peakBefore } = memoryOf(relayer.pid())

  await relayer.kill()
  say('sending while the relayer is dead')
  await offer(depositor, plan.slice(transfers, 2 * transfers))
  const restarted = Date.now()
  await relayer.restart()
  const recovered = await arrived(transfers, 'after kill -9')
  const { peak } = memoryOf(relayer.pid())
  const { faults } = await readBooks(devnet.client('carol'))
  if (faults.length > 0) throw new Error(`The books differ: ${faults.join(' ')}`)
  return {
    transfers,
    transfersPerSecond: rateOf(burst),
    addedP50: percentile(added, 0.5),
    addedP99: percentile(added, 0.99),
    burstAddedP50: percentile(burstAdded, 0.5),
    burstAddedP99: percentile(burstAdded, 0.99),
    ...{ callsPerTransfer, idleCallsPerSecond, memory },
    memoryPeak: Math.max(peak, peakBefore),
    recoverySeconds: (recovered - restarted) / 1_000,
  }
}

/** Offers deposits as fast as the chains take them. */
async function offer(depositor: Depositor, deposits: readonly Deposit[]): Promise<void> {
  const size = 3 * perBlock
  for (let i = 0; i < deposits.length; i += size) {
    await depositor.send(deposits.slice(i, i + size))
    await depositor.mined()
  }
}

function rateOf(crossings: readonly Crossing[]): number {
  const first = crossings.reduce((least, { sentAt }) => Math.min(least, sentAt), Infinity)
  const last = crossings.reduce((most, { creditedAt }) => Math.max(most, creditedAt), 0)
  return crossings.length / ((last - first) / 1_000)
}
