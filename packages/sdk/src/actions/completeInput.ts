import type { MarginInput, MarketInput } from '@causeway/risk'
import type { Hex } from 'viem'
import { gatewayAbi, hubAbi, riskParametersAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { InputError } from '../errors/causewayError.js'
import { marketClocks } from '../market/clocks.js'
import { parseAssetId } from '../wire/index.js'
import type { Position } from './getPositions.js'
import { readDeployed } from './read.js'
import { readMarket, readPairs, textOf } from './readMarket.js'

/** A margin's input, and the underlying of each of its markets. */
export type CompleteInput = { input: MarginInput; underlyings: string[] }

/**
 * Names the markets of an input. Of an account that neither owes nor holds a position the hub reads nothing but its tokens'
 * prices, since nothing is needed of it: what a first trade or debt would be judged by is added here.
 */
export async function completeInput(
  client: CausewayClientBase,
  parameters: {
    account: Hex
    input: MarginInput
    positions: readonly Pick<Position, 'instrument'>[]
    /** What is held. Default: it is read. */
    holdings?: readonly { asset: Hex }[] | undefined
  },
): Promise<CompleteInput> {
  const { account, input, positions, holdings } = parameters
  const underlyings: string[] = []
  positions.forEach(({ instrument }, i) => {
    const position = input.positions[i]
    if (position) underlyings[position.market] = instrument.underlying
  })
  const isBare = input.positions.length === 0 && input.cash >= 0n
  if (input.lines.length === 0)
    return { input: isBare ? await addFactor(client, input) : input, underlyings }
  const tokens = holdings ? await tokensOf(client, holdings) : await readTokens(client, account)
  if (!isBare) {
    tokens.forEach(({ underlying }, i) => {
      const market = input.lines[i]?.market
      if (market !== undefined) underlyings[market] = underlying
    })
    return { input, underlyings }
  }
  return addMarkets(client, await addFactor(client, input), tokens)
}

/** The hub reads the factor with the first market only. */
export async function addFactor(
  client: CausewayClientBase,
  input: MarginInput,
): Promise<MarginInput> {
  const [, initialFactor] = await readDeployed(client, {
    ...({ chain: client.deployment.hubChain, contract: 'riskParameters' } as const),
    ...{ abi: riskParametersAbi, functionName: 'riskOf', args: ['0x000000000000'] },
  })
  return { ...input, initialFactor: BigInt(initialFactor) }
}

type Token = { asset: Hex; underlying: string }

/** What is held and counts as collateral, in the order of the input's lines. */
export async function readTokens(client: CausewayClientBase, account: Hex): Promise<Token[]> {
  const chain = client.deployment.hubChain
  const [, holdings] = await readDeployed(client, {
    ...{ chain, contract: 'hub', abi: hubAbi, functionName: 'holdingsOf' },
    args: [account],
  } as const)
  return tokensOf(client, holdings)
}

export async function tokensOf(
  client: CausewayClientBase,
  holdings: readonly { asset: Hex }[],
): Promise<Token[]> {
  const chain = client.deployment.hubChain
  const read = await Promise.all(
    holdings.map(async ({ asset }): Promise<Token[]> => {
      const [{ listed, underlying }] = await readDeployed(client, {
        ...({ chain, contract: 'riskParameters', abi: riskParametersAbi } as const),
        ...{ functionName: 'collateralOf', args: [asset] },
      })
      return listed ? [{ asset, underlying: textOf(underlying) }] : []
    }),
  )
  return read.flat()
}

async function addMarkets(
  client: CausewayClientBase,
  input: MarginInput,
  tokens: readonly Token[],
): Promise<CompleteInput> {
  const wanted = [...new Set(tokens.map(({ underlying }) => underlying))].filter(Boolean)
  const read = await Promise.all(wanted.map((underlying) => marketOf(client, underlying)))
  const known = wanted.filter((_, i) => read[i] !== undefined)
  const late = await Promise.all(
    tokens.map(({ asset }) => isLate(client, parseAssetId(asset).chain)),
  )
  const lines = input.lines.map((line, i) => {
    const market = known.indexOf(tokens[i]?.underlying ?? '')
    return { ...line, late: late[i] ?? false, ...(market >= 0 && { market }) }
  })
  const pairs = input.mode === 'portfolio' ? await readPairs(client, known) : []
  const markets = read.filter((market) => market !== undefined)
  return { input: { ...input, markets, lines, pairs }, underlyings: known }
}

/** Undefined while there is no price: then nothing can be traded against the token, either. */
async function marketOf(
  client: CausewayClientBase,
  underlying: string,
): Promise<MarketInput | undefined> {
  try {
    // the hub reads a mark only where a perpetual is held
    return { ...(await readMarket(client, underlying)), mark: 0n }
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

/** Whether a chain was silent for so long that initial margin does not count what lies there. */
export async function isLate(client: CausewayClientBase, chain: number): Promise<boolean> {
  const { hubChain } = client.deployment
  const [heardAt, { timestamp }] = await Promise.all([
    readDeployed(client, {
      ...({ chain: hubChain, contract: 'gateway', abi: gatewayAbi } as const),
      ...{ functionName: 'heardAt', args: [chain] },
    }),
    client.reader(hubChain).getBlock(),
  ])
  return timestamp > heardAt + BigInt(marketClocks.lateLane)
}
