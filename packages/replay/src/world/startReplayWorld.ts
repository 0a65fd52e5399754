import { createDevnet, type Devnet } from '@causeway/devnet'
import { type SteppedWorld, stepWorld } from './chain.js'
import { createLanes, type Lanes } from './lanes.js'
import { createPublishers, type Publishers } from './prices.js'

/** The devnet with its clock and its prices in the replay's hands. */
export type ReplayWorld = {
  devnet: Devnet
  world: SteppedWorld
  lanes: Lanes
  publishers: Publishers
  stop(): Promise<void>
}

/** Starts chains, both bridges and a relayer that delivers what was published. */
export async function startReplayWorld(say: (text: string) => void): Promise<ReplayWorld> {
  const devnet = await createDevnet({
    onProgress: say,
    relayer: { config: { roles: ['watch', 'attest', 'deliver'] } },
  })
  const stop = () => devnet.stop({ remove: true })
  try {
    await devnet.prices.control({ silent: true })
    const world = await stepWorld(devnet)
    const publishers = createPublishers(devnet, world)
    // beyond the time of the last report of the local world's own publishers
    world.setTime(world.now() + 60)
    await publishers.publish({ ETH: 1, BTC: 1 })
    return { devnet, world, lanes: createLanes(devnet, world), publishers, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
