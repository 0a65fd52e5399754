import type { Devnet } from '@causeway/devnet'
import {
  getInsurance,
  getMargin,
  getMarkets,
  type Market,
  prepareMoveBetween,
  preparePokeFunding,
  prepareSetMode,
} from '@causeway/sdk'
import type { Hex } from 'viem'
import { requireSuccess, type SteppedWorld } from './chain.js'
import { makeDeposits, type PlannedDeposit } from './deposits.js'
import type { Lanes } from './lanes.js'
import { createOwner, type Owner } from './people.js'
import { offers, type PlannedAccount, planPopulation } from './population.js'
import type { Publishers } from './prices.js'
import { type Deal, fill, sweep, type Trader } from './trade.js'

/** An account that is open. */
export type OpenAccount = PlannedAccount & Trader

/** Everybody who takes part. */
export type Population = {
  accounts: readonly OpenAccount[]
  /** Who trades with everybody at mark, and is hedged elsewhere. */
  maker: Trader
  liquidators: readonly Trader[]
  /** Notional of all open positions, one side, USD. */
  openInterest: number
  /** Orders that took no part: their account could not bear them. */
  skipped: number
}

export type Opening = {
  accounts: number
  seed: number
  /** Of open interest. */
  fund: number
  liquidators: number
  /** Cash of all liquidators together, of open interest. */
  liquidatorCapital: number
}

const owners = 8
const makerCash = 2_000_000
const treasury = 500_000
const cashChains = ['ethereum', 'arbitrum', 'optimism'] as const
const wad = 10n ** 18n

type Scene = { devnet: Devnet; world: SteppedWorld; lanes: Lanes; publishers: Publishers }

/**
 * Opens a population: deposits on three chains cross to the hub, everybody trades with a maker at mark, and what an account has beyond
 * its planned equity over initial margin goes to another account of its owner.
 */
export async function openAccounts(
  scene: Scene,
  opening: Opening,
  say: (text: string) => void,
): Promise<Population> {
  const { devnet, world, publishers } = scene
  const people = await Promise.all(
    Array.from({ length: owners }, (_, i) => createOwner(devnet, `owner ${i}`)),
  )
  const [first, second, bidding] = await Promise.all(
    ['maker', 'other maker', 'liquidator'].map((name) => createOwner(devnet, name)),
  )
  if (!first || !second || !bidding) throw new RangeError('nobody to trade with')
  await pokeAll(scene, first)
  const markets = await getMarkets(first.client)
  const plan = planPopulation(opening.accounts, opening.seed, markets)
  const accounts = plan.map((account): OpenAccount => {
    const owner = people[account.number % owners] as Owner
    return { ...account, owner, account: owner.accountOf(1 + Math.floor(account.number / owners)) }
  })
  const maker = { owner: first, account: first.accountOf(0) }
  const other = { owner: second, account: second.accountOf(0) }
  const liquidators = Array.from({ length: opening.liquidators }, (_, i) => ({
    ...{ owner: bidding, account: bidding.accountOf(i) },
  }))

  say(`deposits of ${accounts.length} accounts on three chains`)
  const bidCash = (plannedInterest(plan) * opening.liquidatorCapital) / opening.liquidators
  // large ones first: a fifth of what may come in within an hour is kept for small ones
  await makeDeposits(devnet, world, 'alice', [
    ...[maker, other].flatMap(({ account }) =>
      cashChains.map((chain) =>
        depositOf(scene, { chain, token: 'USDC', usd: makerCash, account }),
      ),
    ),
    ...liquidators.map(({ account }, i) =>
      depositOf(scene, {
        ...{ chain: cashChains[i % 3] as string, token: 'USDC', usd: bidCash, account },
      }),
    ),
    ...people.map((owner, i) =>
      depositOf(scene, {
        ...{ chain: cashChains[i % 3] as string, token: 'USDC', usd: treasury },
        account: owner.accountOf(0),
      }),
    ),
    ...accounts.flatMap(({ account, collateral }) =>
      collateral.map(({ chain, token, usd }) => depositOf(scene, { chain, token, usd, account })),
    ),
  ])
  say('their messages cross to the hub')
  await scene.lanes.carry()

  say('opening positions')
  await setModes(world, [...accounts, ...[maker, other, ...liquidators].map(asPortfolio)])
  let skipped = 0
  const { options } = instruments(markets)
  for (const market of markets) {
    const deals = accounts.flatMap((account) => dealsOf(account, market))
    if (deals.length === 0) continue
    await publishers.keep()
    await publishers.refresh(options)
    const [{ price = undefined } = {}] = (
      await getMarkets(first.client, { underlying: market.instrument.underlying })
    ).filter(({ id }) => id === market.id)
    if (price === undefined) throw new Error(`${market.name} has no price`)
    skipped += await fill(world, maker, { instrument: market.id, price, deals })
  }
  const openInterest = await interestOf(first)
  say('filling the insurance fund')
  await fillFund(scene, maker, other, opening.fund * openInterest)
  say('moving what is above the planned margin away')
  await trim(scene, accounts, options)
  return { accounts, maker, liquidators, openInterest, skipped }
}

const asPortfolio = (trader: Trader) => ({ ...trader, mode: 'portfolio' as const })

const instruments = (markets: readonly Market[]) => ({
  options: Object.values(offers(markets)).flatMap(({ put, lowPut, call }) => [put, lowPut, call]),
})

/** Premiums count for an hour: a reading of each perpetual. */
export async function pokeAll({ world }: Pick<Scene, 'world'>, owner: Owner): Promise<void> {
  const requests = ['ETH', 'BTC'].map((underlying) =>
    preparePokeFunding(owner.client, { underlying }),
  )
  const sendings = requests.map(({ to, data }) => ({ from: owner.key.account, to, data }))
  requireSuccess(await world.hub.send(sendings), 'reading premiums')
}

