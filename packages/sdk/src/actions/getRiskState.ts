import {
  decodeInstrument,
  type Instrument,
  type RiskParameters,
  ROW_SIZE,
  type Slice,
} from '@causeway/risk'
import { type Address, type Hex, hexToBigInt, hexToString, slice, toHex, trim } from 'viem'
import {
  clearingAbi,
  oracleAbi,
  riskArraysAbi,
  riskParametersAbi,
  surfacesAbi,
} from '../abis/index.js'
import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import type { CausewayError } from '../errors/causewayError.js'
import { marketClocks } from '../market/clocks.js'
import { toBigInts } from '../market/forward.js'
import { toAssetId, toSymbol } from '../wire/index.js'
import { getPrice } from './getPrice.js'
import { getSettlement } from './getSettlement.js'
import { readDeployed } from './read.js'

export type GetRiskStateParameters = {
  /** What is held: perpetuals, futures and options of which margins are to be computed. */
  instruments: readonly InstrumentRef[]
  /** Contracts of risk arrays that were read before; they never change. What is read is added. */
  arrays?: Map<Address, Hex> | undefined
}

/** The parameters of an underlying, and its prices as maintenance margin takes them: USD, 18 decimals. */
export type RiskMarket = {
  underlying: string
  params: RiskParameters
  /** Undefined while there is none. */
  index: bigint | undefined
  /** Of the perpetual's mark over the index, 1e-9. */
  premium: bigint
}
export type RiskExpiry = {
  underlying: string
  /** Seconds. */
  expiry: number
  /** Undefined when none was ever published. */
  slice: Slice | undefined
  /** In the half hour before the expiry and after it: how far its price is known, 18 decimals. */
  settlement: { fixedPart: bigint; remaining: bigint; isFixed: boolean } | undefined
}
export type RiskToken = {
  asset: Hex
  /** Whose price moves it; undefined for stable tokens. */
  underlying: string | undefined
  haircutBps: number
  /** ppm. */
  basisRate: number
  /** Undefined while there is none. */
  price: bigint | undefined
}
/** The risk array of an option: 21 shares in units of 2⁻²⁴. */
export type OptionArray = { anchor: bigint; scanRange: number; shares: readonly number[] }

/** All that the margins of many accounts are computed from, beside what each of them has. */
export type GetRiskStateReturnType = {
  /** Seconds by the hub's clock. */
  time: bigint
  block: bigint
  markets: RiskMarket[]
  expiries: RiskExpiry[]
  tokens: RiskToken[]
  arrays: ReadonlyMap<Hex, OptionArray>
  correlations: { first: string; second: string; share: number }[]
}
export type GetRiskStateErrorType = CausewayError

/** For so many seconds an observed price stands in for a refused one. */
const recallable = 3_600n
/** Where an array's rows begin in its contract, behind a byte and the header. */
const rowsAt = 33

/**
 * Parameters, prices, surfaces and risk arrays of instruments and of every token that counts as collateral: what maintenance margins
 * of any number of accounts are computed from.
 *
 * @example
 * const { markets, tokens } = await getRiskState(client, { instruments: ['ETH-PERP'] })
 */
export async function getRiskState(
  client: CausewayClientBase,
  { instruments: refs, arrays: known = new Map() }: GetRiskStateParameters,
): Promise<GetRiskStateReturnType> {
  const { hubChain } = client.deployment
  const ids = refs.map(resolveInstrument)
  const instruments = ids.map(decodeInstrument)
  const { timestamp: time, number: block } = await client.reader(hubChain).getBlock()
  const [tokens, expiries, arrays, correlations] = await Promise.all([
    readTokens(client, time),
    readExpiries(client, instruments, time),
    readArrays(client, ids, known),
    readDeployed(client, { ...parametersAt(hubChain), functionName: 'correlations' }),
  ])
  const underlyings = new Set(
    [...instruments, ...tokens].flatMap(({ underlying }) => underlying ?? []),
  )
  const markets = await Promise.all(
    [...underlyings].map((underlying) => readMarket(client, underlying, time)),
  )
  return {
    ...{ time, block, markets, expiries, tokens, arrays },
    correlations: correlations.map(({ first, second, share }) => ({
      ...{ first: nameOf(first), second: nameOf(second), share },
    })),
  }
}

const parametersAt = (chain: number) =>
  ({ chain, contract: 'riskParameters', abi: riskParametersAbi }) as const
const nameOf = (symbol: Hex) => hexToString(trim(symbol, { dir: 'right' }))

async function readMarket(
  client: CausewayClientBase,
  underlying: string,
  time: bigint,
): Promise<RiskMarket> {
  const { hubChain: chain } = client.deployment
  const args = [toSymbol(underlying)] as const
  const [[params], price, premium] = await Promise.all([
    readDeployed(client, { ...parametersAt(chain), functionName: 'riskOf', args }),
    getPrice(client, { underlying }),
    readDeployed(client, {
      ...({ chain, contract: 'clearing', abi: clearingAbi } as const),
      ...{ functionName: 'premiumOf', args },
    }),
  ])
  const { listed: _, ...rates } = params
  const index = price.price ?? recalled(price.seen, time)
  return { underlying, params: toBigInts(rates), index, premium }
}

