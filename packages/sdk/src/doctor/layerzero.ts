import { isAddressEqual, pad, parseAbi } from 'viem'
import { layerZeroTransportAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type ChainDeployment, chainOf } from '../deployment.js'
import { endpointAbi, ulnAbi } from '../relay/index.js'
import { compare, type DoctorCheck, type Finding, inspect, sameAddresses } from './check.js'

const executorAbi = parseAbi([
  'function getExecutorConfig(address oapp, uint32 eid) view returns ((uint32 maxMessageSize, address executor))',
])

/** The remotes of a chain: all spokes for the hub's chain, the hub's for the others. */
export function remotesOf(client: CausewayClientBase, chain: number): ChainDeployment[] {
  const { hubChain, chains } = client.deployment
  return chain === hubChain
    ? chains.filter((entry) => entry.chain !== hubChain)
    : [chainOf(client.deployment, hubChain)]
}

/** Whether LayerZero is pinned on a chain exactly as recorded, for each remote: its defaults may be changed by others. */
export async function checkLayerZero(
  client: CausewayClientBase,
  entry: ChainDeployment,
): Promise<DoctorCheck[]> {
  const checks = remotesOf(client, entry.chain).flatMap((remote) => [
    peer(client, entry, remote),
    libraries(client, entry, remote),
    dvns(client, entry, remote),
    executor(client, entry, remote),
  ])
  return Promise.all([delegate(client, entry), operators(client, entry), ...checks])
}

function peer(
  client: CausewayClientBase,
  { chain, contracts }: ChainDeployment,
  remote: ChainDeployment,
) {
  const fix = 'Governance must connect the transport to its peer.'
  return inspect(client, { check: `LayerZero peer ${remote.name}`, chain, fix }, async () => {
    const [route, found] = await client.reader(chain).readContract({
      address: contracts.layerZeroTransport,
      abi: layerZeroTransportAbi,
      functionName: 'routeOf',
      args: [remote.chain],
    })
    return compare(
      [
        ['endpoint id', remote.layerzero.eid, route.eid],
        ['peer', pad(remote.contracts.layerZeroTransport, { size: 32 }), found],
        ['executor options', remote.layerzero.options, route.options],
      ],
      `endpoint ${route.eid}, peer and options as recorded`,
    )
  })
}

function libraries(
  client: CausewayClientBase,
  { chain, contracts, layerzero }: ChainDeployment,
  remote: ChainDeployment,
) {
  const fix =
    'Governance must pin the libraries at the endpoint (setSendLibrary, setReceiveLibrary).'
  return inspect(client, { check: `LayerZero libraries ${remote.name}`, chain, fix }, async () => {
    const reader = client.reader(chain)
    const base = { address: layerzero.endpoint, abi: endpointAbi } as const
    const args = [contracts.layerZeroTransport, remote.layerzero.eid] as const
    const [send, isDefaultSend, [receive, isDefaultReceive]] = await Promise.all([
      reader.readContract({ ...base, functionName: 'getSendLibrary', args }),
      reader.readContract({ ...base, functionName: 'isDefaultSendLibrary', args }),
      reader.readContract({ ...base, functionName: 'getReceiveLibrary', args }),
    ])
    if (isDefaultSend || isDefaultReceive)
      return {
        bad: `the ${isDefaultSend ? 'send' : 'receive'} library is LayerZero's default, which others may change`,
      }
    return compare(
      [
        ['send library', layerzero.sendLibrary, send],
        ['receive library', layerzero.receiveLibrary, receive],
      ],
      'send and receive library are pinned as recorded',
    )
  })
}

