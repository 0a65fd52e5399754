// The price publishers of the local world: node --conditions=source --import tsx prices.ts <configuration.json>
import { signedFeedAbi } from '@causeway/sdk'
import { type Address, type Hex, parseUnits, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { z } from 'zod'
import { reason } from '../errors.js'
import { createWallet, type Wallet } from '../wallet.js'
import { pricesConfig, pricesControl, readConfig } from './config.js'
import { serve } from './http.js'
import { log } from './log.js'
import { main } from './main.js'
import { publishSurfaces } from './surfaces.js'

type Config = z.infer<typeof pricesConfig>
type Feed = Config['feeds'][number]

const types = {
  Report: [
    { name: 'underlying', type: 'bytes32' },
    { name: 'price', type: 'int192' },
    { name: 'time', type: 'uint64' },
  ],
} as const

/** Reports every feed once: signed by as many publishers as it asks for, brought by one account. */
async function report(
  config: Config,
  wallet: Wallet,
  prices: Map<string, number>,
  published: Map<string, number>,
): Promise<void> {
  const { timestamp: time } = await wallet.getBlock({ blockTag: 'latest' })
  let nonce = await wallet.getTransactionCount({
    address: wallet.account.address,
    blockTag: 'pending',
  })
  const signed = await Promise.all(
    config.feeds.map((feed) =>
      sign(config, feed, prices.get(feed.underlying) ?? feed.price, time + 1n),
    ),
  )
  await Promise.all(
    signed.map(({ address, message, signatures }) =>
      wallet.writeContract({
        address,
        abi: signedFeedAbi,
        functionName: 'update',
        args: [message, signatures],
        gas: 200_000n,
        nonce: nonce++,
      }),
    ),
  )
  await publishSurfaces(config, wallet, nonce, Number(time), published)
}

async function sign(config: Config, feed: Feed, price: number, time: bigint) {
  const address: Address = feed.address
  const message = {
    underlying: stringToHex(feed.underlying, { size: 32 }),
    price: parseUnits(price.toFixed(8), 8),
    time,
  }
  const publishers = config.publisherKeys
    .map((key) => privateKeyToAccount(key))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
    .slice(0, feed.threshold)
  const domain = {
    name: 'Causeway SignedFeed',
    version: '1',
    chainId: config.chain.chainId,
    verifyingContract: address,
  }
  const signatures: Hex[] = []
  for (const publisher of publishers)
    signatures.push(
      await publisher.signTypedData({ domain, types, primaryType: 'Report', message }),
    )
  return { address, message, signatures }
}

main(async () => {
  const config = readConfig(pricesConfig)
  const wallet = createWallet(config.chain, privateKeyToAccount(config.senderKey))
  const prices = new Map(config.feeds.map(({ underlying, price }) => [underlying, price]))
  const published = new Map<string, number>()
  let silent = false
  let failure: string | undefined
  let round = Promise.resolve()
  /** A perpetual that nobody moved by itself keeps its distance from the index. */
  const move = (underlying: string, price: number) => {
    const perpetual = `${underlying}-PERP`
    const [index, mark] = [prices.get(underlying), prices.get(perpetual)]
    prices.set(underlying, price)
    if (index !== undefined && mark !== undefined) prices.set(perpetual, (mark * price) / index)
  }
  const publish = () => {
    round = round.then(async () => {
      if (silent) return
      try {
        await report(config, wallet, prices, published)
        failure = undefined
      } catch (error) {
        failure = reason(error)
        log('warn', 'a round of reports failed', { reason: failure })
      }
    })
    return round
  }
  await serve(config.port, [
    {
      method: 'GET',
      path: /^\/healthz$/,
      handle: () => ({ status: failure ? 503 : 200, body: { ok: !failure, failure } }),
    },
    {
      method: 'POST',
      path: /^\/control$/,
      async handle(_, body) {
        const change = pricesControl.parse(body)
        silent = change.silent ?? silent
        for (const [underlying, price] of Object.entries(change.prices ?? {}))
          move(underlying, price)
        for (const [underlying, volatility] of Object.entries(change.volatilities ?? {}))
          for (const slice of config.surfaces?.slices ?? [])
            if (slice.underlying === underlying) slice.volatility = volatility
        await publish()
        return { body: { silent, prices: Object.fromEntries(prices) } }
      },
    },
  ])
  await publish()
  setInterval(publish, config.intervalMs)
  log('info', 'publishers report', { feeds: config.feeds.length, port: config.port })
})
