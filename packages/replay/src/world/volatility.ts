import {
  type CausewayClient,
  getScanRange,
  getVolatility,
  prepareAdaptScanRange,
  prepareObserveVolatility,
} from '@causeway/sdk'
import type { LocalAccount } from 'viem'
import { requireSuccess, type SteppedWorld } from './chain.js'

const underlyings = ['ETH', 'BTC'] as const
const every = 3_600

/** What a relayer in its role *oracle* does once an hour: counts in how far prices have moved, and lets scan ranges follow. */
export async function followVolatility(
  client: CausewayClient,
  world: SteppedWorld,
  from: LocalAccount,
): Promise<void> {
  for (const underlying of underlyings) {
    const { time } = await getVolatility(client, { underlying })
    if (world.now() < time + every) continue
    const observed = prepareObserveVolatility(client, { underlying })
    // while a price moves faster than the guard allows, there is nothing to count in
    await world.hub.send([{ from, to: observed.to, data: observed.data }])
    const { scanRange, next } = await getScanRange(client, { underlying })
    if (next === scanRange) continue
    const { to, data } = prepareAdaptScanRange(client, { underlying })
    requireSuccess(await world.hub.send([{ from, to, data }]), 'a scan range')
  }
}
