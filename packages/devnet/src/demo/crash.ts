import {
  bidFromSpoke,
  bidOnAuction,
  cashTokenOf,
  findChain,
  getAuction,
  getMargin,
  getMarkets,
  previewBid,
  RevertError,
  recoverTransfer,
  refreshStaleArrays,
  resolveAccount,
} from '@causeway/sdk'
import { erc20Abi, formatUnits, type Hex, parseUnits } from 'viem'
import type { Devnet } from '../createDevnet.js'
import { DevnetError } from '../errors.js'
import { decimalsOf, follow, patienceMs, placeSoon, usd } from './support.js'
import type { View } from './view.js'

/** Within what a price may move in a minute: a tenth. */
const fallen = { ETH: 2_705, BTC: 54_500 }
/** In two orders: more than the maker quotes at once. */
const orders = ['19', '19']
/** Where the liquidator's cash lies, and all of what he bids with. */
const home = 'optimism'
const stake = '20000'
const wanted = [
  { chain: 'ethereum', token: 'WETH', amount: '1.5' },
  { chain: 'arbitrum', token: 'WBTC', amount: '0.25' },
] as const
/** What bidders on the hub try to take, in millionths, until one does not take too much. */
const shares = Array.from({ length: 50 }, (_, i) => (50 - i) * 10_000)

/**
 * Alice buys more ether than her account can bear, and prices fall. The relayer opens an auction; a liquidator who has nothing on the hub
 * bids from a spoke for her tokens, and Bob on the hub for a part of what is left, until she is above initial margin again.
 */
export async function crash(devnet: Devnet, view: View): Promise<void> {
  const account = resolveAccount(devnet.client('alice'))
  for (const size of orders) {
    const { filled } = await placeSoon(devnet, {
      ...{ instrument: 'ETH-PERP', size: parseUnits(size, 18), price: parseUnits('3100', 18) },
    })
    if (filled?.size !== parseUnits(size, 18)) throw new DevnetError('Alice could not buy ether.')
    view.line(`alice buys ${size} ETH-PERP at ${usd(filled.price)}`)
  }
  await showMargin(devnet, view, 'alice')
  await fall(devnet, view)
  await showMargin(devnet, view, 'alice')

  const end = view.busy(
    'the relayer finds the account below maintenance, and opens an auction against it',
  )
  await soon(devnet, 'Nobody opened an auction.', async () => {
    return (await getAuction(devnet.client('carol'), { account })) !== undefined
  })
  end()
  await bidFromAfar(devnet, view, account)
  await bidNearby(devnet, view, account)
  await showMargin(devnet, view, 'alice')
}

async function fall(devnet: Devnet, view: View): Promise<void> {
  const end = view.busy(`ether falls to $${fallen.ETH}, bitcoin to $${fallen.BTC}`)
  const carol = devnet.client('carol')
  const account = resolveAccount(devnet.client('alice'))
  await devnet.prices.control({ prices: fallen })
  await soon(devnet, 'The prices do not arrive.', async () => {
    const found = Object.entries(fallen).map(async ([underlying, price]) => {
      const [perpetual] = await getMarkets(carol, { underlying })
      return perpetual?.index === parseUnits(String(price), 18)
    })
    return (await Promise.all(found)).every(Boolean)
  })
  // her put is priced anew for the new price; anyone can do that
  await soon(devnet, 'Alice is not below maintenance.', async () => {
    await refreshStaleArrays(carol, { account })
    return (await getMargin(carol, { account })).health === 'liquidatable'
  })
  end()
}

/** Asks until it is so. @throws DevnetError with what did not happen */
async function soon(devnet: Devnet, otherwise: string, ask: () => Promise<boolean>) {
  const deadline = Date.now() + patienceMs
  while (!(await ask())) {
    const ended = devnet.deceased()
    if (ended) throw new DevnetError(ended)
    if (Date.now() > deadline) throw new DevnetError(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** The liquidator's cash is on a spoke, and so is what he wants: the hub only decides. */
async function bidFromAfar(devnet: Devnet, view: View, account: Hex): Promise<void> {
  const { address } = devnet.accounts.liquidator
  const token = cashTokenOf(findChain(devnet.deployment, home))
  const cash = () => balanceOf(devnet, home, token.symbol, address)
  const before = await cash()
  const title = `the liquidator bids from ${home} with ${stake} ${token.symbol}`
  const show = view.crossing(title)
  const { hash } = await bidFromSpoke(devnet.client('liquidator'), {
    ...{ chain: home, amount: parseUnits(stake, token.decimals), account },
    collateral: wanted.map(({ amount, ...of }) => ({
      ...of,
      amount: parseUnits(amount, decimalsOf(devnet, of.chain, of.token)),
    })),
  })
  // once it has crossed, anyone makes it: here Carol
  const { state } = await follow(devnet, 'liquidator', home, hash, show, async () => {
    await recoverTransfer(devnet.client('carol'), { chain: home, hash })
  })
  if (state.status !== 'made') throw new DevnetError(`The bid ended as "${state.status}".`)
  view.line(
    `the bid cost ${usd(state.cost)}, after a discount of ${usd(state.discount)}; ${usd(state.fee)} went to the insurance fund`,
  )
  const paid = before - (await cash())
  view.line(
    `the liquidator paid ${formatUnits(paid, token.decimals)} ${token.symbol} in all: what was left of the ${stake} came back to ${home}`,
  )
}

/** Bob has cash on the hub: he takes a share of everything, as large as the auction lets him. */
async function bidNearby(devnet: Devnet, view: View, account: Hex): Promise<void> {
  const bob = devnet.client('bob')
  for (const share of shares) {
    if (!(await stands(() => previewBid(bob, { account, share })))) continue
    const { outcome } = await bidOnAuction(bob, { account, share })
    const { discount, closed } = outcome
    view.line(
      `bob takes ${share / 10_000} % of everything over on the hub, with a discount of ${usd(discount)}${closed ? ': alice is above initial margin, and the auction is over' : ''}`,
    )
    return
  }
  const auction = await getAuction(bob, { account })
  if (auction) throw new DevnetError('No share of the account could be taken over.')
}

async function stands(preview: () => Promise<unknown>): Promise<boolean> {
  try {
    await preview()
    return true
  } catch (error) {
    if (error instanceof RevertError) return false
    throw error
  }
}

async function showMargin(devnet: Devnet, view: View, role: 'alice'): Promise<void> {
  const { equity, maintenance, initial, health } = await getMargin(devnet.client(role))
  view.line(
    `${role}: equity ${usd(equity)}, maintenance ${usd(maintenance)}, initial margin ${usd(initial)}: ${health}`,
  )
}

async function balanceOf(
  devnet: Devnet,
  chain: string,
  symbol: string,
  holder: `0x${string}`,
): Promise<bigint> {
  const { number } = devnet.chain(chain)
  const call = { abi: erc20Abi, functionName: 'balanceOf', args: [holder] } as const
  const address = devnet.token(number, symbol)
  return devnet
    .client('bob')
    .reader(number)
    .readContract({ address, ...call })
}
