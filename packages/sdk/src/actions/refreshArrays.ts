import { decodeInstrument, type Instrument } from '@causeway/risk'
import { riskEngineAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type RefreshArraysParameters = {
  /** Options of one underlying and expiry, at most 64 strikes; calls and puts of a strike share theirs. */
  instruments: readonly InstrumentRef[]
}
export type RefreshArraysReturnType = WriteResult
export type RefreshArraysErrorType = CausewayError

type Option = Extract<Instrument, { strike: bigint }>

/**
 * Computes the risk arrays of options anew. Initial margin needs them at most ten minutes old and near the price: whoever
 * opens, closes in part or withdraws while holding options refreshes them first. Anyone may.
 *
 * @example
 * await refreshArrays(client, { instruments: ['ETH-20261225-4000-C'] })
 */
export async function refreshArrays(
  client: CausewayClientBase,
  parameters: RefreshArraysParameters,
): Promise<RefreshArraysReturnType> {
  return sendWrite(client, prepareRefreshArrays(client, parameters))
}

/** Makes the request of {@link refreshArrays} without sending it. */
export function prepareRefreshArrays(
  client: CausewayClientBase,
  { instruments }: RefreshArraysParameters,
): WriteRequest {
  const options = instruments.map((ref) => decodeInstrument(resolveInstrument(ref)))
  const [first] = options
  if (!first || !options.every(isOption))
    throw new InputError('Only options have risk arrays: name at least one, and nothing else.')
  const { underlying, expiry } = first as Option
  if (options.some((option) => option.underlying !== underlying || option.expiry !== expiry))
    throw new InputError('Name options of one underlying and one expiry: refresh others apart.')
  const strikes = [...new Set(options.map(({ strike }) => strike))].sort((a, b) => (a < b ? -1 : 1))
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'riskEngine'),
    abi: riskEngineAbi,
    functionName: 'refresh',
    args: [toSymbol(underlying), expiry, strikes],
  })
}

/** Runs {@link refreshArrays} without sending it. */
export async function simulateRefreshArrays(
  client: CausewayClientBase,
  parameters: RefreshArraysParameters,
): Promise<void> {
  await simulateWrite(client, prepareRefreshArrays(client, parameters))
}

function isOption(instrument: Instrument): instrument is Option {
  return instrument.kind === 'call' || instrument.kind === 'put'
}
