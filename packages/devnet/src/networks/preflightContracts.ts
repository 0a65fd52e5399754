import { type Address, type PublicClient, parseAbi } from 'viem'
import type { ChainPlan, DeploymentPlan, FeedPlan, MarketsPlan } from '../deploy/index.js'
import { reason } from '../errors.js'

type Findings = { problems: string[]; warnings: string[] }

const abi = parseAbi([
  'function eid() view returns (uint32)',
  'function isRegisteredLibrary(address library) view returns (bool)',
  'function isSupportedEid(uint32 eid) view returns (bool)',
  'function dstConfig(uint32 eid) view returns (uint64 gas, uint16 multiplierBps, uint128 floorMarginUSD)',
  'function chainId() view returns (uint16)',
  'function decimals() view returns (uint8)',
  'function latestRoundData() view returns (uint80, int256 answer, uint256, uint256 updatedAt, uint80)',
  'function getPriceUnsafe(bytes32 id) view returns ((int64 price, uint64 conf, int32 expo, uint256 publishTime))',
])
const native = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'

/** Whether LayerZero, Wormhole, the DVNs and the tokens of one chain are where the plan says, and serve its lanes. */
export async function checkChainContracts(
  client: PublicClient,
  chain: ChainPlan,
  plan: DeploymentPlan,
): Promise<Findings> {
  const { name, layerzero: lz, wormhole, permit2, tokens } = chain
  const problems: string[] = []
  const warnings: string[] = []
  const has = async (what: string, address: Address, list = problems) => {
    const code = await client.getCode({ address })
    if (!code) list.push(`${name}: there is no contract at ${address}, which should be ${what}.`)
    return Boolean(code)
  }
  const expect = async (said: string, ask: () => Promise<boolean>) => {
    const answer = await ask().catch((error) => reason(error))
    if (answer !== true) problems.push(`${name}: ${said}${answer ? ` (${answer})` : ''}.`)
  }
  const read = (address: Address, functionName: string, args: unknown[] = []) =>
    client.readContract({ address, abi, functionName, args } as never) as Promise<unknown>
  const isHub = chain.chain === plan.hubChain
  const remotes = plan.chains.filter((other) => (other.chain === plan.hubChain) !== isHub)

  const endpoint = async () => {
    if (!(await has("LayerZero's endpoint", lz.endpoint))) return
    await expect(`LayerZero's endpoint does not have the id ${lz.eid}`, async () => {
      return (await read(lz.endpoint, 'eid')) === lz.eid
    })
    for (const library of [lz.sendLibrary, lz.receiveLibrary])
      await expect(`the endpoint does not know the library ${library}`, async () => {
        return Boolean(await read(lz.endpoint, 'isRegisteredLibrary', [library]))
      })
  }
  const library = async (what: string, address: Address) => {
    if (!(await has(what, address))) return
    for (const remote of remotes)
      await expect(`${what} does not serve ${remote.name}`, async () => {
        return Boolean(await read(address, 'isSupportedEid', [remote.layerzero.eid]))
      })
  }
  const dvn = async (what: string, address: Address) => {
    if (!(await has(what, address))) return
    for (const remote of remotes)
      await expect(`${what} ${address} does not serve ${remote.name}`, async () => {
        const [gas] = (await read(address, 'dstConfig', [remote.layerzero.eid])) as [bigint]
        return gas > 0n
      })
  }
  const core = async () => {
    if (!(await has("Wormhole's core bridge", wormhole.core))) return
    await expect(`the core bridge does not have the chain id ${wormhole.chainId}`, async () => {
      return (await read(wormhole.core, 'chainId')) === wormhole.chainId
    })
  }
  const token = async ({ symbol, address, decimals }: ChainPlan['tokens'][number]) => {
    if (address === native || !(await has(symbol, address))) return
    await expect(`${symbol} does not have ${decimals} decimals`, async () => {
      return (await read(address, 'decimals')) === decimals
    })
  }
  await Promise.all([
    endpoint(),
    library('the send library', lz.sendLibrary),
    library('the receive library', lz.receiveLibrary),
    has("LayerZero's executor", lz.executor),
    ...lz.outsideDvns.map((address) => dvn('the outside DVN', address)),
    dvn("the operators' DVN", lz.operatorDvn),
    core(),
    ...(isHub ? [] : [has('Permit2 (deposits by signature need it)', permit2, warnings)]),
    ...tokens.map(token),
  ])
  return { problems, warnings }
}

/** Whether the hub's price feeds answer, and are as fresh as the plan demands. */
export async function checkFeeds(
  client: PublicClient,
  name: string,
  feeds: readonly FeedPlan[],
): Promise<Findings> {
  const problems: string[] = []
  const warnings: string[] = []
  const { timestamp } = await client.getBlock()
  for (const { underlying, sources, maxAge } of feeds)
    for (const source of sources) {
      if (source.kind === 'signed') continue
      try {
        const time =
          source.kind === 'chainlink'
            ? (
                await client.readContract({
                  address: source.feed,
                  abi,
                  functionName: 'latestRoundData',
                })
              )[3]
            : (
                await client.readContract({
                  address: source.pyth,
                  abi,
                  functionName: 'getPriceUnsafe',
                  args: [source.id as `0x${string}`],
                })
              ).publishTime
        const age = Number(timestamp - time)
        if (age > maxAge)
          warnings.push(
            `${name}: ${source.kind}'s price of ${underlying} is ${age} s old, ${maxAge} s are allowed.`,
          )
      } catch (error) {
        problems.push(
          `${name}: ${source.kind}'s feed of ${underlying} does not answer: ${reason(error)}`,
        )
      }
    }
  return { problems, warnings }
}

/** Expiries that the hub's clock has passed: what is listed there could only be settled. */
export async function checkExpiries(
  client: PublicClient,
  { underlyings }: MarketsPlan,
): Promise<string[]> {
  const { timestamp } = await client.getBlock()
  return underlyings.flatMap(({ symbol, expiries }) =>
    expiries
      .filter(({ time }) => BigInt(time) <= timestamp)
      .map(({ time }) => `markets.underlyings.${symbol}.expiries: ${time} has passed.`),
  )
}
