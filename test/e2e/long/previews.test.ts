import { quoteMove, quoteOrder } from '@causeway/dashboard/previews'
import { type AccountRole, artifact, type Devnet } from '@causeway/devnet'
import {
  atPrices,
  type computeMargin,
  type MarginInput,
  type Preview,
  toContractInput,
} from '@causeway/risk'
import {
  contractOf,
  deposit,
  encodeMessage,
  findChain,
  getMargin,
  getMarkets,
  hubAbi,
  type Instrument,
  type Market,
  prepareMatchOrders,
  prepareRefreshArrays,
  prepareWithdraw,
  refreshStaleArrays,
  resolveAccount,
  riskEngineAbi,
  setMode,
  signOrder,
} from '@causeway/sdk'
import { type Address, encodeFunctionData, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Call, type Frozen, freeze } from '../support/frozen.js'
import { type Dice, dice, pick, randomSize, randomTicket } from '../support/tickets.js'
import { tradeIn } from '../support/trading.js'
import { arrive, endDevnet, patience, quick, startDevnet, testTime } from '../support/world.js'

/** A fifth of a thousand, which take ten minutes: all with CAUSEWAY_PREVIEWS=all. */
const times = process.env.CAUSEWAY_PREVIEWS === 'all' ? 5 : 1
const counts = {
  ...{ orders: 160 * times, withdrawals: 20 * times, deposits: 20 * times },
  liquidationPrices: 12 * times,
}
const traders = ['alice', 'carol', 'liquidator'] as const
const wad = (text: string) => parseUnits(text, 18)
const usd = 1_000_000n
let devnet: Devnet
let hub: Frozen
let markets: Market[]
let harness: Address

