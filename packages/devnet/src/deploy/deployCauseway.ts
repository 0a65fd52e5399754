import { type ChainDeployment, type Deployment, hashGuardians } from '@causeway/sdk'
import type { Address } from 'viem'
import { DevnetError } from '../errors.js'
import { receiveOptions } from '../layerzero.js'
import { wormholeCoreAbi } from '../wormhole.js'
import { connectTransports, requiredDvns } from './connect.js'
import type { DeployContext } from './context.js'
import { deployHub, type HubAddresses } from './deployHub.js'
import { listMarkets } from './deployMarkets.js'
import { deploySpoke, type SpokeAddresses } from './deploySpoke.js'
import { handOver } from './governance.js'
import { connectSpokes } from './listings.js'
import type { ChainPlan, DeploymentPlan } from './plan.js'

/** What `deployCauseway` leaves: the record for clients and relayers, and what only its operator needs. */
export type DeployResult = {
  deployment: Deployment
  /** Signed price feeds on the hub's chain by underlying. */
  signedFeeds: Record<string, Address>
}

/**
 * Deploys all of Causeway by a plan, on local chains or real ones: hub and spokes, both transports connected and
 * LayerZero's configuration pinned, tokens and prices listed, everything handed over to governance.
 *
 * @param contextOf the wallet that deploys on a chain
 * @throws DevnetError naming the chain and the transaction that failed
 */
export async function deployCauseway(
  plan: DeploymentPlan,
  contextOf: (chain: ChainPlan) => DeployContext,
  onProgress: (step: string) => void = () => {},
): Promise<DeployResult> {
  const hubPlan = plan.chains.find(({ chain }) => chain === plan.hubChain)
  if (!hubPlan) throw new DevnetError(`The plan has no chain ${plan.hubChain} for its hub.`)
  const spokePlans = plan.chains.filter(({ chain }) => chain !== plan.hubChain)
  const blocks = await Promise.all(
    plan.chains.map((chain) => contextOf(chain).wallet.getBlockNumber()),
  )

  onProgress(`deploying the hub on ${hubPlan.name}`)
  const hub = await deployHub(contextOf(hubPlan), plan)
  onProgress(`deploying spokes on ${spokePlans.map(({ name }) => name).join(', ')}`)
  const spokes = await Promise.all(
    spokePlans.map(async (chain) => {
      const addresses = await deploySpoke(contextOf(chain), plan, hub.gateway)
      return { plan: chain, addresses }
    }),
  )

  onProgress('connecting lanes and pinning the bridges')
  const hubEnd = { plan: hubPlan, messaging: hub }
  await Promise.all([
    (async () => {
      await connectSpokes(contextOf(hubPlan), hub, spokes)
      const remotes = spokes.map(({ plan: chain, addresses }) => ({
        plan: chain,
        messaging: addresses,
      }))
      await connectTransports(contextOf(hubPlan), hub, remotes)
    })(),
    ...spokes.map(({ plan: chain, addresses }) =>
      connectTransports(contextOf(chain), addresses, [hubEnd]),
    ),
  ])

  onProgress('listing what is traded')
  await listMarkets(contextOf(hubPlan), hub, plan.markets, spokePlans)

  onProgress('handing over to governance')
  await Promise.all([
    handOver(contextOf(hubPlan), plan, hub.accessManager, dutiesOfHub(hub)),
    ...spokes.map(({ plan: chain, addresses }) =>
      handOver(contextOf(chain), plan, addresses.accessManager, [
        ['Spoke', addresses.spoke],
        ...dutiesOfMessaging(addresses),
      ]),
    ),
  ])

  const guardians = await Promise.all(
    plan.chains.map((chain) => readGuardians(contextOf(chain), chain.wormhole.core)),
  )
  const chains = plan.chains.map((chain, i) => {
    const spoke = spokes.find((entry) => entry.plan.chain === chain.chain)?.addresses
    const found = record(chain, Number(blocks[i] ?? 0n), spoke ?? hub)
    return { ...found, wormhole: { ...found.wormhole, guardians: guardians[i] } }
  })
  const { name, hubChain, guardianApis, relayerApis } = plan
  const deployment: Deployment = { name, hubChain, guardianApis, relayerApis, chains }
  return { deployment, signedFeeds: hub.signedFeeds }
}

