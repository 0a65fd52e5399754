import { type Instrument, price as priceOption, type Slice, variance } from '@causeway/risk'
import { getAbiItem, type Hex, stringToHex } from 'viem'
import { clearingAbi, oracleAbi, surfacesAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { overIndex, timesOf, toBigInts } from '../market/forward.js'
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
  /** Mark of a perpetual, forward of a future, mark of an option; USD, 18 decimals. Undefined without a price or a surface. */
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
  const quotes = await readQuotes(
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
      const quote = quotes.get(keyOf(market.instrument))
      const price =
        index === undefined || quote === undefined
          ? undefined
          : priceOf(market.instrument, index, quote, timestamp)
      return { ...market, openInterest, cap, index, price }
    }),
  )
}

/** docs/margin.md, sections 1 and 2: before the last half hour, where the forward is partly known. */
function priceOf(instrument: Instrument, index: bigint, quote: Quote, now: bigint): bigint {
  const forward = overIndex(index, quote.over)
  if (instrument.kind === 'perpetual' || instrument.kind === 'future') return forward
  const slice = quote.slice as Slice
  const strike = instrument.strike * 10_000_000_000n
  const total = variance(slice, { forward, strike }, timesOf(instrument.expiry, slice, now))
  return priceOption({ forward, strike, variance: total, isCall: instrument.kind === 'call' }).value
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

/** Premium or basis over the index, 1e-9; of a dated one its slice, too. */
type Quote = { over: bigint; slice?: Slice }

/** By underlying and expiry. */
async function readQuotes(
  client: CausewayClientBase,
  instruments: readonly Instrument[],
): Promise<Map<string, Quote>> {
  const distinct = new Map(instruments.map((instrument) => [keyOf(instrument), instrument]))
  const chain = client.deployment.hubChain
  const entries = await Promise.all(
    [...distinct].map(async ([key, instrument]): Promise<[string, Quote | undefined]> => {
      const symbol = toSymbol(instrument.underlying)
      if (instrument.kind === 'perpetual') {
        const over = await readDeployed(client, {
          ...{ chain, contract: 'clearing', abi: clearingAbi, functionName: 'premiumOf' },
          args: [symbol],
        } as const)
        return [key, { over }]
      }
      const read = await readDeployed(client, {
        ...{ chain, contract: 'surfaces', abi: surfacesAbi, functionName: 'sliceOf' },
        args: [symbol, instrument.expiry],
      } as const)
      if (read.time === 0) return [key, undefined]
      const slice: Slice = toBigInts(read)
      return [key, { over: slice.basis, slice }]
    }),
  )
  return new Map(entries.filter((entry): entry is [string, Quote] => entry[1] !== undefined))
}
