import type { Instrument } from '@causeway/risk'
import { riskEngineAbi, surfacesAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import type { CausewayError } from '../errors/causewayError.js'
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
 * newest, or missing: one transaction for each expiry, none when all are fresh.
 *
 * @example
 * await refreshStaleArrays(client, { instruments: ['ETH-20261225-4000-C'] })
 */
export async function refreshStaleArrays(
  client: CausewayClientBase,
  { account, instruments = [], maxAge = 300n }: RefreshStaleArraysParameters = {},
): Promise<RefreshStaleArraysReturnType> {
  const { hubChain } = client.deployment
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
    [...options].map(async ([id, { underlying, expiry, strike }]) => {
      const symbol = toSymbol(underlying)
      const [[, , time], slice] = await Promise.all([
        readDeployed(client, {
          ...({ chain: hubChain, contract: 'riskEngine', abi: riskEngineAbi } as const),
          functionName: 'arrayOf',
          args: [symbol, expiry, strike],
        }),
        readDeployed(client, {
          ...({ chain: hubChain, contract: 'surfaces', abi: surfacesAbi } as const),
          functionName: 'sliceOf',
          args: [symbol, expiry],
        }),
      ])
      if (time + maxAge > timestamp && time >= BigInt(slice.time)) return
      const key = `${underlying} ${expiry}`
      stale.set(key, [...(stale.get(key) ?? []), id])
    }),
  )
  const results: WriteResult[] = []
  for (const ids of stale.values()) results.push(await refreshArrays(client, { instruments: ids }))
  return results
}

function isAlive(instrument: Instrument, now: bigint): boolean {
  const isOption = instrument.kind === 'call' || instrument.kind === 'put'
  return isOption && BigInt(instrument.expiry) > now
}
