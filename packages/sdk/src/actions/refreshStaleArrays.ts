import type { Instrument } from '@causeway/risk'
import { type Hex, hexToBigInt, slice, stringToHex, toHex } from 'viem'
import { oracleAbi, riskArraysAbi, surfacesAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { chainOf } from '../deployment.js'
import type { CausewayError } from '../errors/causewayError.js'
import { overIndex } from '../market/forward.js'
import { toSymbol } from '../wire/index.js'
import { getPositions, named } from './getPositions.js'
import { readDeployed } from './read.js'
import { refreshArrays } from './refreshArrays.js'
import type { WriteResult } from './write.js'

export type RefreshStaleArraysParameters = {
  /** Whose options are meant. */
  account?: AccountRef | undefined
  /** Further instruments, e.g. one that is about to be traded; those without arrays are passed over. */
  instruments?: readonly InstrumentRef[] | undefined
  /** Seconds from which an array counts as stale here. Default 300, half of what initial margin allows. */
  maxAge?: bigint | undefined
}
export type RefreshStaleArraysReturnType = WriteResult[]
export type RefreshStaleArraysErrorType = CausewayError

type Option = Extract<Instrument, { strike: bigint }>

/**
 * Refreshes the risk arrays that an account's next trade or withdrawal needs and that are old, made of another slice than the
 * newest, half a percent from the price, or missing: one transaction for each expiry, none when all are fresh.
 *
 * @example
 * await refreshStaleArrays(client, { instruments: ['ETH-20261225-4000-C'] })
 */
export async function refreshStaleArrays(
  client: CausewayClientBase,
  { account, instruments = [], maxAge = 300n }: RefreshStaleArraysParameters = {},
): Promise<RefreshStaleArraysReturnType> {
  const { hubChain } = client.deployment
  // nothing is traded where there is no clearing
  if (!chainOf(client.deployment, hubChain).contracts.clearing) return []
  const [positions, { timestamp }] = await Promise.all([
    getPositions(client, { account: resolveAccount(client, account) }),
    client.reader(hubChain).getBlock(),
  ])
  const asked = instruments.map((ref) => named(BigInt(resolveInstrument(ref))))
  const options = new Map(
    [...positions, ...asked]
      .filter(({ instrument }) => isAlive(instrument, timestamp))
      .map(({ id, instrument }) => [id, instrument as Option]),
  )
  const stale = new Map<string, string[]>()
  await Promise.all(
    [...options].map(async ([id, { underlying, expiry }]) => {
      const symbol = toSymbol(underlying)
      const [array, index, surface] = await Promise.all([
        readArrayHeader(client, id),
        readDeployed(client, {
          ...({ chain: hubChain, contract: 'oracle', abi: oracleAbi } as const),
          functionName: 'priceOf',
          args: [stringToHex(underlying, { size: 32 })],
        }),
        readDeployed(client, {
          ...({ chain: hubChain, contract: 'surfaces', abi: surfacesAbi } as const),
          functionName: 'sliceOf',
          args: [symbol, expiry],
        }),
      ])
      const forward = overIndex(index.price, BigInt(surface.basis))
      const isFresh =
        array &&
        array.time + maxAge > timestamp &&
        array.sliceTime === surface.time &&
        isNear(array.anchor, forward)
      if (isFresh) return
      const key = `${underlying} ${expiry}`
      stale.set(key, [...(stale.get(key) ?? []), id])
    }),
  )
  const results: WriteResult[] = []
  for (const ids of stale.values()) results.push(await refreshArrays(client, { instruments: ids }))
  return results
}

/** When and at which forward a strike's array was computed, and of which slice; undefined if it never was. The hub keeps arrays as code. */
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
  const field = (shift: bigint) => BigInt.asUintN(40, header >> shift)
  return { anchor: header >> 144n, time: field(104n), sliceTime: Number(field(64n)) }
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
