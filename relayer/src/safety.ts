import { endpointAbi, layerZeroTransportAbi, ulnAbi, wormholeTransportAbi } from '@causeway/sdk'
import { type Address, type PublicClient, pad } from 'viem'
import { type Context, chainIn, type Lane, type NodeChain } from './context.js'

const none = 2n ** 64n - 1n

/**
 * What is unsafe about how the bridges are configured for a lane, in words; empty if nothing is. Each end must have its
 * own library, DVNs and confirmations, not LayerZero's defaults, which others may change.
 */
export async function findUnsafe(context: Context, lane: Lane): Promise<string[]> {
  const source = chainIn(context, lane.from)
  const destination = chainIn(context, lane.to)
  const [sending, receiving] = await Promise.all([
    source.rpc.use((client) => checkSending(client, source, destination)),
    destination.rpc.use((client) => checkReceiving(client, source, destination)),
  ])
  return [...sending, ...receiving].map((problem) => `lane ${lane.from}→${lane.to}: ${problem}`)
}

async function checkSending(
  client: PublicClient,
  source: NodeChain,
  destination: NodeChain,
): Promise<string[]> {
  const { layerzero, contracts } = source.deployment
  const oapp = contracts.layerZeroTransport
  const remote = destination.deployment.layerzero.eid
  const endpoint = { address: layerzero.endpoint, abi: endpointAbi, args: [oapp, remote] } as const
  const [library, isDefault] = await Promise.all([
    client.readContract({ ...endpoint, functionName: 'getSendLibrary' }),
    client.readContract({ ...endpoint, functionName: 'isDefaultSendLibrary' }),
  ])
  return [
    ...(isDefault ? ['the send library is LayerZero’s default, not pinned'] : []),
    ...(same(library, layerzero.sendLibrary) ? [] : [`the send library is ${library}`]),
    ...(await checkUln(client, 'sending', layerzero.sendLibrary, source, remote)),
  ]
}

async function checkReceiving(
  client: PublicClient,
  source: NodeChain,
  destination: NodeChain,
): Promise<string[]> {
  const { layerzero, contracts, wormhole } = destination.deployment
  const remote = source.deployment
  const oapp = contracts.layerZeroTransport
  const [[library, isDefault], [route, peer], emitter, consistency] = await Promise.all([
    client.readContract({
      address: layerzero.endpoint,
      abi: endpointAbi,
      functionName: 'getReceiveLibrary',
      args: [oapp, remote.layerzero.eid],
    }),
    client.readContract({
      address: oapp,
      abi: layerZeroTransportAbi,
      functionName: 'routeOf',
      args: [remote.chain],
    }),
    client.readContract({
      address: contracts.wormholeTransport,
      abi: wormholeTransportAbi,
      functionName: 'emitterOf',
      args: [remote.chain],
    }),
    client.readContract({
      address: contracts.wormholeTransport,
      abi: wormholeTransportAbi,
      functionName: 'CONSISTENCY',
    }),
  ])
  const lower = (address: Address) => pad(address.toLowerCase() as Address, { size: 32 })
  const isPeer =
    route.eid === remote.layerzero.eid && peer === lower(remote.contracts.layerZeroTransport)
  const isEmitter =
    emitter.wormholeChain === remote.wormhole.chainId &&
    emitter.emitter === lower(remote.contracts.wormholeTransport)
  return [
    ...(isDefault ? ['the receive library is LayerZero’s default, not pinned'] : []),
    ...(same(library, layerzero.receiveLibrary) ? [] : [`the receive library is ${library}`]),
    ...(await checkUln(
      client,
      'receiving',
      layerzero.receiveLibrary,
      destination,
      remote.layerzero.eid,
    )),
    ...(isPeer ? [] : [`the LayerZero peer is ${peer} at ${route.eid}`]),
    ...(isEmitter ? [] : [`the Wormhole emitter is ${emitter.emitter}`]),
    ...(consistency === wormhole.consistency ? [] : [`Wormhole’s consistency is ${consistency}`]),
  ]
}

async function checkUln(
  client: PublicClient,
  side: string,
  library: Address,
  chain: NodeChain,
  remoteEid: number,
): Promise<string[]> {
  const { layerzero, contracts } = chain.deployment
  const config = await client.readContract({
    address: library,
    abi: ulnAbi,
    functionName: 'getAppUlnConfig',
    args: [contracts.layerZeroTransport, remoteEid],
  })
  const required = config.requiredDVNs.map((dvn) => dvn.toLowerCase()).sort()
  const wanted = layerzero.requiredDvns.map((dvn) => dvn.toLowerCase()).sort()
  const problems: string[] = []
  if (config.requiredDVNCount === 0 || required.length === 0)
    problems.push(`no DVNs are pinned for ${side}`)
  else if (required.join() !== wanted.join())
    problems.push(`the DVNs for ${side} are ${required.join(', ')}, expected ${wanted.join(', ')}`)
  else if (required.length < 3 || !required.includes(layerzero.operatorDvn.toLowerCase()))
    problems.push(`${side} does not require two outside DVNs beside the operators’ own`)
  if (config.confirmations === 0n || config.confirmations === none)
    problems.push(`no confirmations are pinned for ${side}`)
  return problems
}

function same(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