beforeAll(async () => {
  // prices stand still here: nobody observes
  devnet = await startDevnet({ relayer: { policy: { ...quick, observeSeconds: null } } })
  const modes = { carol: 'portfolio', liquidator: 'isolated', maker: 'portfolio' } as const
  for (const [role, mode] of Object.entries(modes))
    await setMode(devnet.client(role as AccountRole), { mode })
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: wad('10') },
      { role: 'alice', chain: 'arbitrum', token: 'WBTC', amount: parseUnits('0.5', 8) },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: 20_000n * usd },
      { role: 'carol', chain: 'ethereum', token: 'WETH', amount: wad('10') },
      { role: 'carol', chain: 'optimism', token: 'USDC', amount: 50_000n * usd },
      { role: 'liquidator', chain: 'optimism', token: 'USDC', amount: 30_000n * usd },
      { role: 'maker', chain: 'optimism', token: 'USDC', amount: 900_000n * usd },
    ].map(async ({ role, chain, token, amount }) => {
      const { hash } = await deposit(devnet.client(role as AccountRole), { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
  markets = (await getMarkets(devnet.client('alice'))).filter(({ price }) => price !== undefined)
  const named = (underlying: string, kind: string, n = 0) =>
    markets.filter(({ instrument }) => {
      return instrument.underlying === underlying && instrument.kind === kind
    })[n] as Market
  const trades: [AccountRole, Market, string][] = [
    ['alice', named('ETH', 'perpetual'), '6'],
    ['alice', named('BTC', 'perpetual'), '-0.2'],
    ['alice', named('ETH', 'put', 14), '3'],
    ['carol', named('ETH', 'perpetual'), '-8'],
    ['carol', named('ETH', 'future', 1), '3'],
    ['carol', named('BTC', 'call', 12), '-0.3'],
    ['carol', named('ETH', 'call', 16), '-2'],
    ['liquidator', named('ETH', 'perpetual'), '5'],
  ]
  for (const [taker, { name: instrument, price = 0n }, size] of trades)
    await tradeIn(devnet, { instrument, size: wad(size), price, taker, maker: 'maker' })
  const { abi, bytecode } = artifact('RiskHarness')
  const wallet = devnet.wallet(devnet.hub.number, 'faucet')
  const hash = await wallet.deployContract({ abi, bytecode, args: [] } as never)
  harness = (await wallet.waitForTransactionReceipt({ hash })).contractAddress as Address
  for (const role of traders) await refreshStaleArrays(devnet.client(role), { maxAge: 30n })
  hub = await freeze(devnet)
}, patience)
afterAll(() => endDevnet(devnet))

/** The hub's own answer: the calls, and then the margin of the account. */
async function answer(role: AccountRole, from: Address, calls: readonly Call[]) {
  const { deployment } = devnet
  const args = [resolveAccount(devnet.client(role))] as const
  const functionName = 'initialMargin'
  const margin: Call = {
    ...{ to: contractOf(deployment, deployment.hubChain, 'riskEngine'), value: 0n },
    data: encodeFunctionData({ abi: riskEngineAbi, functionName, args }),
    ...{ abi: riskEngineAbi, functionName },
  }
  const ran = await hub.run(from, [...calls, margin])
  return 'refusal' in ran
    ? ran
    : (ran.results.at(-1) as { equity: bigint; maintenance: bigint; initial: bigint })
}

/** What was compared, and with which errors the hub refused what the page said it would refuse. */
const seen = { accepted: 0, refused: new Map<string, number>() }

function compare(told: Preview, said: Awaited<ReturnType<typeof answer>>, what: string): void {
  if ('refusal' in said) {
    expect(told.accepted, `${what}: refused with ${said.refusal}, told ${told.verdict}`).toBe(false)
    const key = `${told.verdict}: ${said.refusal}`
    seen.refused.set(key, (seen.refused.get(key) ?? 0) + 1)
    return
  }
  const { equity, maintenance, initial } = told.after
  expect(told.accepted, `${what}: done, told ${told.verdict}`).toBe(true)
  expect({ equity, maintenance, initial }, what).toEqual({
    ...{ equity: said.equity, maintenance: said.maintenance, initial: said.initial },
  })
  seen.accepted++
}

async function orderCase(throwDice: Dice): Promise<void> {
  const role = pick(throwDice, traders)
  const client = devnet.client(role)
  const ticket = randomTicket(throwDice, markets)
  const told = await quoteOrder(client, ticket)
  const { instrument, side } = ticket
  const size = parseUnits(ticket.size, 18) * (side === 'buy' ? 1n : -1n)
  const price = parseUnits(ticket.price, 18)
  const [taker, resting] = await Promise.all([
    signOrder(client, { instrument, size, price, timeInForce: 'immediate' }),
    signOrder(devnet.client('maker'), { instrument, size: -size, price }),
  ])
  const traded = markets.find(({ name }) => name === instrument)?.instrument
  const { positions } = await getMargin(client)
  const isKnown = positions.some((held) => strikeOf(held.instrument) === strikeOf(traded))
  const isOption = strikeOf(traded) !== undefined
  const calls = [
    // a strike that the account has nothing of is previewed as a refresh would write it now
    ...(isOption && !isKnown ? [prepareRefreshArrays(client, { instruments: [instrument] })] : []),
    prepareMatchOrders(client, { taker, makers: [resting] }),
  ]
  const said = await answer(role, devnet.accounts.faucet.address, calls)
  // the maker was passed over: that says nothing of the account, so another case takes its place
  if ('refusal' in said && said.refusal === 'Exchange_NotFilled') return orderCase(throwDice)
  compare(told, said, `${role}: ${side} ${ticket.size} ${instrument} at ${ticket.price}`)
}

/** What a call and a put share an array by. */
function strikeOf(instrument: Instrument | undefined): string | undefined {
  if (instrument?.kind !== 'call' && instrument?.kind !== 'put') return undefined
  const { underlying, expiry, strike } = instrument
  return `${underlying} ${expiry} ${strike}`
}

/** A token of a vault and an amount of it, of what a hundred units of the size are worth about. */
function randomMove(throwDice: Dice, tokens: readonly (readonly [string, string])[]) {
  const [chainName, symbol] = pick(throwDice, tokens)
  const { chain, tokens: known } = findChain(devnet.deployment, chainName)
  const token = known.find((one) => one.symbol === symbol)
  if (!token) throw new Error(`${chainName} has no ${symbol}`)
  const units = parseUnits(randomSize(throwDice), token.decimals)
  return { chain, token, amount: token.isCash ? units * 100n : units / 10n || 1n }
}

async function withdrawalCase(throwDice: Dice): Promise<void> {
  const role = pick(throwDice, ['alice', 'carol'] as const)
  const client = devnet.client(role)
  const held = role === 'alice' ? ([['arbitrum', 'WBTC']] as const) : []
  const { chain, token, amount } = randomMove(throwDice, [
    ...held,
    ...([
      ['ethereum', 'WETH'],
      ['optimism', 'USDC'],
    ] as const),
  ])
  const margin = await getMargin(client)
  const most = token.isCash
    ? undefined
    : parseUnits(token.symbol === 'WBTC' ? '0.5' : '10', token.decimals)
  const wanted = most !== undefined && amount > most ? most : amount
  const { preview, cash, room } = await quoteMove(client, { chain, token }, 'withdrawal', wanted)
  // more than the vault may let out now is another refusal, which the page tells as its own
  if (wanted > room) return withdrawalCase(throwDice)
  const { request } = await prepareWithdraw(client, {
    ...{ chain, token: token.address, amount: wanted, maxFee: cash },
  })
  const said = await answer(role, devnet.accounts[role].address, [request])
  compare(preview, said, `${role}, ${margin.mode}: ${wanted} ${token.symbol} out`)
}

async function depositCase(throwDice: Dice, seq: bigint): Promise<void> {
  const role = pick(throwDice, traders)
  const client = devnet.client(role)
  const move = randomMove(throwDice, [
    ...([
      ['ethereum', 'WETH'],
      ['arbitrum', 'WBTC'],
      ['optimism', 'USDC'],
    ] as const),
  ])
  const { chain, token } = move
  const amount = move.amount / 100n || 1n
  const { preview } = await quoteMove(client, move, 'deposit', amount)
  const { kind, body } = encodeMessage({
    ...{ type: 'deposit', account: resolveAccount(client), token: token.address as Address },
    ...{ amount, depositor: devnet.accounts[role].address },
  })
  const { hubChain } = devnet.deployment
  const args = [chain, seq, kind, body, false] as const
  const functionName = 'handle'
  const call: Call = {
    ...{ to: contractOf(devnet.deployment, hubChain, 'hub'), value: 0n },
    data: encodeFunctionData({ abi: hubAbi, functionName, args }),
    ...{ abi: hubAbi, functionName },
  }
  // as the gateway hands the message over once both bridges have brought it
  const said = await answer(role, contractOf(devnet.deployment, hubChain, 'gateway'), [call])
  compare(preview, said, `${role}: ${amount} ${token.symbol} in`)
}

/** Some at a time, each with dice of its own, so that every one can be repeated alone. */
async function eachOf(count: number, run: (throwDice: Dice, n: number) => Promise<void>) {
  for (let from = 0; from < count; from += 8)
    await Promise.all(
      Array.from({ length: Math.min(8, count - from) }, (_, i) =>
        run(dice(20_240_519 + 1_009 * (from + i)), from + i),
      ),
    )
}

test(`default: ${counts.orders + counts.withdrawals + counts.deposits} random previews of the page are what the hub does, to the last unit`, {
  timeout: 3 * testTime,
}, async () => {
  const { orders, withdrawals, deposits } = counts
  await eachOf(orders, (throwDice) => orderCase(throwDice))
  await eachOf(withdrawals, (throwDice) => withdrawalCase(throwDice))
  await eachOf(deposits, (throwDice, n) => depositCase(throwDice, 1_000_000n + BigInt(n)))
  const refused = [...seen.refused.values()].reduce((sum, times) => sum + times, 0)
  console.log('previews:', seen.accepted, 'accepted; refused:', Object.fromEntries(seen.refused))
  expect(seen.accepted + refused).toBe(counts.orders + counts.withdrawals + counts.deposits)
  expect(seen.accepted).toBeGreaterThan(100 * times)
  expect(refused).toBeGreaterThan(20 * times)
})

test('default: at the liquidation price that the page shows the engine finds the account below maintenance, and one tick nearer it does not', {
  timeout: 3 * testTime,
}, async () => {
  const throwDice = dice(7)
  const tick = 10n ** 10n
  let checked = 0
  while (checked < counts.liquidationPrices) {
    const ticket = randomTicket(throwDice, markets)
    const told = await quoteOrder(devnet.client(pick(throwDice, traders)), ticket)
    for (const [m, { after }] of told.liquidation.entries()) {
      if (after.liquidatable) continue
      const { below, above } = after
      for (const [price, nearer] of [
        [below, (below ?? 0n) + tick],
        [above, (above ?? 0n) - tick],
      ] as const) {
        if (price === undefined) continue
        const what = `${ticket.side} ${ticket.size} ${ticket.instrument}, market ${m} at ${price}`
        const at = (index: bigint) => {
          const account = { ...told.account, initial: false }
          return atPrices(account, { markets: { [m]: { index } }, arrays: 'refreshed' })
        }
        const [there, near] = await engine([at(price), at(nearer)])
        expect(there && there.equity < there.maintenance, what).toBe(true)
        expect(near && near.equity >= near.maintenance, what).toBe(true)
        checked++
      }
    }
  }
})

/** What the hub's formula says of inputs. */
async function engine(inputs: readonly MarginInput[]) {
  const { abi } = artifact('RiskHarness')
  const [margins, failed] = (await devnet
    .client('alice')
    .reader(devnet.hub.number)
    .readContract({
      ...{ address: harness, abi, functionName: 'computeMany' },
      args: [inputs.map(toContractInput)],
    })) as [ReturnType<typeof computeMargin>[], boolean[]]
  expect(failed).toEqual(inputs.map(() => false))
  return margins
}
