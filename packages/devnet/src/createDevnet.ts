import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CausewayClient,
  contractOf,
  createCausewayClient,
  type Deployment,
  deposit,
} from '@causeway/sdk'
import { type Address, numberToHex, parseUnits } from 'viem'
import { freePort } from './child.js'
import { deceasedAmong } from './deceased.js'
import { deployCauseway, type TokenPlan } from './deploy/index.js'
import { type DevnetSlice, devnetSlices } from './devnetMarkets.js'
import { deployTokens, devnetPlan, devnetPrices } from './devnetPlan.js'
import { DevnetError } from './errors.js'
import { jsonRpc } from './jsonRpc.js'
import type { AccountRole } from './keys.js'
import { type RelayerParameters, startRelayerProcess } from './relayerProcess.js'
import { type Service, startService } from './service.js'
import { startWorld } from './world.js'
import type { World, WorldParameters } from './worldTypes.js'

/** What `createDevnet` takes; everything has a default. */
export type DevnetParameters = WorldParameters & {
  /** Whether a relayer runs from the start, in every role. Default true. */
  relayer?: boolean | RelayerParameters
  /** Whether a market maker quotes what is traded, on a million of cash that it deposits first. Default false. */
  maker?: boolean
  /**
   * Whether a node bids in auctions, with an account of its own and on cash that it deposits first: by its default policy, or by
   * what is given. Default false.
   */
  liquidator?: boolean | LiquidatorParameters
  /** Seconds between what the governor schedules and when it can be done. Default one hour. */
  governorDelay?: number
}

/** The local world with Causeway in it. */
export type Devnet = World & {
  deployment: Deployment
  /** Where the deployment's record is, for `--deployment`. */
  deploymentFile: string
  signedFeeds: Record<string, Address>
  /** What the publishers say of volatility, one slice for each expiry. */
  slices: readonly DevnetSlice[]
  /**
   * The price publishers; `control({ prices: { ETH: 2500 } })` moves the market. The hub believes a tenth a minute of what a
   * relayer has observed.
   */
  prices: Service
  /** The relayers that run, in the order in which they were started. */
  relayers: readonly Service[]
  startRelayer(parameters?: RelayerParameters): Promise<Service>
  /** A client of the SDK that signs as one of the funded accounts. */
  client(role: AccountRole): CausewayClient
  /** Starts a node that bids as the account of the role *liquidator*, on what that has on the hub. */
  startLiquidator(parameters?: RelayerParameters): Promise<Service>
  /** Address of a token by chain and symbol. */
  token(chain: number, symbol: string): Address
}

/** How the node that bids is started; `cash` in whole USDC. */
export type LiquidatorParameters = RelayerParameters & { cash?: string }

const holders: readonly AccountRole[] = ['alice', 'bob', 'carol', 'liquidator', 'maker']

/**
 * Starts the local world, deploys Causeway into it by the same functions as on real networks, and starts the price
 * publishers and a relayer. When anything fails, everything is ended and the reason thrown.
 *
 * @example
 * const devnet = await createDevnet({ onProgress: console.log })
 * const alice = devnet.client('alice')
 * await devnet.stop({ remove: true })
 *
 * @throws DevnetError when a port is taken, a program is missing, or a deployment fails
 */
