import type { Address } from 'viem'
import { artifact } from './artifact.js'
import type { ChainNumber } from './chains.js'
import type { ChainPlan, DeploymentPlan, FeedPlan, TokenPlan } from './deploy/index.js'
import { devnetMarkets } from './devnetMarkets.js'
import type { World, WorldChain } from './worldTypes.js'

const native: Address = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'
/** Where Uniswap's Permit2 stands on every public chain; local chains do not have it. */
const permit2: Address = '0x000000000022D473030F116dDEE9F6B43aC78BA3'

/** Prices of the local world by underlying, in USD. */
export const devnetPrices = {
  ...{ ETH: 3_000, BTC: 60_000, STETH: 3_400, DAI: 1, USDC: 1 },
  // where perpetuals trade, a little above the index
  ...{ 'ETH-PERP': 3_000.3, 'BTC-PERP': 60_006 },
} as const

type Kind = Omit<TokenPlan, 'address'> & { name: string; isNative?: true }

const limits = { cap: '1000000', spokeCap: '1500000', target: '0' }
const margined = (underlying: string | null, basisRate = 10_000) => ({
  risk: { underlying, basisRate },
})
const eth = {
  ...{ decimals: 18, isCash: false, underlying: 'ETH', haircutBps: 500, ...limits },
  ...margined('ETH'),
}
const usdc: Kind = {
  ...{ name: 'USD Coin', symbol: 'USDC', decimals: 6, isCash: true, underlying: 'USDC' },
  ...{ haircutBps: 0, cap: '50000000', spokeCap: '60000000', target: '20000' },
  ...{ inflowFloor: '10000000', outflowFloor: '5000000' },
}
const weth: Kind = {
  ...{ ...eth, name: 'Wrapped Ether', symbol: 'WETH' },
  ...{ inflowFloor: '10000', outflowFloor: '5000' },
}
const ether: Kind = { ...weth, name: 'Ether', symbol: 'ETH', isNative: true }
const wbtc: Kind = {
  ...{ ...limits, name: 'Wrapped BTC', symbol: 'WBTC', decimals: 8, isCash: false },
  ...{ underlying: 'BTC', haircutBps: 500, inflowFloor: '1000', outflowFloor: '500' },
  ...margined('BTC'),
}
const wsteth: Kind = {
  ...{ ...eth, name: 'Wrapped staked Ether', symbol: 'wstETH', underlying: 'STETH' },
  ...{ haircutBps: 1_000, inflowFloor: '10000', outflowFloor: '5000' },
  ...margined('ETH', 30_000),
}
const dai: Kind = {
  ...{ ...eth, name: 'Dai Stablecoin', symbol: 'DAI', underlying: 'DAI', haircutBps: 300 },
  ...{ cap: '50000000', spokeCap: '60000000', inflowFloor: '10000000', outflowFloor: '5000000' },
  ...margined(null),
}

/** The tokens of the local world: 18, 8 and 6 decimals, cash on every spoke. */
const tokens: Partial<Record<ChainNumber, readonly Kind[]>> = {
  1: [weth, usdc, ether],
  2: [wbtc, usdc],
  4: [wsteth, usdc, dai],
}

/** Deploys the tokens of one chain, with a million (cash: ten million) for each of `holders`, and plans their listing. */
export async function deployTokens(
  world: World,
  chain: WorldChain,
  holders: readonly Address[],
): Promise<TokenPlan[]> {
  const batch = await world.batch(chain.number, 'faucet')
  const token = artifact('DevToken')
  const plans = (tokens[chain.number] ?? []).map(({ name, isNative, ...plan }) => {
    if (isNative) return { ...plan, address: native }
    const issuer = world.accounts.faucet.address
    const address = batch.deploy(token, [name, plan.symbol, plan.decimals, issuer])
    const amount = (plan.isCash ? 10_000_000n : 1_000_000n) * 10n ** BigInt(plan.decimals)
    for (const holder of holders)
      batch.call({ address, abi: token.abi, functionName: 'mint', args: [holder, amount] })
    return { ...plan, address }
  })
  await batch.flush()
  return plans
}

/** The plan by which Causeway is deployed into a world. `now`: the hub's clock, seconds. */
export function devnetPlan(
  world: World,
  tokensOf: ReadonlyMap<number, TokenPlan[]>,
  governorDelay: number,
  now: number,
): DeploymentPlan {
  const { accounts } = world
  const operators = world.operatorDvn.signers.map(({ address }) => address)
  return {
    name: 'devnet',
    hubChain: world.hub.number,
    guardianApis: [world.guardians.url],
    relayerApis: [],
    committee: operators,
    governance: {
      governor: accounts.governor.address,
      guardian: accounts.guardian.address,
      governorDelay,
    },
    chains: world.chains.map((chain) => chainPlan(chain, tokensOf.get(chain.number) ?? [])),
    feeds: Object.keys(devnetPrices).map((underlying) => feedPlan(world, underlying)),
    markets: devnetMarkets(world, now),
  }
}

function feedPlan(world: World, underlying: string): FeedPlan {
  const { oracle1, oracle2, oracle3 } = world.accounts
  return {
    underlying,
    sources: [
      {
        kind: 'signed',
        publishers: [oracle1.address, oracle2.address, oracle3.address],
        threshold: 2,
      },
    ],
    maxAge: 60,
    maxConfidenceBps: 100,
    maxDeviationBps: 100,
  }
}

function chainPlan(chain: WorldChain, tokenPlans: TokenPlan[]): ChainPlan {
  const { layerZero } = chain
  return {
    chain: chain.number,
    name: chain.name,
    chainId: chain.chainId,
    rpcUrls: [chain.url],
    blockTime: chain.blockTime,
    finality: 'finalized',
    appendFee: '20000000000000',
    arbitrumBlocks: false,
    layerzero: {
      eid: chain.eid,
      endpoint: layerZero.endpoint,
      sendLibrary: layerZero.sendUln,
      receiveLibrary: layerZero.receiveUln,
      receiveView: layerZero.receiveUlnView,
      executor: layerZero.executor,
      outsideDvns: layerZero.outsideDvns,
      operatorDvn: layerZero.operatorDvn,
      confirmations: 2,
      receiveGas: 300_000,
    },
    wormhole: { chainId: chain.wormholeChainId, core: chain.wormhole.core, consistency: 1 },
    permit2,
    tokens: tokenPlans,
  }
}
