import type { Address } from 'viem'
import { artifact } from '../artifact.js'
import type { Batch } from '../batch.js'
import type { DeployContext } from './context.js'

/** The contracts that carry messages, the same on every chain. */
export type MessagingAddresses = {
  accessManager: Address
  quorum: Address
  committee: Address
  layerZeroTransport: Address
  wormholeTransport: Address
}

/** Queues the manager of all rights; the deployer is its admin until the deployment is handed over. */
export function deployManager(batch: Batch, deployer: Address): Address {
  return batch.deploy(artifact('AccessManager'), [deployer])
}

/** Queues quorum, transports and committee around a messenger whose address is already known. */
export function deployMessaging(
  batch: Batch,
  context: DeployContext,
  accessManager: Address,
  messenger: Address,
  committeeMembers: readonly Address[],
): MessagingAddresses {
  const { layerzero, wormhole } = context.plan
  const quorum = batch.deploy(artifact('Quorum'), [messenger, accessManager])
  const layerZeroTransport = batch.deploy(artifact('LayerZeroTransport'), [
    layerzero.endpoint,
    quorum,
    accessManager,
  ])
  const wormholeTransport = batch.deploy(artifact('WormholeTransport'), [
    wormhole.core,
    quorum,
    wormhole.consistency,
    accessManager,
  ])
  const committee = batch.deploy(artifact('Committee'), [quorum, committeeMembers, accessManager])
  return { accessManager, quorum, committee, layerZeroTransport, wormholeTransport }
}
