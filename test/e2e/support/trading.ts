import type { AccountRole, Devnet } from '@causeway/devnet'
import { matchOrders, refreshStaleArrays, signOrder } from '@causeway/sdk'

/** A match of two signed orders, brought by a third who has nothing to do with either. `size` is what the taker buys. */
export async function tradeIn(
  devnet: Devnet,
  parameters: {
    instrument: string
    size: bigint
    price: bigint
    taker: AccountRole
    maker: AccountRole
  },
) {
  const { instrument, size, price, taker, maker } = parameters
  const [resting, taking] = await Promise.all([
    signOrder(devnet.client(maker), { instrument, size: -size, price }),
    signOrder(devnet.client(taker), { instrument, size, price, timeInForce: 'immediate' }),
  ])
  await refreshStaleArrays(devnet.client(maker), { instruments: [instrument] })
  await refreshStaleArrays(devnet.client(taker), { instruments: [instrument] })
  const result = await matchOrders(devnet.client('carol'), { taker: taking, makers: [resting] })
  return { ...result, resting, taking }
}