/** The guardians on whom the deployment relies from its beginning. */
async function readGuardians({ wallet }: DeployContext, address: Address) {
  const core = { address, abi: wormholeCoreAbi } as const
  const index = await wallet.readContract({ ...core, functionName: 'getCurrentGuardianSetIndex' })
  const { keys } = await wallet.readContract({
    ...{ ...core, functionName: 'getGuardianSet', args: [index] },
  })
  return { index, hash: hashGuardians(keys) }
}

type Duties = readonly (readonly [string, Address])[]

function dutiesOfMessaging(m: HubAddresses | SpokeAddresses): Duties {
  return [
    ['Quorum', m.quorum],
    ['Committee', m.committee],
    ['LayerZeroTransport', m.layerZeroTransport],
    ['WormholeTransport', m.wormholeTransport],
  ]
}

function dutiesOfHub(hub: HubAddresses): Duties {
  return [
    ['Hub', hub.hub],
    ['Clearing', hub.clearing],
    ['RiskParameters', hub.riskParameters],
    ['Surfaces', hub.surfaces],
    ['Exchange', hub.exchange],
    ['Gateway', hub.gateway],
    ['Oracle', hub.oracle],
    ...hub.adapters,
    ...Object.values(hub.signedFeeds).map((feed) => ['SignedFeed', feed] as const),
    ...dutiesOfMessaging(hub),
  ]
}

function record(
  plan: ChainPlan,
  deployBlock: number,
  addresses: HubAddresses | SpokeAddresses,
): ChainDeployment {
  const { layerzero, wormhole, permit2 } = plan
  const { accessManager, quorum, committee, layerZeroTransport, wormholeTransport } = addresses
  const messaging = { accessManager, quorum, committee, layerZeroTransport, wormholeTransport }
  const own =
    'spoke' in addresses
      ? { spoke: addresses.spoke, permit2 }
      : {
          gateway: addresses.gateway,
          hub: addresses.hub,
          oracle: addresses.oracle,
          collateral: addresses.collateral,
          keyring: addresses.keyring,
          clearing: addresses.clearing,
          riskEngine: addresses.riskEngine,
          riskParameters: addresses.riskParameters,
          riskArrays: addresses.riskArrays,
          riskReader: addresses.riskReader,
          surfaces: addresses.surfaces,
          exchange: addresses.exchange,
          valuation: addresses.valuation,
          liquidation: addresses.liquidation,
          insuranceVault: addresses.insuranceVault,
          pace: addresses.pace,
        }
  const { eid, endpoint, sendLibrary, receiveLibrary, receiveView, executor } = layerzero
  return {
    chain: plan.chain,
    name: plan.name,
    chainId: plan.chainId,
    rpcUrls: plan.rpcUrls,
    ...(plan.explorer !== undefined && { explorer: plan.explorer }),
    blockTime: plan.blockTime,
    finality: plan.finality,
    deployBlock,
    layerzero: {
      eid,
      endpoint,
      sendLibrary,
      receiveLibrary,
      ...(receiveView ? { receiveView } : {}),
      executor,
      requiredDvns: requiredDvns(plan),
      operatorDvn: layerzero.operatorDvn,
      confirmations: layerzero.confirmations,
      options: receiveOptions(BigInt(layerzero.receiveGas)),
    },
    wormhole,
    contracts: { ...messaging, ...own },
    tokens: plan.tokens.map(({ symbol, address, decimals, isCash, underlying, ...limits }) => ({
      ...{ symbol, address, decimals, isCash, underlying },
      caps: { hub: limits.cap, vault: limits.spokeCap },
    })),
  }
}
