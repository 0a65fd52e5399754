import { readBooks } from '@causeway/devnet'
import { getInsurance, getMargin } from '@causeway/sdk'
import type { Tick } from '../series/bar.js'
import { type Opening, openAccounts, type Population, pokeAll } from '../world/openAccounts.js'
import { type ReplayWorld, startReplayWorld } from '../world/startReplayWorld.js'
import { type Capital, capitalNeeded } from './capital.js'
import type { Totals } from './ledger.js'
import { createLiquidators, type Liquidators, type LiquidatorTerms } from './liquidation.js'
import { sellTokens } from './sellTokens.js'

export type BridgeOutage = {
  bridge: 'layerzero' | 'wormhole'
  /** Of the whole path, as fractions. */
  from: number
  to: number
}

/** What a replay is made of. */
export type ReplayParameters = {
  /** Prices over time, as multiples of the first. */
  path: readonly Tick[]
  opening: Opening
  terms: LiquidatorTerms
  /** Seconds between checkpoints: a message waits for the next, and arrives before the one after it. */
  delay: number
  outage?: BridgeOutage | undefined
}

/** The state of everything at a moment; money in USD. */
export type Sample = {
  /** Seconds from the beginning. */
  at: number
  prices: Readonly<Record<string, number>>
  /** Initial margin of all accounts: as they are, and if all had one mode. */
  margin: Capital
  /** Open auctions, accounts liquidated so far, insurance fund, what insolvent accounts lack just now. */
  auctions: number
  liquidated: number
  fund: number
  lacking: number
  /** What was bad debt so far: what insolvent accounts lacked, whoever paid it. */
  badDebt: number
}

export type ReplayResult = {
  accounts: number
  /** Opened within 5 % of initial margin. */
  tight: number
  /** Orders that took no part when the accounts were opened. */
  skipped: number
  openInterest: number
  equity: number
  /** Accounts with collateral or cash from more than one chain. */
  onSeveralChains: number
  samples: Sample[]
  totals: Totals
  liquidated: number
  fund: { before: number; after: number; least: number }
  /** What insolvent accounts lacked: before anybody paid, and what the fund did not pay. */
  badDebt: { before: number; after: number; most: number }
  /** Sold for liquidators on the spokes where tokens lie, USD. */
  sold: number
  /** Whatever does not agree between the books of the chains at the end. */
  faults: string[]
}

/** Told of every step. */
export type Progress = (state: {
  stage: string
  done: number
  of: number
  sample?: Sample | undefined
}) => void

const fundingEvery = 1_800
/** Seconds after a tick at which open auctions are looked at again: a minute, and when declarations and discounts are ripe. */
const looks = [60, 180, 660, 1_260] as const
const tightRatio = 1.05

/** Drives a path through real contracts on chains of its own. @throws Error when a chain or a process of the local world fails */
export async function replay(
  parameters: ReplayParameters,
  progress: Progress,
  signal?: AbortSignal,
): Promise<ReplayResult> {
  const say = (stage: string) => {
    signal?.throwIfAborted()
    progress({ stage, done: 0, of: parameters.path.length })
  }
  const scene = await startReplayWorld(say)
  try {
    const population = await openAccounts(scene, parameters.opening, say)
    return await drive(scene, population, parameters, progress, signal)
  } finally {
    await scene.stop()
  }
}

