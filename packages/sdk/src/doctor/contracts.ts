import { type Address, parseAbi } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { ChainDeployment } from '../deployment.js'
import { messengerOf } from '../relay/index.js'
import { compare, type DoctorCheck, inspect } from './check.js'

const abi = parseAbi([
  'function CHAIN() view returns (uint32)',
  'function QUORUM() view returns (address)',
  'function MESSENGER() view returns (address)',
  'function HUB_CHAIN() view returns (uint32)',
  'function HUB() view returns (address)',
  'function GATEWAY() view returns (address)',
  'function ORACLE() view returns (address)',
  'function CLEARING() view returns (address)',
  'function LIQUIDATION() view returns (address)',
  'function VALUATION() view returns (address)',
  'function VAULT() view returns (address)',
  'function PACE() view returns (address)',
  'function forecaster() view returns (address)',
  'function RISK() view returns (address)',
  'function PERMIT2() view returns (address)',
  'function authority() view returns (address)',
  'function committee() view returns (address)',
  'function owner() view returns (address)',
])
type Getter = (typeof abi)[number]['name']
type Expectation = [what: string, of: Address, getter: Getter, expected: unknown]

const wrong = 'The record does not belong to these contracts: use the record of the deployment.'

/** Whether a chain answers, has code wherever the record says so, and its contracts name each other. */
export async function checkContracts(
  client: CausewayClientBase,
  entry: ChainDeployment,
): Promise<DoctorCheck[]> {
  const { chain, contracts, layerzero, wormhole } = entry
  const reader = client.reader(chain)
  const rpc = await inspect(
    client,
    { check: 'rpc', chain, fix: `Give a working RPC address for ${entry.name}.` },
    async () => {
      const [id, block] = await Promise.all([reader.getChainId(), reader.getBlock()])
      if (id !== entry.chainId) return { bad: `chain id is ${id}, not ${entry.chainId}` }
      return `chain id ${id}, block ${block.number}`
    },
  )
  if (!rpc.ok) return [rpc]
  // Permit2 is optional: its absence only takes one way of depositing
  const { permit2, ...own } = contracts
  const addresses: Record<string, Address | undefined> = {
    ...own,
    ...{ endpoint: layerzero.endpoint, sendLibrary: layerzero.sendLibrary },
    ...{ receiveLibrary: layerzero.receiveLibrary, executor: layerzero.executor },
    ...Object.fromEntries(layerzero.requiredDvns.map((dvn, i) => [`requiredDvns[${i}]`, dvn])),
    wormholeCore: wormhole.core,
  }
  const code = inspect(client, { check: 'code', chain, fix: wrong }, async () => {
    const named = Object.entries(addresses).flatMap(([name, address]) =>
      address ? [{ name, address }] : [],
    )
    const codes = await Promise.all(named.map(({ address }) => reader.getCode({ address })))
    const empty = named.filter((_, i) => !codes[i])
    return empty.length > 0
      ? { bad: `no code at ${empty.map(({ name, address }) => `${name} ${address}`).join(', ')}` }
      : `${named.length} contracts have code`
  })
  const get = (address: Address, functionName: Getter) =>
    reader.readContract({ address, abi, functionName } as never) as Promise<unknown>
  const links = inspect(client, { check: 'links', chain, fix: wrong }, async () => {
    const messenger = messengerOf(client.deployment, chain)
    const { quorum, hub, gateway, oracle, accessManager, layerZeroTransport } = own
    const { wormholeTransport, committee, spoke } = own
    const expectations: Expectation[] = [
      ['messenger.CHAIN', messenger, 'CHAIN', chain],
      ['messenger.QUORUM', messenger, 'QUORUM', quorum],
      ['messenger.authority', messenger, 'authority', accessManager],
      ['quorum.MESSENGER', quorum, 'MESSENGER', messenger],
      ['quorum.authority', quorum, 'authority', accessManager],
      ['quorum.committee', quorum, 'committee', committee],
      ['committee.QUORUM', committee, 'QUORUM', quorum],
      ['layerZeroTransport.QUORUM', layerZeroTransport, 'QUORUM', quorum],
      ['layerZeroTransport.owner', layerZeroTransport, 'owner', accessManager],
      ['wormholeTransport.QUORUM', wormholeTransport, 'QUORUM', quorum],
      ['wormholeTransport.owner', wormholeTransport, 'owner', accessManager],
    ]
    if (spoke)
      expectations.push(['spoke.HUB_CHAIN', spoke, 'HUB_CHAIN', client.deployment.hubChain])
    if (spoke && permit2) expectations.push(['spoke.PERMIT2', spoke, 'PERMIT2', permit2])
    if (hub && gateway) {
      expectations.push(['hub.GATEWAY', hub, 'GATEWAY', gateway])
      expectations.push(['hub.authority', hub, 'authority', accessManager])
      expectations.push(['gateway.HUB', gateway, 'HUB', hub])
      if (oracle) expectations.push(['hub.ORACLE', hub, 'ORACLE', oracle])
      if (own.liquidation)
        expectations.push(...liquidationLinks(own, hub, own.liquidation, gateway))
    }
    const found = await Promise.all(expectations.map(([, address, name]) => get(address, name)))
    return compare(
      expectations.map(([what, , , expected], i) => [what, expected, found[i]]),
      `${expectations.length} links between contracts are as recorded`,
    )
  })
  return [rpc, ...(await Promise.all([code, links]))]
}

/** Hub and clearing obey one liquidation alone, which reads and writes no others than them. */
function liquidationLinks(
  {
    clearing,
    riskEngine,
    riskParameters,
    valuation,
    insuranceVault,
    pace,
  }: ChainDeployment['contracts'],
  hub: Address,
  liquidation: Address,
  gateway: Address,
): Expectation[] {
  return [
    ['hub.LIQUIDATION', hub, 'LIQUIDATION', liquidation],
    ...(clearing
      ? ([['clearing.LIQUIDATION', clearing, 'LIQUIDATION', liquidation]] as Expectation[])
      : []),
    ['liquidation.HUB', liquidation, 'HUB', hub],
    ['liquidation.CLEARING', liquidation, 'CLEARING', clearing],
    ['liquidation.RISK', liquidation, 'RISK', riskEngine],
    ['liquidation.VALUATION', liquidation, 'VALUATION', valuation],
    ['liquidation.GATEWAY', liquidation, 'GATEWAY', gateway],
    ['liquidation.VAULT', liquidation, 'VAULT', insuranceVault],
    ['liquidation.PACE', liquidation, 'PACE', pace],
    ...(riskParameters
      ? ([['riskParameters.forecaster', riskParameters, 'forecaster', pace]] as Expectation[])
      : []),
    ...(valuation ? ([['valuation.HUB', valuation, 'HUB', hub]] as Expectation[]) : []),
  ]
}
