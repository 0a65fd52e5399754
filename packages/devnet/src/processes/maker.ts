// A market maker of the local world: quotes everything that is traded around its mark, and hands out signed orders.
// node --conditions=source --import tsx maker.ts <configuration.json>
import { readFileSync } from 'node:fs'
import {
  type CausewayClient,
  createCausewayClient,
  deploymentSchema,
  deposit,
  getAccount,
  getMarkets,
  type Market,
  refreshStaleArrays,
  type SignedOrder,
  setMode,
  signOrder,
} from '@causeway/sdk'
import { parseUnits } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { z } from 'zod'
import { makerConfig, ordersQuery, readConfig } from './config.js'
import { serve } from './http.js'
import { log } from './log.js'
import { main } from './main.js'

type Config = z.infer<typeof makerConfig>
type Side = 'buy' | 'sell'

/** Seconds for which a quote is good. */
const life = 60n
/** Least price of an option that is sold: nothing is given away. */
const tick = 10n ** 16n

main(async () => {
  const config = readConfig(makerConfig)
  const deployment = deploymentSchema.parse(JSON.parse(readFileSync(config.deploymentFile, 'utf8')))
  const client = createCausewayClient({
    deployment,
    account: privateKeyToAccount(config.privateKey),
    pollingInterval: 500,
  })
  const state = { ready: false }
  await serve(config.port, [
    { method: 'GET', path: /^\/healthz$/, handle: () => ({ body: { ok: true, ...state } }) },
    {
      method: 'GET',
      path: /^\/orders$/,
      async handle(_, __, query) {
        const { instrument, side } = ordersQuery.parse(Object.fromEntries(query))
        if (!state.ready) return { status: 503, body: { error: 'The maker has no cash yet.' } }
        const orders = await quote(client, config, instrument, side)
        return { body: { orders: orders.map((order) => ({ ...order, time: Date.now() / 1_000 })) } }
      },
    },
  ])
  await fund(client, config)
  state.ready = true
  log('info', 'the maker quotes', { port: config.port })
})

/** Brings cash to the account and waits until the hub has it; nothing to do after a restart. */
async function fund(client: CausewayClient, { funding }: Config): Promise<void> {
  if ((await getAccount(client)).cash === 0n) {
    const { chain, token, amount, decimals } = funding
    await deposit(client, { chain, token, amount: parseUnits(amount, decimals) })
    while ((await getAccount(client)).cash === 0n)
      await new Promise((resolve) => setTimeout(resolve, 500))
  }
  await setMode(client, { mode: 'portfolio' })
}

/** Three orders on one side, each a little further from the mark, and larger. */
async function quote(
  client: CausewayClient,
  { spreadBps, size }: Config,
  name: string,
  side: Side,
): Promise<SignedOrder[]> {
  const [underlying = ''] = name.split('-')
  const markets = await getMarkets(client, { underlying })
  const market = markets.find((entry) => entry.name === name || entry.id === name)
  if (market?.price === undefined) return []
  const isOption = 'strike' in market.instrument
  if (isOption) await refreshStaleArrays(client, { instruments: [market.id] })
  const unit = parseUnits(String(size), 18)
  return Promise.all(
    [1n, 2n, 4n].map((step) =>
      signOrder(client, {
        instrument: market.id,
        size: side === 'buy' ? unit * step : -unit * step,
        price: priceAt(market, side, step * BigInt(spreadBps) * (isOption ? 10n : 1n)),
        seconds: life,
      }),
    ),
  )
}

function priceAt({ price = 0n }: Market, side: Side, bps: bigint): bigint {
  const shift = (price * bps) / 10_000n
  const quoted = side === 'buy' ? price - shift : price + shift + 1n
  const least = side === 'buy' ? 1n : tick
  return quoted > least ? quoted : least
}
