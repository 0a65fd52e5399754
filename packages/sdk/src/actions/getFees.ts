import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { getAppendFee } from './getAppendFee.js'

/** Fees of one lane pair: `toHub` for deposits and exit requests (wei there), `fromHub` for releases (wei on the hub's chain). */
export type LaneFees = { chain: number; name: string; toHub: bigint; fromHub: bigint }
export type GetFeesReturnType = LaneFees[]

/**
 * What the lanes between the hub and each chain ask for a message now.
 *
 * @example
 * for (const { name, toHub } of await getFees(client)) console.log(name, toHub)
 */
export async function getFees(client: CausewayClientBase): Promise<GetFeesReturnType> {
  const { deployment } = client
  const hub = deployment.hubChain
  return Promise.all(
    spokeChains(deployment).map(async ({ chain, name }) => {
      const [toHub, fromHub] = await Promise.all([
        getAppendFee(client, { from: chain, to: hub }),
        getAppendFee(client, { from: hub, to: chain }),
      ])
      return { chain, name, toHub, fromHub }
    }),
  )
}
