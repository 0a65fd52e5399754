import {
  type Abi,
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  pad,
  parseAbi,
} from 'viem'
import { artifact } from '../artifact.js'
import type { Batch } from '../batch.js'
import { receiveOptions } from '../layerzero.js'
import { batchOf, call, type DeployContext } from './context.js'
import type { MessagingAddresses } from './messaging.js'
import type { ChainPlan } from './plan.js'

const endpointAbi = parseAbi([
  'function setSendLibrary(address oapp, uint32 eid, address library)',
  'function setReceiveLibrary(address oapp, uint32 eid, address library, uint256 gracePeriod)',
  'function setConfig(address oapp, address library, (uint32 eid, uint32 configType, bytes config)[] params)',
])
const executorType = 1
const ulnType = 2

/** One end of the lanes to `remote`. */
export type Remote = { plan: ChainPlan; messaging: MessagingAddresses }

/**
 * Connects one chain's transports with each remote, pins LayerZero's libraries, DVNs and confirmations for them, and
 * lists both transports and the committee at the quorum.
 *
 * @throws DevnetError naming the transaction that failed
 */
export async function connectTransports(
  context: DeployContext,
  own: MessagingAddresses,
  remotes: readonly Remote[],
): Promise<void> {
  const batch = await batchOf(context)
  for (const remote of remotes) connectRemote(batch, context.plan, own, remote)
  call(batch, 'Quorum', own.quorum, 'addTransport', [own.layerZeroTransport])
  call(batch, 'Quorum', own.quorum, 'addTransport', [own.wormholeTransport])
  call(batch, 'Quorum', own.quorum, 'setCommittee', [own.committee])
  await batch.flush()
}

function connectRemote(
  batch: Batch,
  plan: ChainPlan,
  own: MessagingAddresses,
  remote: Remote,
): void {
  const { layerzero } = plan
  const eid = remote.plan.layerzero.eid
  // The manager owns the transports and is their delegate at the endpoint: it makes these calls.
  const execute = (
    target: Address,
    abi: Abi | typeof endpointAbi,
    name: string,
    args: readonly unknown[],
  ) =>
    call(batch, 'AccessManager', own.accessManager, 'execute', [
      target,
      encodeFunctionData({ abi: abi as Abi, functionName: name, args }),
    ])
  const transport = own.layerZeroTransport
  execute(transport, artifact('LayerZeroTransport').abi, 'connect', [
    remote.plan.chain,
    eid,
    pad(remote.messaging.layerZeroTransport, { size: 32 }),
    receiveOptions(BigInt(remote.plan.layerzero.receiveGas)),
  ])
  execute(layerzero.endpoint, endpointAbi, 'setSendLibrary', [
    transport,
    eid,
    layerzero.sendLibrary,
  ])
  execute(layerzero.endpoint, endpointAbi, 'setReceiveLibrary', [
    transport,
    eid,
    layerzero.receiveLibrary,
    0n,
  ])
  // Sending asks for the confirmations of this chain, receiving for those of the other.
  execute(layerzero.endpoint, endpointAbi, 'setConfig', [
    transport,
    layerzero.sendLibrary,
    [
      { eid, configType: executorType, config: executorConfig(plan) },
      { eid, configType: ulnType, config: ulnConfigBytes(plan, layerzero.confirmations) },
    ],
  ])
  execute(layerzero.endpoint, endpointAbi, 'setConfig', [
    transport,
    layerzero.receiveLibrary,
    [
      {
        eid,
        configType: ulnType,
        config: ulnConfigBytes(plan, remote.plan.layerzero.confirmations),
      },
    ],
  ])
  execute(own.wormholeTransport, artifact('WormholeTransport').abi, 'connect', [
    remote.plan.chain,
    remote.plan.wormhole.chainId,
    pad(remote.messaging.wormholeTransport, { size: 32 }),
  ])
}

/** The DVNs that must all have verified: two outside ones and the operators' own, ascending as LayerZero wants them. */
export function requiredDvns(plan: ChainPlan): Address[] {
  return [...plan.layerzero.outsideDvns, plan.layerzero.operatorDvn].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  )
}

function ulnConfigBytes(plan: ChainPlan, confirmations: number): Hex {
  const dvns = requiredDvns(plan)
  // 255 says "none", 0 would say "the default"
  return encodeAbiParameters(
    [
      {
        type: 'tuple',
        components: [
          { name: 'confirmations', type: 'uint64' },
          { name: 'requiredDVNCount', type: 'uint8' },
          { name: 'optionalDVNCount', type: 'uint8' },
          { name: 'optionalDVNThreshold', type: 'uint8' },
          { name: 'requiredDVNs', type: 'address[]' },
          { name: 'optionalDVNs', type: 'address[]' },
        ],
      },
    ],
    [
      {
        confirmations: BigInt(confirmations),
        requiredDVNCount: dvns.length,
        optionalDVNCount: 255,
        optionalDVNThreshold: 0,
        requiredDVNs: dvns,
        optionalDVNs: [],
      },
    ],
  )
}

function executorConfig(plan: ChainPlan): Hex {
  return encodeAbiParameters(
    [
      {
        type: 'tuple',
        components: [
          { name: 'maxMessageSize', type: 'uint32' },
          { name: 'executor', type: 'address' },
        ],
      },
    ],
    [{ maxMessageSize: 10_000, executor: plan.layerzero.executor }],
  )
}
