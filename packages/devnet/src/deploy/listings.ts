import { type Address, encodeAbiParameters, type Hex } from 'viem'
import { batchOf, call, type DeployContext } from './context.js'
import { type HubAddresses, underlyingId } from './deployHub.js'
import { epoch, type SpokeAddresses } from './deploySpoke.js'
import { type ChainPlan, units } from './plan.js'

/** A spoke that stands. */
export type DeployedSpoke = { plan: ChainPlan; addresses: SpokeAddresses }

/** Opens the hub's lanes to each spoke, and lists every token with its limits and its price. */
export async function connectSpokes(
  context: DeployContext,
  hub: HubAddresses,
  spokes: readonly DeployedSpoke[],
): Promise<void> {
  const batch = await batchOf(context)
  for (const { plan, addresses } of spokes) {
    call(batch, 'Gateway', hub.gateway, 'connect', [plan.chain, addresses.spoke, epoch])
    for (const token of plan.tokens) {
      const asset = assetIdOf(plan.chain, token.address)
      const { decimals, isCash, haircutBps } = token
      call(batch, 'Hub', hub.hub, 'listAsset', [asset, decimals, isCash, haircutBps])
      const limits = [token.cap, token.target, token.inflowFloor, token.outflowFloor]
      call(batch, 'Hub', hub.hub, 'setLimits', [
        asset,
        ...limits.map((whole) => units(token, whole)),
      ])
      call(batch, 'Oracle', hub.oracle, 'setAsset', [asset, underlyingId(token.underlying)])
    }
  }
  await batch.flush()
}

export function assetIdOf(chain: number, token: Address): Hex {
  return encodeAbiParameters([{ type: 'uint256' }], [(BigInt(chain) << 160n) | BigInt(token)])
}