async function readTokens(client: CausewayClientBase, time: bigint): Promise<RiskToken[]> {
  const { hubChain } = client.deployment
  const listed = spokeChains(client.deployment).flatMap(({ chain, tokens }) =>
    tokens
      .filter(({ isCash }) => !isCash)
      .map(({ address, underlying }) => ({
        ...{ asset: toAssetId({ chain, token: address }), price: underlying },
      })),
  )
  const read = await Promise.all(
    listed.map(async ({ asset, price: name }): Promise<RiskToken[]> => {
      const [[params, haircutBps], price, { seen }] = await Promise.all([
        readDeployed(client, {
          ...parametersAt(hubChain),
          ...{ functionName: 'collateralOf', args: [asset] },
        }),
        readDeployed(client, {
          ...({ chain: hubChain, contract: 'oracle', abi: oracleAbi } as const),
          ...{ functionName: 'assetPrice', args: [asset] },
        }),
        getPrice(client, { underlying: name }),
      ])
      if (!params.listed) return []
      const isMoved = hexToBigInt(params.underlying) !== 0n
      return [
        {
          ...{ asset, haircutBps: Number(haircutBps), basisRate: params.basisRate },
          underlying: isMoved ? nameOf(params.underlying) : undefined,
          price: price.refusal === 0 ? price.price : recalled(seen, time),
        },
      ]
    }),
  )
  return read.flat()
}

/** A refused price is replaced by the one observed last, for an hour. */
function recalled(seen: { price: bigint; time: bigint } | undefined, time: bigint) {
  return seen && time <= seen.time + recallable ? seen.price : undefined
}

async function readExpiries(
  client: CausewayClientBase,
  instruments: readonly Instrument[],
  time: bigint,
): Promise<RiskExpiry[]> {
  const { hubChain: chain } = client.deployment
  const distinct = new Map(
    instruments.flatMap((instrument) =>
      instrument.kind === 'perpetual'
        ? []
        : [[`${instrument.underlying} ${instrument.expiry}`, instrument] as const],
    ),
  )
  return Promise.all(
    [...distinct.values()].map(async ({ underlying, expiry }): Promise<RiskExpiry> => {
      const isNear = time + BigInt(marketClocks.settlementWindow) >= BigInt(expiry)
      const [read, settlement] = await Promise.all([
        readDeployed(client, {
          ...({ chain, contract: 'surfaces', abi: surfacesAbi } as const),
          ...{ functionName: 'sliceOf', args: [toSymbol(underlying), expiry] },
        }),
        isNear ? getSettlement(client, { underlying, expiry }) : undefined,
      ])
      const found: Slice | undefined = read.time === 0 ? undefined : toBigInts(read)
      return { underlying, expiry, slice: found, settlement }
    }),
  )
}

/** The arrays stand as code: each contract has those that were computed together. */
async function readArrays(
  client: CausewayClientBase,
  ids: readonly Hex[],
  known: Map<Address, Hex>,
): Promise<ReadonlyMap<Hex, OptionArray>> {
  const { hubChain: chain } = client.deployment
  const options = ids.filter((id) => 'strike' in decodeInstrument(id))
  if (options.length === 0) return new Map()
  const places = await readDeployed(client, {
    ...({ chain, contract: 'riskArrays', abi: riskArraysAbi } as const),
    ...{ functionName: 'placesOf', args: [options.map(BigInt)] },
  })
  const holderOf = (place: bigint) => toHex(place >> 96n, { size: 20 })
  const wanted = new Set(places.filter((place) => place !== 0n).map(holderOf))
  for (const address of known.keys()) if (!wanted.has(address)) known.delete(address)
  await Promise.all(
    [...wanted].map(async (address) => {
      if (known.has(address)) return
      const code = await client.reader(chain).getCode({ address })
      if (code) known.set(address, code)
    }),
  )
  return new Map(
    options.flatMap((id, i) => {
      const place = places[i] ?? 0n
      const code = place === 0n ? undefined : known.get(holderOf(place))
      return code ? [[id, arrayIn(code, Number(BigInt.asUintN(96, place)))] as const] : []
    }),
  )
}

function arrayIn(code: Hex, row: number): OptionArray {
  const header = hexToBigInt(slice(code, 1, rowsAt))
  const from = rowsAt + row * ROW_SIZE
  const shares = Array.from({ length: ROW_SIZE / 3 }, (_, i) =>
    Number(slice(code, from + 3 * i, from + 3 * i + 3)),
  )
  return { anchor: header >> 144n, scanRange: Number(BigInt.asUintN(32, header >> 32n)), shares }
}