function depositOf(
  { publishers }: Pick<Scene, 'publishers'>,
  { usd, ...deposit }: { chain: string; token: string; usd: number; account: Hex },
): PlannedDeposit {
  const underlying = { WETH: 'ETH', WBTC: 'BTC', wstETH: 'STETH' }[deposit.token]
  const price = underlying === undefined ? 1 : publishers.priceOf(underlying)
  const decimals = { USDC: 6, WBTC: 8 }[deposit.token] ?? 18
  return {
    ...deposit,
    amount:
      BigInt(Math.floor((usd / price) * 10 ** Math.min(decimals, 8))) *
      10n ** BigInt(Math.max(0, decimals - 8)),
  }
}

/** One side of what is planned: by instrument the greater of what is bought and sold. */
function plannedInterest(plan: readonly PlannedAccount[]): number {
  const sides = new Map<Hex, { long: number; short: number }>()
  for (const { instrument, notional } of plan.flatMap(({ legs }) => legs)) {
    const side = sides.get(instrument) ?? { long: 0, short: 0 }
    if (notional > 0) side.long += notional
    else side.short -= notional
    sides.set(instrument, side)
  }
  return [...sides.values()].reduce((sum, { long, short }) => sum + Math.max(long, short), 0)
}

/** What is open by the hub's count, at the index. */
export async function interestOf({ client }: Owner): Promise<number> {
  const markets = await getMarkets(client)
  return markets.reduce(
    (sum, { openInterest, index = 0n }) => sum + Number((openInterest * index) / wad) / 1e18,
    0,
  )
}

async function setModes(
  world: SteppedWorld,
  accounts: readonly (Trader & Pick<PlannedAccount, 'mode'>)[],
): Promise<void> {
  const sendings = accounts
    .filter(({ mode }) => mode !== 'cross')
    .map(({ owner, account, mode }) => {
      const { to, data } = prepareSetMode(owner.client, { account, mode })
      return { from: owner.key.account, to, data, gas: 1_000_000n }
    })
  requireSuccess(await world.hub.send(sendings), 'setting modes')
}

function dealsOf({ owner, account, legs }: OpenAccount, market: Market): Deal[] {
  return legs
    .filter(({ instrument }) => instrument === market.id)
    .map(({ notional }) => {
      const index = Number(market.index ?? 0n) / 1e18
      return { owner, account, size: BigInt(Math.round((notional / index) * 1e9)) * 10n ** 9n }
    })
}

/** Trades to and fro until half of its fees have filled the fund: the only way in, as on the real hub. */
async function fillFund(
  { publishers, world }: Scene,
  maker: Trader,
  other: Trader,
  target: number,
): Promise<void> {
  const { client } = maker.owner
  const [perpetual] = await getMarkets(client, { underlying: 'BTC' })
  if (!perpetual) throw new Error('nothing to trade')
  const most = 6 * makerCash
  await sweep(world, maker.owner)
  for (;;) {
    const { fund } = await getInsurance(client)
    const missing = target - Number(fund) / 1e18
    if (missing < 1) return
    await publishers.keep()
    const { price } = (await getMarkets(client, { underlying: 'BTC' })).find(
      ({ id }) => id === perpetual.id,
    ) as { price: bigint }
    // a taker's 0.05 % less a maker's 0.01 %, there and back, and half of it
    const notional = Math.min(most, missing / 0.0004)
    const size = BigInt(Math.floor((notional / Number(price)) * 1e18 * 1e9)) * 10n ** 9n
    if (size === 0n) return
    for (const signed of [size, -size])
      await fill(world, maker, {
        ...{ instrument: perpetual.id, price, deals: [{ ...other, size: signed }] },
      })
    await sweep(world, maker.owner)
  }
}

/** Accounts that are looked at together. */
const perLook = 200
/** So often cash is moved: those that pay come first, and what they paid is there for the others the next time. */
const passes = 3

/** Brings every account to its equity over initial margin, with cash of its owner's first account. */
async function trim(
  { world, publishers }: Scene,
  accounts: readonly OpenAccount[],
  options: readonly Hex[],
): Promise<void> {
  await publishers.refresh(options)
  let left = accounts
  for (let pass = 0; pass < passes && left.length > 0; pass++) {
    const next: OpenAccount[] = []
    for (let i = 0; i < left.length; i += perLook) {
      await publishers.keep()
      const looked = left.slice(i, i + perLook)
      const moves = await Promise.all(looked.map((account) => moveOf(account, pass === 0)))
      const made = moves.flatMap((move, n) => (move ? [{ move, account: looked[n] }] : []))
      const receipts = await world.hub.send(made.map(({ move }) => move))
      for (const [n, account] of looked.entries()) {
        const place = made.findIndex((entry) => entry.account === account)
        const isDone = place >= 0 && receipts[place]?.status === 'success'
        if (!isDone && (pass === 0 || moves[n])) next.push(account)
      }
    }
    left = next
  }
}

/** What an account has too much goes to its owner's first account, what it lacks (later) comes from there. */
async function moveOf({ owner, account, ratio }: OpenAccount, onlyOut: boolean) {
  const { equity, initial } = await getMargin(owner.client, { account })
  const excess = equity - (initial * BigInt(Math.round(ratio * 1e6))) / 1_000_000n
  if (initial === 0n || excess === 0n || (onlyOut && excess < 0n)) return undefined
  const [from, to] = excess > 0n ? [account, owner.accountOf(0)] : [owner.accountOf(0), account]
  const amount = excess > 0n ? excess : -excess
  const request = prepareMoveBetween(owner.client, { from, to, amount })
  return { from: owner.key.account, to: request.to, data: request.data, gas: 4_000_000n }
}
