import { type Devnet, type DevnetSlice, devnetPrices, signReport, sliceOf } from '@causeway/devnet'
import {
  contractOf,
  prepareObservePrice,
  prepareRefreshStaleArrays,
  type Surface,
  signedFeedAbi,
  surfacesAbi,
  surfaceTypedData,
  toContractSurface,
} from '@causeway/sdk'
import { encodeFunctionData, type Hex } from 'viem'
import { mostGas, requireSuccess, type Sending, type SteppedWorld } from './chain.js'
import { followVolatility } from './volatility.js'

/** What publishers, and a relayer in its role *oracle*, do for the hub: prices, surfaces, observations, scan ranges, risk arrays. */
export type Publishers = {
  /** Prices of underlyings as multiples of the first; the clock is already at their time. */
  publish(multiples: Readonly<Record<string, number>>): Promise<void>
  /** Publishes the same prices again when they are about to grow old, and refreshes what that makes stale. */
  keep(): Promise<void>
  /** Has the arrays of these options computed anew where initial margin will want it, now and whenever prices are published. */
  refresh(options: readonly Hex[]): Promise<void>
  /** What an underlying costs outside, in USD. */
  priceOf(underlying: string): number
}

/** Which underlying's moves a price makes. */
const leads: Readonly<Record<string, string>> = {
  ...{ ETH: 'ETH', BTC: 'BTC', STETH: 'ETH', 'ETH-PERP': 'ETH', 'BTC-PERP': 'BTC' },
}
/** Seconds after which a surface is published anew: half of what initial margin allows. */
const surfaceLife = 300
/** By so many times of the fall within a day volatility at the money rises above its quiet level: a fall by a half trebles it. */
const fear = 4
/** Seconds for which prices are left alone: half of the minute that they count. */
const priceLife = 30
const day = 86_400

export function createPublishers(devnet: Devnet, world: SteppedWorld): Publishers {
  const { deployment, signedFeeds, accounts } = devnet
  const { chain, chainId } = { chain: deployment.hubChain, chainId: devnet.hub.chainId }
  const publisherKeys = [accounts.oracle1, accounts.oracle2, accounts.oracle3].map(
    ({ privateKey }) => privateKey,
  )
  const client = devnet.client('carol')
  const from = accounts.oracle.account
  const published = new Map<string, number>()
  const past: { at: number; multiples: Readonly<Record<string, number>> }[] = []
  const surfaces = contractOf(deployment, chain, 'surfaces')
  let multiples: Readonly<Record<string, number>> = {}
  const priceOf = (name: keyof typeof devnetPrices) =>
    devnetPrices[name] * (multiples[leads[name] ?? ''] ?? 1)

  const reports = async (time: number): Promise<Sending[]> =>
    Promise.all(
      (Object.keys(devnetPrices) as (keyof typeof devnetPrices)[]).map(async (underlying) => {
        const { address, message, signatures } = await signReport({
          ...{ chainId, underlying, price: priceOf(underlying), time: BigInt(time) },
          ...{ address: signedFeeds[underlying] as Hex, publisherKeys, threshold: 2 },
        })
        const data = encodeFunctionData({
          ...{ abi: signedFeedAbi, functionName: 'update', args: [message, signatures] },
        })
        return { from, to: address, data, gas: 300_000n }
      }),
    )
  const slices = async (time: number): Promise<Sending[]> => {
    const due = devnet.slices.filter(
      (quote) =>
        time >= (published.get(keyOf(quote)) ?? 0) + surfaceLife && quote.expiry > time + 1,
    )
    return Promise.all(
      due.map(async (quote) => {
        published.set(keyOf(quote), time)
        const volatility = quote.volatility * (1 + fear * fallOf(past, quote.underlying))
        const surface: Surface = {
          ...{ underlying: quote.underlying, expiry: quote.expiry },
          slice: sliceOf({ ...quote, volatility: Math.min(volatility, 3) }, time),
        }
        const data = surfaceTypedData({ chainId, surfaces }, surface)
        const signers = [accounts.oracle1, accounts.oracle2, accounts.oracle3]
          .map(({ account }) => account)
          .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
          .slice(0, 2)
        const signatures = await Promise.all(signers.map((signer) => signer.signTypedData(data)))
        const args = [toContractSurface(surface), signatures] as const
        return {
          ...{ from, to: surfaces, gas: 500_000n },
          data: encodeFunctionData({ abi: surfacesAbi, functionName: 'publish', args }),
        }
      }),
    )
  }
  let publishedAt = 0
  let held: readonly Hex[] = []
  const refresh = async () => {
    const requests = await prepareRefreshStaleArrays(
      { ...client, account: undefined },
      { instruments: held },
    )
    requireSuccess(
      await world.hub.send(requests.map(({ to, data }) => ({ from, to, data, gas: mostGas }))),
      'risk arrays',
    )
  }
  const publish = async (next: Readonly<Record<string, number>>) => {
    multiples = next
    // two reports of one second cannot take turns
    world.setTime(Math.max(world.now(), publishedAt + 1))
    const time = world.now()
    publishedAt = time
    past.push({ at: time, multiples })
    while ((past[0]?.at ?? time) < time - day) past.shift()
    // a block is a second later at least
    const signed = [...(await reports(time)), ...(await slices(time))]
    const observed = Object.keys(devnetPrices).map((underlying) => {
      const { to, data } = prepareObservePrice(client, { underlying })
      return { from, to, data, gas: 400_000n }
    })
    requireSuccess(await world.hub.send(signed), 'prices and surfaces')
    // while a price moves faster than the guard allows, there is nothing to observe for it
    await world.hub.send(observed)
    await followVolatility(client, world, from)
    await refresh()
  }
  return {
    priceOf: (underlying) => priceOf(underlying as keyof typeof devnetPrices),
    publish,
    async keep() {
      if (world.now() >= publishedAt + priceLife) await publish(multiples)
    },
    async refresh(options) {
      held = options
      await refresh()
    },
  }
}

const keyOf = ({ underlying, expiry }: DevnetSlice) => `${underlying} ${expiry}`

/** How far an underlying stands below its highest within the last day. */
function fallOf(
  past: readonly { multiples: Readonly<Record<string, number>> }[],
  underlying: string,
): number {
  const prices = past.map(({ multiples }) => multiples[underlying] ?? 1)
  return 1 - (prices.at(-1) ?? 1) / Math.max(...prices)
}