async function drive(
  scene: ReplayWorld,
  population: Population,
  parameters: ReplayParameters,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<ReplayResult> {
  const { world, publishers, lanes, devnet } = scene
  const { path, delay, outage } = parameters
  const client = devnet.client('carol')
  const liquidators = createLiquidators(scene, population, parameters.terms)
  const { input } = await getMargin(client, { account: population.maker.account })
  const factor = Number(input.initialFactor) / 1e6
  const start = world.now() + 60
  const end = path.at(-1)?.at ?? 0
  const samples: Sample[] = []
  const last = { carried: world.now(), poked: 0 }
  let isDown = false
  let sold = 0
  const first = await getInsurance(client)
  const opened = await openedAs(scene, population)

  const moment = async (at: number, prices: Tick['prices']) => {
    world.setTime(start + at)
    await publishers.publish(prices)
    if (world.now() >= last.poked + fundingEvery) {
      last.poked = world.now()
      await pokeAll(scene, population.maker.owner)
    }
    const down = outage !== undefined && at >= outage.from * end && at < outage.to * end
    if (outage && down !== isDown) await lanes.setDown(outage.bridge, down)
    isDown = down
    await lanes.advance()
    if (world.now() >= last.carried + delay) {
      last.carried = world.now()
      sold += await sellTokens(scene, population)
      await lanes.publish()
      await publishers.keep()
    }
    await liquidators.step()
  }
  for (const [i, tick] of path.entries()) {
    signal?.throwIfAborted()
    await moment(tick.at, tick.prices)
    const sample = await sampleOf(scene, liquidators, factor, tick)
    samples.push(sample)
    progress({ stage: 'replaying', done: i + 1, of: path.length, sample })
    // discounts grow, and declarations mature, while the price stands still
    const next = path[i + 1]?.at ?? tick.at + 1_800
    for (const wait of looks) {
      if (liquidators.open() === 0 || world.now() > start + next - 60) break
      if (tick.at + wait > next - 30) break
      signal?.throwIfAborted()
      await moment(tick.at + wait, tick.prices)
    }
  }
  if (isDown && outage) await lanes.setDown(outage.bridge, false)
  progress({ stage: 'the last messages', done: path.length, of: path.length })
  await lanes.carry()
  await publishers.publish(path.at(-1)?.prices ?? {})
  const { fund } = await getInsurance(client)
  const lacking = await liquidators.lacking()
  const { totals, liquidated } = liquidators.ledger
  const beyond = totals.deleveraged + totals.haircut + lacking
  return {
    accounts: population.accounts.length,
    ...opened,
    onSeveralChains: population.accounts.filter(
      ({ collateral }) => new Set(collateral.map(({ chain }) => chain)).size > 1,
    ).length,
    ...{ skipped: population.skipped, openInterest: population.openInterest, samples },
    ...{ totals, liquidated: liquidated.size, sold },
    fund: {
      ...{ before: usd(first.fund), after: usd(fund) },
      least: Math.min(...samples.map((sample) => sample.fund)),
    },
    badDebt: {
      ...{ before: totals.covered + beyond, after: beyond },
      most: Math.max(...samples.map((sample) => sample.lacking)),
    },
    faults: (await readBooks(client)).faults,
  }
}

async function sampleOf(
  { devnet }: ReplayWorld,
  liquidators: Liquidators,
  factor: number,
  { at, prices }: Tick,
): Promise<Sample> {
  const [state, { fund }, lacking] = await Promise.all([
    liquidators.state(),
    getInsurance(devnet.client('carol')),
    liquidators.lacking(),
  ])
  const { totals, liquidated } = liquidators.ledger
  return {
    ...{ at, prices, lacking, fund: usd(fund), liquidated: liquidated.size },
    auctions: liquidators.open(),
    badDebt: totals.covered + totals.deleveraged + totals.haircut,
    margin: capitalNeeded(liquidators.books(), state, liquidators.instruments(), factor),
  }
}

/** As the hub counts it: equity of all, and who stands within 5 % of initial margin. */
async function openedAs({ devnet }: ReplayWorld, { accounts }: Population) {
  const client = devnet.client('carol')
  const margins = await Promise.all(accounts.map(({ account }) => getMargin(client, { account })))
  return {
    equity: margins.reduce((sum, margin) => sum + usd(margin.equity), 0),
    tight: margins.filter(
      ({ equity, initial }) => initial > 0n && usd(equity) <= tightRatio * usd(initial),
    ).length,
  }
}

const usd = (value: bigint) => Number(value) / 1e18