function dvns(
  client: CausewayClientBase,
  { chain, contracts, layerzero }: ChainDeployment,
  remote: ChainDeployment,
) {
  const fix = 'Governance must set the ULN configuration at the endpoint (setConfig) as recorded.'
  return inspect(client, { check: `LayerZero DVNs ${remote.name}`, chain, fix }, async () => {
    const reader = client.reader(chain)
    const args = [contracts.layerZeroTransport, remote.layerzero.eid] as const
    const sides = [
      ['sending', layerzero.sendLibrary, layerzero.confirmations],
      ['receiving', layerzero.receiveLibrary, remote.layerzero.confirmations],
    ] as const
    const findings = await Promise.all(
      sides.map(async ([side, address, confirmations]): Promise<string | undefined> => {
        const [config, pinned] = await Promise.all([
          reader.readContract({ address, abi: ulnAbi, functionName: 'getUlnConfig', args }),
          reader.readContract({ address, abi: ulnAbi, functionName: 'getAppUlnConfig', args }),
        ])
        if (
          pinned.requiredDVNCount === 0 ||
          pinned.optionalDVNCount === 0 ||
          pinned.confirmations === 0n
        )
          return `${side}: part of it is LayerZero's default, which others may change`
        if (!sameAddresses(config.requiredDVNs, layerzero.requiredDvns))
          return `${side}: required DVNs are ${config.requiredDVNs.join(', ')}, not ${layerzero.requiredDvns.join(', ')}`
        if (config.optionalDVNCount !== 0) return `${side}: there are optional DVNs`
        if (config.confirmations !== BigInt(confirmations))
          return `${side}: ${config.confirmations} confirmations, not ${confirmations}`
        return undefined
      }),
    )
    const bad = findings.filter((finding) => finding !== undefined)
    if (bad.length > 0) return { bad: bad.join('; ') }
    return ownBesides(layerzero)
  })
}

/** The operators' own DVN must stand beside two of others. */
function ownBesides({ requiredDvns, operatorDvn }: ChainDeployment['layerzero']): Finding {
  const outside = requiredDvns.filter((dvn) => !isAddressEqual(dvn, operatorDvn))
  if (outside.length === requiredDvns.length)
    return { bad: "the operators' own DVN is not required" }
  if (outside.length < 2) return { bad: `only ${outside.length} outside DVN is required, not two` }
  return `${outside.length} outside DVNs and the operators' own are required, both ways`
}

function executor(
  client: CausewayClientBase,
  { chain, contracts, layerzero }: ChainDeployment,
  remote: ChainDeployment,
) {
  const fix = 'Governance must set the executor configuration at the endpoint (setConfig).'
  return inspect(client, { check: `LayerZero executor ${remote.name}`, chain, fix }, async () => {
    const config = await client.reader(chain).readContract({
      address: layerzero.sendLibrary,
      abi: executorAbi,
      functionName: 'getExecutorConfig',
      args: [contracts.layerZeroTransport, remote.layerzero.eid],
    })
    const [size, address] = [config.maxMessageSize, config.executor]
    if (size < 176)
      return { bad: `messages of more than ${size} bytes are refused, a checkpoint has 176` }
    return compare([['executor', layerzero.executor, address]], 'as recorded')
  })
}

function delegate(client: CausewayClientBase, { chain, contracts, layerzero }: ChainDeployment) {
  const fix = "The transport's owner must name governance as its delegate."
  return inspect(client, { check: 'LayerZero delegate', chain, fix }, async () => {
    const found = await client.reader(chain).readContract({
      address: layerzero.endpoint,
      abi: endpointAbi,
      functionName: 'delegates',
      args: [contracts.layerZeroTransport],
    })
    return compare([['delegate', contracts.accessManager, found]], 'governance alone configures it')
  })
}

const dvnAbi = parseAbi([
  'function quorum() view returns (uint64)',
  'function signerSize() view returns (uint256)',
])

function operators(client: CausewayClientBase, { chain, layerzero }: ChainDeployment) {
  const fix = "Raise the quorum of the operators' DVN to more than half of its signers."
  return inspect(client, { check: "operators' DVN", chain, fix }, async () => {
    const base = { address: layerzero.operatorDvn, abi: dvnAbi } as const
    const [quorum, size] = await Promise.all([
      client.reader(chain).readContract({ ...base, functionName: 'quorum' }),
      client.reader(chain).readContract({ ...base, functionName: 'signerSize' }),
    ])
    const text = `${quorum} of ${size} signers`
    return quorum * 2n > size ? text : { bad: text }
  })
}
