import { exchangeAbi, prepareMatchOrders, prepareSweepFees, signOrder } from '@causeway/sdk'
import { type Hex, parseEventLogs } from 'viem'
import { mostGas, requireSuccess, type SteppedWorld } from './chain.js'
import type { Owner } from './people.js'

/** Who trades with whom. */
export type Trader = { owner: Owner; account: Hex }
/** What somebody buys (above 0) or sells at a price; 18 decimals. */
export type Deal = Trader & { size: bigint }

/** Makers in one transaction: what it may use in gas, with a margin check for each. */
const perMatch = 16

/**
 * Fills the orders of many against one who takes the other side of all, at one price. Returns how many orders took no part, because
 * their account could not bear them.
 */
export async function fill(
  world: SteppedWorld,
  other: Trader,
  trade: { instrument: Hex; price: bigint; deals: readonly Deal[] },
): Promise<number> {
  const { instrument, price } = trade
  const sides = [1n, -1n].map((sign) => trade.deals.filter(({ size }) => size * sign > 0n))
  const groups = sides.flatMap((deals) =>
    Array.from({ length: Math.ceil(deals.length / perMatch) }, (_, i) =>
      deals.slice(i * perMatch, (i + 1) * perMatch),
    ),
  )
  const sendings = await Promise.all(
    groups.map(async (deals) => {
      const makers = await Promise.all(
        deals.map(({ owner, account, size }) =>
          signOrder(owner.client, { instrument, size, price, account }),
        ),
      )
      const size = -deals.reduce((sum, deal) => sum + deal.size, 0n)
      const { client, key } = other.owner
      const terms = { instrument, size, price, account: other.account } as const
      const taker = await signOrder(client, { ...terms, timeInForce: 'immediate' })
      const { to, data } = prepareMatchOrders(client, { taker, makers })
      return { from: key.account, to, data, gas: mostGas }
    }),
  )
  const receipts = await world.hub.send(sendings)
  requireSuccess(receipts, `orders for ${instrument}`)
  return receipts.reduce(
    (count, { logs }) =>
      count + parseEventLogs({ abi: exchangeAbi, eventName: 'OrderSkipped', logs }).length,
    0,
  )
}

/** Half of the trading fees goes to the insurance fund. */
export async function sweep(world: SteppedWorld, { client, key }: Owner): Promise<void> {
  const { to, data } = await prepareSweepFees(client)
  requireSuccess(await world.hub.send([{ from: key.account, to, data }]), 'sweeping fees')
}
