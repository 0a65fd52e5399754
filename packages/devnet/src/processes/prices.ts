// The price publishers of the local world: node --conditions=source --import tsx prices.ts <configuration.json>
import { signedFeedAbi } from '@causeway/sdk'
import { privateKeyToAccount } from 'viem/accounts'
import type { z } from 'zod'
import { reason } from '../errors.js'
import { createWallet, type Wallet } from '../wallet.js'
import { pricesConfig, pricesControl, readConfig } from './config.js'
import { serve } from './http.js'
import { log } from './log.js'
import { main } from './main.js'
import { signReport } from './reports.js'
import { publishSurfaces } from './surfaces.js'

type Config = z.infer<typeof pricesConfig>

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
    config.feeds.map(({ underlying, address, price, threshold }) =>
      signReport({
        ...{ chainId: config.chain.chainId, underlying, address, time: time + 1n },
        ...{ price: prices.get(underlying) ?? price, threshold },
        publisherKeys: config.publisherKeys,
      }),
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
