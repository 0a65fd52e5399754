import type { Instrument } from '@causeway/risk'
import { getAbiItem, type Hex, stringToHex } from 'viem'
import { clearingAbi, oracleAbi, surfacesAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import { findLogs } from './findLogs.js'
import { named } from './getPositions.js'
import { readDeployed } from './read.js'

/** An instrument that is listed and not yet expired. */
export type Market = {
  id: Hex
  name: string
  instrument: Instrument
  /** 18 decimals. */
  openInterest: bigint
  cap: bigint
  /** Mark of a perpetual, forward of a dated one; USD, 18 decimals. Undefined without a price or a surface. */
  price: bigint | undefined
  /** The oracle's price of the underlying. */
  index: bigint | undefined
}

export type GetMarketsParameters = {
  /** e.g. `ETH`. Default: all. */
  underlying?: string | undefined
}
export type GetMarketsReturnType = Market[]
export type GetMarketsErrorType = CausewayError

const nano = 1_000_000_000n

/**
 * What is traded: every listed instrument that has not expired, with its open interest and its price.
 *
 * @example
 * const markets = await getMarkets(client, { underlying: 'ETH' })
 */
export async function getMarkets(
  client: CausewayClientBase,
  { underlying }: GetMarketsParameters = {},
): Promise<GetMarketsReturnType> {
  const { hubChain } = client.deployment
  const [logs, { timestamp }] = await Promise.all([
    findLogs(client, {
      chain: hubChain,
      address: contractOf(client.deployment, hubChain, 'clearing'),
      event: getAbiItem({ abi: clearingAbi, name: 'InstrumentListed' }),
    }),
    client.reader(hubChain).getBlock(),
  ])
  const ids = [...new Set(logs.map(({ args }) => args.instrument))]
  const alive = ids.map(named).filter(({ instrument }) => {
    const expired = instrument.kind !== 'perpetual' && BigInt(instrument.expiry) <= timestamp
    return !expired && (underlying === undefined || instrument.underlying === underlying)
  })
  if (underlying !== undefined && alive.length === 0)
    throw new InputError(`Nothing is traded on "${underlying}".`)
  const symbols = [...new Set(alive.map(({ instrument }) => instrument.underlying))]
  const indices = new Map(
    await Promise.all(
      symbols.map(async (symbol) => [symbol, await readIndex(client, symbol)] as const),
    ),
  )
  const factors = await readFactors(
    client,
    alive.map(({ instrument }) => instrument),
  )
  return Promise.all(
    alive.map(async (market) => {
      const { openInterest, cap } = await readDeployed(client, {
        chain: hubChain,
        contract: 'clearing',
        abi: clearingAbi,
        functionName: 'listingOf',
        args: [BigInt(market.id)],
      })
      const index = indices.get(market.instrument.underlying)
      const factor = factors.get(keyOf(market.instrument))
      const price =
        index === undefined || factor === undefined ? undefined : (index * (nano + factor)) / nano
      return { ...market, openInterest, cap, index, price }
    }),
  )
}

async function readIndex(client: CausewayClientBase, symbol: string): Promise<bigint | undefined> {
  const { price, refusal } = await readDeployed(client, {
    chain: client.deployment.hubChain,
    contract: 'oracle',
    abi: oracleAbi,
    functionName: 'priceOf',
    args: [stringToHex(symbol, { size: 32 })],
  })
  return refusal === 0 ? price : undefined
}

const keyOf = (instrument: Instrument) =>
  instrument.kind === 'perpetual'
    ? instrument.underlying
    : `${instrument.underlying} ${instrument.expiry}`

/** Premium or basis over the index, 1e-9, by underlying and expiry. */
async function readFactors(
  client: CausewayClientBase,
  instruments: readonly Instrument[],
): Promise<Map<string, bigint>> {
  const distinct = new Map(instruments.map((instrument) => [keyOf(instrument), instrument]))
  const chain = client.deployment.hubChain
  const entries = await Promise.all(
    [...distinct].map(async ([key, instrument]) => {
      const symbol = toSymbol(instrument.underlying)
      if (instrument.kind === 'perpetual') {
        const premium = await readDeployed(client, {
          ...{ chain, contract: 'clearing', abi: clearingAbi, functionName: 'premiumOf' },
          args: [symbol],
        } as const)
        return [key, premium] as const
      }
      const { basis, time } = await readDeployed(client, {
        ...{ chain, contract: 'surfaces', abi: surfacesAbi, functionName: 'sliceOf' },
        args: [symbol, instrument.expiry],
      } as const)
      return [key, time === 0 ? undefined : BigInt(basis)] as const
    }),
  )
  return new Map(entries.filter((entry): entry is [string, bigint] => entry[1] !== undefined))
}
