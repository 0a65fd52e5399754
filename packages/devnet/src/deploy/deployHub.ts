import { type Address, stringToHex, zeroAddress } from 'viem'
import { artifact } from '../artifact.js'
import type { Batch } from '../batch.js'
import { batchOf, call, type DeployContext } from './context.js'
import { type Chapters, deployMarkets, type MarketAddresses } from './deployMarkets.js'
import { deployManager, deployMessaging, type MessagingAddresses } from './messaging.js'
import type { DeploymentPlan, FeedPlan } from './plan.js'

/** What stands on the hub's chain. */
export type HubAddresses = MessagingAddresses &
  MarketAddresses &
  Chapters & {
    hub: Address
    keyring: Address
    gateway: Address
    oracle: Address
    collateral: Address
    /** Signed feeds by underlying, where the plan asks for them. */
    signedFeeds: Record<string, Address>
    /** Adapters between feeds and oracle, with the names of their contracts. */
    adapters: readonly (readonly [name: string, address: Address])[]
  }

/**
 * Deploys the hub: book, gateway, messaging, oracle with its feeds, and what trades and margins.
 *
 * @throws DevnetError naming the transaction that failed
 */
export async function deployHub(
  context: DeployContext,
  plan: DeploymentPlan,
): Promise<HubAddresses> {
  const batch = await batchOf(context)
  const deployer = context.wallet.account.address
  const { chain, appendFee, arbitrumBlocks } = context.plan
  const accessManager = deployManager(batch, deployer)
  const blocks = arbitrumBlocks ? batch.deploy(artifact('ArbitrumBlocks')) : zeroAddress
  const oracle = batch.deploy(artifact('Oracle'), [accessManager])
  // Each of these names others that come after it.
  const clearing = batch.deploy(artifact('Clearing'), [
    batch.upcoming(1), // the hub
    batch.upcoming(9), // the risk engine
    oracle,
    batch.upcoming(8), // the surfaces
    batch.upcoming(10), // the exchange
    batch.upcoming(13), // the liquidation
    accessManager,
  ])
  const gatewayAddress = batch.upcoming(1)
  const quorumAddress = batch.upcoming(2)
  const hub = batch.deploy(artifact('Hub'), [
    gatewayAddress,
    oracle,
    clearing,
    batch.upcoming(12), // the liquidation
    chain,
    accessManager,
  ])
  const gateway = batch.deploy(artifact('Gateway'), [
    hub,
    chain,
    BigInt(appendFee),
    quorumAddress,
    blocks,
    accessManager,
  ])
  const messaging = deployMessaging(batch, context, accessManager, gateway, plan.committee)
  const collateral = batch.deploy(artifact('Collateral'), [hub, oracle])
  const named = { hub, chain, clearing, oracle, gateway, manager: accessManager }
  const markets = deployMarkets(batch, plan.markets, named)
  await batch.flush()
  const made = async (contract: string, address: Address, functionName: string) =>
    (await context.wallet.readContract({
      ...{ address, abi: artifact(contract).abi, functionName },
    })) as Address
  const [keyring, riskParameters, riskArrays, insuranceVault, pace] = await Promise.all([
    made('Hub', hub, 'KEYRING'),
    made('RiskEngine', markets.riskEngine, 'PARAMETERS'),
    made('RiskEngine', markets.riskEngine, 'ARRAYS'),
    made('Liquidation', markets.liquidation, 'VAULT'),
    made('Liquidation', markets.liquidation, 'PACE'),
  ])
  const feeds = await deployFeeds(await batchOf(context), plan.feeds, oracle, accessManager)
  const chapters = { keyring, riskParameters, riskArrays, insuranceVault, pace }
  const own = { hub, clearing, gateway, oracle, collateral }
  return { ...messaging, ...markets, ...chapters, ...own, ...feeds }
}

/** One adapter for each kind of source that the plan uses; signed feeds read like Chainlink's. */
async function deployFeeds(
  batch: Batch,
  feeds: readonly FeedPlan[],
  oracle: Address,
  accessManager: Address,
): Promise<Pick<HubAddresses, 'signedFeeds' | 'adapters'>> {
  const adapters = new Map<string, Address>()
  const adapter = (key: string, deploy: () => Address) => {
    const found = adapters.get(key) ?? deploy()
    adapters.set(key, found)
    return found
  }
  const signedFeeds: Record<string, Address> = {}
  for (const feed of feeds) {
    const underlying = underlyingId(feed.underlying)
    const sources = feed.sources.map((source) => {
      if (source.kind === 'pyth') {
        const address = adapter(`pyth ${source.pyth}`, () =>
          batch.deploy(artifact('PythAdapter'), [source.pyth, accessManager]),
        )
        call(batch, 'PythAdapter', address, 'setFeed', [underlying, source.id])
        return address
      }
      const address = adapter(source.kind, () =>
        batch.deploy(artifact('ChainlinkAdapter'), [accessManager]),
      )
      if (source.kind === 'chainlink') {
        call(batch, 'ChainlinkAdapter', address, 'setFeed', [underlying, source.feed])
        return address
      }
      const signed = batch.deploy(artifact('SignedFeed'), [
        underlying,
        source.publishers,
        source.threshold,
        accessManager,
      ])
      signedFeeds[feed.underlying] = signed
      call(batch, 'ChainlinkAdapter', address, 'setFeed', [underlying, signed])
      return address
    })
    call(batch, 'Oracle', oracle, 'setUnderlying', [
      underlying,
      sources,
      feed.maxAge,
      feed.maxConfidenceBps,
      feed.maxDeviationBps,
    ])
  }
  await batch.flush()
  const named = [...adapters].map(
    ([key, address]) =>
      [key.startsWith('pyth') ? 'PythAdapter' : 'ChainlinkAdapter', address] as const,
  )
  return { signedFeeds, adapters: named }
}

/** The oracle's 32-byte name of an underlying. */
export function underlyingId(name: string): `0x${string}` {
  return stringToHex(name, { size: 32 })
}
