import {
  deposit,
  getAccount,
  getCollateralByChain,
  getMargin,
  getMarkets,
  setMode,
  withdraw,
} from '@causeway/sdk'
import { formatUnits, parseUnits } from 'viem'
import { readBooks } from '../books.js'
import type { Devnet } from '../createDevnet.js'
import { DevnetError } from '../errors.js'
import type { AccountRole } from '../keys.js'
import { crash } from './crash.js'
import { decimalsOf, follow, placeSoon, round, usd } from './support.js'
import { table } from './table.js'
import type { View } from './view.js'

type Deposit = { role: AccountRole; chain: string; token: string; amount: string }

const deposits: readonly Deposit[] = [
  { role: 'alice', chain: 'ethereum', token: 'WETH', amount: '2.5' },
  { role: 'alice', chain: 'arbitrum', token: 'WBTC', amount: '0.25' },
  { role: 'alice', chain: 'optimism', token: 'USDC', amount: '20000' },
  { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: '50000' },
]

/**
 * The story of one account: deposits of three decimals on three chains, the account on the hub, cash taken out where it did
 * not come from and collateral where it lies, a trade, and its liquidation. Throws at the first step that does not succeed.
 */
export async function tell(devnet: Devnet, view: View): Promise<void> {
  const alice = devnet.accounts.alice.address
  view.chapter('1. Alice deposits on three chains; Bob brings cash to the vault on arbitrum')
  view.line(`Alice is ${alice}. WETH has 18 decimals, WBTC 8, USDC 6.`)
  await Promise.all(deposits.map((entry) => depositAndWatch(devnet, view, entry)))

  view.chapter('2. One account on the hub')
  await showAccount(devnet, view)

  view.chapter(
    '3. Cash leaves on arbitrum, where Alice brought none; collateral on ethereum, its own chain',
  )
  // both are sent by one account on one chain: one after the other, or they would want the same nonce
  const ends = [
    await startWithdrawal(devnet, view, { chain: 'arbitrum', token: 'USDC', amount: '5000' }),
    await startWithdrawal(devnet, view, { chain: 'ethereum', token: 'WETH', amount: '1' }),
  ]
  await Promise.all(ends.map((end) => end()))

  view.chapter(
    '4. Alice sells a perpetual against her ether, and buys a put; one margin for all of it',
  )
  await trade(devnet, view)

  view.chapter(
    '5. Prices fall: Alice is below maintenance, and somebody with cash on optimism alone takes collateral over',
  )
  await crash(devnet, view)

  view.chapter('6. What is left, and whether the books of all chains agree')
  await showAccount(devnet, view)
  await showBooks(devnet, view)
}

async function depositAndWatch(devnet: Devnet, view: View, entry: Deposit): Promise<void> {
  const { role, chain, token, amount } = entry
  const client = devnet.client(role)
  const decimals = decimalsOf(devnet, chain, token)
  const show = view.crossing(`${role} deposits ${amount} ${token} on ${chain}`)
  const { hash } = await deposit(client, { chain, token, amount: parseUnits(amount, decimals) })
  const end = await follow(devnet, role, chain, hash, show)
  if (end.state.status !== 'credited')
    throw new DevnetError(`The deposit of ${amount} ${token} ended as "${end.state.status}".`)
}

/** Sends a withdrawal; the returned function follows it to its end. */
async function startWithdrawal(
  devnet: Devnet,
  view: View,
  entry: { chain: string; token: string; amount: string },
): Promise<() => Promise<void>> {
  const { chain, token, amount } = entry
  const client = devnet.client('alice')
  const decimals = decimalsOf(devnet, chain, token)
  const show = view.crossing(`alice withdraws ${amount} ${token} on ${chain}`)
  const { hash } = await withdraw(client, { chain, token, amount: parseUnits(amount, decimals) })
  return async () => {
    const end = await follow(devnet, 'alice', devnet.hub.name, hash, show)
    if (end.state.status !== 'released')
      throw new DevnetError(`The withdrawal of ${amount} ${token} ended as "${end.state.status}".`)
  }
}

/** Alice is long ether as collateral: a short perpetual and a put take its risk away. */
async function trade(devnet: Devnet, view: View): Promise<void> {
  const client = devnet.client('alice')
  await setMode(client, { mode: 'portfolio' })
  const markets = await getMarkets(client, { underlying: 'ETH' })
  const put = markets.find(
    ({ instrument }) => instrument.kind === 'put' && instrument.strike === parseUnits('2800', 8),
  )
  if (!put) throw new DevnetError('There is no put to buy.')
  for (const [name, units] of [
    ['ETH-PERP', '-1'],
    [put.name, '2'],
  ] as const) {
    const { filled } = await placeSoon(devnet, {
      instrument: name,
      size: parseUnits(units, 18),
      price: units.startsWith('-') ? parseUnits('2900', 18) : parseUnits('500', 18),
    })
    const size = filled?.size ?? 0n
    if (size !== parseUnits(units, 18))
      throw new DevnetError(`The order for ${name} was not filled.`)
    view.line(
      `alice ${size > 0n ? 'buys' : 'sells'} ${formatUnits(size > 0n ? size : -size, 18)} ${name} at $${round(filled?.price ?? 0n, 18, 2)}`,
    )
  }
  const margin = await getMargin(client)
  const lines = table([
    ['position', 'size', 'mark', 'value'],
    ...margin.positions.map(({ name, size, price, value }) => [
      name,
      formatUnits(size, 18),
      usd(price),
      usd(value),
    ]),
  ])
  for (const line of lines) view.line(line)
  view.line(
    `equity ${usd(margin.equity)}, initial margin ${usd(margin.initial)}, maintenance ${usd(margin.maintenance)}`,
  )
}

async function showAccount(devnet: Devnet, view: View): Promise<void> {
  const client = devnet.client('alice')
  const [account, rows] = await Promise.all([getAccount(client), getCollateralByChain(client)])
  view.line(`account ${account.account}`)
  const held = rows.filter(({ token, credited }) => !token.isCash && credited > 0n)
  const lines = table([
    ['chain', 'asset', 'amount', 'price', 'haircut', 'value'],
    ['all', 'cash', round(account.cash, 18, 2), '$1', '0 %', `$${round(account.cash, 18, 2)}`],
    ...held.map((row) => [
      row.chainName,
      row.token.symbol,
      formatUnits(row.credited, 18),
      row.price === undefined ? '?' : `$${round(row.price, 18, 2)}`,
      `${row.haircutBps / 100} %`,
      row.value === undefined ? '?' : `$${round(row.value, 18, 2)}`,
    ]),
  ])
  for (const line of lines) view.line(line)
  view.line(
    `equity after haircut: ${account.equity === undefined ? 'unknown' : `$${round(account.equity, 18, 2)}`}`,
  )
}

async function showBooks(devnet: Devnet, view: View): Promise<void> {
  const books = await readBooks(devnet.client('alice'))
  const lines = table([
    ['chain', 'token', 'vault holds', 'vault owes', 'hub counts'],
    ...books.vaults
      .filter(({ owed }) => owed > 0n)
      .map(({ chain, symbol, balance, owed, reserve, pending }) => {
        const { name } = devnet.chain(chain)
        const decimals = decimalsOf(devnet, name, symbol)
        const show = (amount: bigint) => formatUnits(amount, decimals)
        return [name, symbol, show(balance), show(owed), show(reserve + pending)]
      }),
  ])
  for (const line of lines) view.line(line)
  if (books.faults.length > 0) throw new DevnetError(books.faults.join(' '))
  view.line('The books of all chains agree: every vault owes exactly what the hub counts in it.')
}
