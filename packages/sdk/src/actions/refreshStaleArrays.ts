import type { Instrument } from '@causeway/risk'
import { type Hex, hexToBigInt, slice, stringToHex, toHex } from 'viem'
import { oracleAbi, riskArraysAbi, riskParametersAbi, surfacesAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { chainOf } from '../deployment.js'
import type { CausewayError } from '../errors/causewayError.js'
import { overIndex } from '../market/forward.js'
import { toSymbol } from '../wire/index.js'
import { getPositions, named } from './getPositions.js'
import { readDeployed } from './read.js'
import { prepareRefreshArrays } from './refreshArrays.js'
import { sendWrite, type WriteRequest, type WriteResult } from './write.js'

export type RefreshStaleArraysParameters = {
  /** Whose options are meant. Default: those of the client's own plain account, if it has one. */
  account?: AccountRef | undefined
  /** Further instruments, e.g. one that is about to be traded; those without arrays are passed over. */
  instruments?: readonly InstrumentRef[] | undefined
  /** Seconds from which an array counts as stale here. Default 300, half of what initial margin allows. */
  maxAge?: bigint | undefined
  /** Seconds for which an array is left alone, whatever became of price and slice. Default 0. */
  minAge?: bigint | undefined
}
export type RefreshStaleArraysReturnType = WriteResult[]
export type RefreshStaleArraysErrorType = CausewayError

type Option = Extract<Instrument, { strike: bigint }>

/** Strikes in one call: what fits a transaction. */
const mostStrikes = 64

/**
 * Refreshes the risk arrays that an account's next trade or withdrawal needs and that are old, made of another slice than the
 * newest or of other parameters than those of now, half a percent from the price, or missing: one transaction for each expiry, none when all are fresh.
 *
 * @example
 * await refreshStaleArrays(client, { instruments: ['ETH-20261225-4000-C'] })
 */
export async function refreshStaleArrays(
  client: CausewayClientBase,
  parameters: RefreshStaleArraysParameters = {},
): Promise<RefreshStaleArraysReturnType> {
  const results: WriteResult[] = []
  for (const request of await prepareRefreshStaleArrays(client, parameters))
    results.push(await sendWrite(client, request))
  return results
}

/** Makes the requests of {@link refreshStaleArrays} without sending them. */
export async function prepareRefreshStaleArrays(
  client: CausewayClientBase,
  { account, instruments = [], maxAge = 300n, minAge = 0n }: RefreshStaleArraysParameters = {},
): Promise<WriteRequest[]> {
  const { hubChain } = client.deployment
  // nothing is traded where there is no clearing
  if (!chainOf(client.deployment, hubChain).contracts.clearing) return []
  const isAsked = account !== undefined || client.account !== undefined
  const [positions, { timestamp }] = await Promise.all([
    isAsked ? getPositions(client, { account: resolveAccount(client, account) }) : [],
    client.reader(hubChain).getBlock(),
  ])
  const asked = instruments.map((ref) => named(BigInt(resolveInstrument(ref))))
  const options = new Map(
    [...positions, ...asked]
      .filter(({ instrument }) => isAlive(instrument, timestamp))
      .map(({ id, instrument }) => [id, instrument as Option]),
  )
  const stale = new Map<string, Hex[]>()
  await Promise.all(
    [...options].map(async ([id, option]) => {
      if (await isFresh(client, id, option, { now: timestamp, maxAge, minAge })) return
      const key = `${option.underlying} ${option.expiry}`
      stale.set(key, [...(stale.get(key) ?? []), id])
    }),
  )
  return [...stale.values()].flatMap((ids) =>
    inCalls(ids).map((part) => prepareRefreshArrays(client, { instruments: part })),
  )
}

async function isFresh(
  client: CausewayClientBase,
  id: Hex,
  { underlying, expiry }: Option,
  { now, maxAge, minAge }: { now: bigint; maxAge: bigint; minAge: bigint },
): Promise<boolean> {
  const { hubChain } = client.deployment
  const [array, index, surface, [params]] = await Promise.all([
    readArrayHeader(client, id),
    readDeployed(client, {
      ...({ chain: hubChain, contract: 'oracle', abi: oracleAbi } as const),
      functionName: 'priceOf',
      args: [stringToHex(underlying, { size: 32 })],
    }),
    readDeployed(client, {
      ...({ chain: hubChain, contract: 'surfaces', abi: surfacesAbi } as const),
      functionName: 'sliceOf',
      args: [toSymbol(underlying), expiry],
    }),
    readDeployed(client, {
      ...({ chain: hubChain, contract: 'riskParameters', abi: riskParametersAbi } as const),
      functionName: 'riskOf',
      args: [toSymbol(underlying)],
    }),
  ])
  if (!array) return false
  if (array.time + minAge > now) return true
  const forward = overIndex(index.price, BigInt(surface.basis))
  const isOfNow =
    array.sliceTime === surface.time &&
    array.scanRange === params.scanRange &&
    array.volShock === params.volShock
  return array.time + maxAge > now && isOfNow && isNear(array.anchor, forward)
}

/** Ids of one expiry in as many calls as their strikes take: a call and a put of one strike share theirs. */
function inCalls(ids: readonly Hex[]): Hex[][] {
  const byStrike = new Map<bigint, Hex[]>()
  for (const id of ids) {
    const strike = BigInt.asUintN(64, hexToBigInt(id))
    byStrike.set(strike, [...(byStrike.get(strike) ?? []), id])
  }
  const groups = [...byStrike.values()]
  return Array.from({ length: Math.ceil(groups.length / mostStrikes) }, (_, i) =>
    groups.slice(i * mostStrikes, (i + 1) * mostStrikes).flat(),
  )
}

/** When and at which forward a strike's array was computed, of which slice and parameters; undefined if it never was. The hub keeps arrays as code. */
async function readArrayHeader(client: CausewayClientBase, id: Hex) {
  const { hubChain } = client.deployment
  const [place = 0n] = await readDeployed(client, {
    ...({ chain: hubChain, contract: 'riskArrays', abi: riskArraysAbi } as const),
    functionName: 'placesOf',
    args: [[BigInt(id)]],
  })
  if (place === 0n) return undefined
  const address = toHex(place >> 96n, { size: 20 })
  const code = await client.reader(hubChain).getCode({ address })
  const header = hexToBigInt(slice(code ?? '0x', 1, 33))
  const field = (shift: bigint, bits = 40) => BigInt.asUintN(bits, header >> shift)
  return {
    ...{ anchor: header >> 144n, time: field(104n), sliceTime: Number(field(64n)) },
    ...{ scanRange: Number(field(32n, 32)), volShock: Number(field(0n, 32)) },
  }
}

/** Half of the distance that initial margin allows. */
function isNear(anchor: bigint, forward: bigint): boolean {
  const distance = anchor > forward ? anchor - forward : forward - anchor
  return distance * 200n <= anchor
}

function isAlive(instrument: Instrument, now: bigint): boolean {
  const isOption = instrument.kind === 'call' || instrument.kind === 'put'
  return isOption && BigInt(instrument.expiry) > now
}