export async function createDevnet(parameters: DevnetParameters = {}): Promise<Devnet> {
  const {
    relayer = true,
    maker = false,
    liquidator = false,
    governorDelay = 3_600,
    onProgress = () => {},
  } = parameters
  const world = await startWorld(parameters)
  const services: Service[] = []
  const stop: World['stop'] = async (options) => {
    await Promise.all(services.map((service) => service.stop()))
    await world.stop(options)
  }
  const deceased = () =>
    world.deceased() ?? deceasedAmong({ runFolder: world.runFolder, chains: [], services })
  try {
    const { signedFeeds, slices, ...deployed } = await deploy(world, governorDelay, onProgress)
    const makerPort = await freePort()
    const deployment: Deployment = {
      ...deployed.deployment,
      makerApis: maker ? [`http://127.0.0.1:${makerPort}`] : [],
    }
    const deploymentFile = join(world.runFolder, 'deployment.json')
    writeFileSync(deploymentFile, `${JSON.stringify(deployment, null, 2)}\n`)

    onProgress('starting price publishers')
    const surfaces = contractOf(deployment, deployment.hubChain, 'surfaces')
    const prices = await startPrices(world, signedFeeds, {
      address: surfaces,
      threshold: 2,
      slices,
    })
    services.push(prices)
    const relayers: Service[] = []
    // counted before it is waited for: two that are started at once are not the same
    let started = 0
    const startRelayer = async (options: RelayerParameters = {}) => {
      const service = await startRelayerProcess(world, deploymentFile, started++, options)
      relayers.push(service)
      services.push(service)
      return service
    }
    if (relayer) {
      onProgress('starting a relayer with the operators’ own DVN')
      await startRelayer(relayer === true ? {} : relayer)
    }
    if (maker) {
      onProgress('starting a market maker')
      services.push(await startMaker(world, deploymentFile, makerPort))
    }
    const client = (role: AccountRole) =>
      createCausewayClient({
        deployment,
        account: world.accounts[role].account,
        pollingInterval: 200,
      })
    const startLiquidator = (options: RelayerParameters = {}) =>
      startRelayer(liquidatorOf(world, options))
    if (liquidator) {
      onProgress('starting a liquidator')
      const { cash = '250000', ...options } = liquidator === true ? {} : liquidator
      const amount = parseUnits(cash, 6)
      await deposit(client('liquidator'), { chain: 'optimism', token: 'USDC', amount })
      await startLiquidator(options)
    }
    onProgress('the devnet is running')
    return {
      ...world,
      deceased,
      ...{ deployment, deploymentFile, signedFeeds, slices, prices, relayers, startRelayer, stop },
      ...{ client, startLiquidator },
      token(chain, symbol) {
        const found = deployment.chains
          .find((entry) => entry.chain === chain)
          ?.tokens.find((token) => token.symbol === symbol)
        if (!found) throw new Error(`there is no ${symbol} on chain ${chain}`)
        return found.address as Address
      },
    }
  } catch (error) {
    // a dead chain shows as a request that failed: its end is the reason
    const ended = deceased()
    await stop()
    throw ended === undefined ? error : new DevnetError(ended)
  }
}

async function deploy(world: World, governorDelay: number, onProgress: (step: string) => void) {
  onProgress('deploying tokens')
  // Another first nonce on each chain, so that no two chains have the same addresses: mixing them up must show.
  await Promise.all(
    world.chains.flatMap(({ number, url }) =>
      (['deployer', 'faucet'] as const).map((role) =>
        jsonRpc(url, 'anvil_setNonce', [
          world.accounts[role].address,
          numberToHex(number * 10_000),
        ]),
      ),
    ),
  )
  const addresses = holders.map((role) => world.accounts[role].address)
  const tokens = new Map<number, TokenPlan[]>(
    await Promise.all(
      world.chains.map(
        async (chain) =>
          [chain.number, await deployTokens(world, chain, addresses)] as [number, TokenPlan[]],
      ),
    ),
  )
  const { timestamp } = await world.wallet(world.hub.name, 'deployer').getBlock()
  const plan = devnetPlan(world, tokens, governorDelay, Number(timestamp))
  const result = await deployCauseway(
    plan,
    (chain) => ({
      plan: chain,
      wallet: world.wallet(chain.name, 'deployer'),
      mine: () => world.mine(chain.name),
    }),
    onProgress,
  )
  return { ...result, slices: devnetSlices(plan.markets, Number(timestamp)) }
}

/** A node with a key and a database of its own, which carries nothing. */
function liquidatorOf(world: World, options: RelayerParameters): RelayerParameters {
  return {
    name: 'liquidator',
    ...options,
    env: { CAUSEWAY_RELAYER_KEY: world.accounts.liquidator.privateKey, ...options.env },
    config: { roles: ['watch', 'liquidate'], ...options.config },
  }
}

function startMaker(world: World, deploymentFile: string, port: number): Promise<Service> {
  return startService({
    name: 'maker',
    program: 'maker',
    port,
    runFolder: world.runFolder,
    config: {
      deploymentFile,
      privateKey: world.accounts.maker.privateKey,
      funding: { chain: 'optimism', token: 'USDC', amount: '1000000', decimals: 6 },
    },
  })
}

async function startPrices(
  world: World,
  signedFeeds: Record<string, Address>,
  surfaces: { address: Address; threshold: number; slices: readonly DevnetSlice[] },
): Promise<Service> {
  const { oracle, oracle1, oracle2, oracle3 } = world.accounts
  const { number, name, chainId, url } = world.hub
  return startService({
    name: 'prices',
    program: 'prices',
    port: await freePort(),
    runFolder: world.runFolder,
    config: {
      chain: { number, name, chainId, url },
      publisherKeys: [oracle1, oracle2, oracle3].map(({ privateKey }) => privateKey),
      senderKey: oracle.privateKey,
      feeds: Object.entries(devnetPrices).map(([underlying, price]) => ({
        underlying,
        address: signedFeeds[underlying],
        price,
        threshold: 2,
      })),
      surfaces,
    },
  })
}
