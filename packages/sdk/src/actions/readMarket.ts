import type { MarketInput, PairInput } from '@causeway/risk'
import { type Hex, hexToString, stringToHex } from 'viem'
import { clearingAbi, oracleAbi, riskParametersAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { InputError } from '../errors/causewayError.js'
import { overIndex, toBigInts } from '../market/forward.js'
import { toSymbol } from '../wire/index.js'
import { readDeployed } from './read.js'

/** A market that an account has nothing of yet. @throws InputError when it has no price now */
export async function readMarket(
  client: CausewayClientBase,
  underlying: string,
): Promise<MarketInput> {
  const chain = client.deployment.hubChain
  const symbol = toSymbol(underlying)
  const [price, premium, [params]] = await Promise.all([
    readDeployed(client, {
      ...{ chain, contract: 'oracle', abi: oracleAbi, functionName: 'priceOf' },
      args: [stringToHex(underlying, { size: 32 })],
    } as const),
    readDeployed(client, {
      ...{ chain, contract: 'clearing', abi: clearingAbi, functionName: 'premiumOf' },
      args: [symbol],
    } as const),
    readDeployed(client, {
      ...{ chain, contract: 'riskParameters', abi: riskParametersAbi, functionName: 'riskOf' },
      args: [symbol],
    } as const),
  ])
  if (!params.listed || price.refusal !== 0)
    throw new InputError(`${underlying} has no price now, or nothing is traded on it.`)
  const { listed: _, ...rates } = params
  return {
    index: price.price,
    confidence: price.confidence,
    mark: overIndex(price.price, premium),
    params: toBigInts(rates),
  }
}

/** Which of the markets count as falling and rising together, in the order in which the hub takes them. */
export async function readPairs(
  client: CausewayClientBase,
  underlyings: readonly string[],
): Promise<PairInput[]> {
  const correlations = await readDeployed(client, {
    chain: client.deployment.hubChain,
    contract: 'riskParameters',
    abi: riskParametersAbi,
    functionName: 'correlations',
  })
  return correlations.flatMap((entry) => {
    const [first, second] = [entry.first, entry.second].map((symbol) =>
      underlyings.indexOf(textOf(symbol)),
    ) as [number, number]
    return first < 0 || second < 0 ? [] : [{ first, second, share: BigInt(entry.share) }]
  })
}

export const textOf = (symbol: Hex) => hexToString(symbol).replace(/\0+$/, '')
