import { decodeInstrument, formatInstrument, type Instrument } from '@causeway/risk'
import { type Hex, toHex } from 'viem'
import { clearingAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { readDeployed } from './read.js'

/** One position. Sizes in units of the underlying and cash in USD, 18 decimals. */
export type Position = {
  /** 20-byte id. */
  id: Hex
  /** e.g. `ETH-PERP`. */
  name: string
  instrument: Instrument
  /** Negative: short. */
  size: bigint
  /** Linear instruments: what the present size was bought for; 0 for options, whose premium was paid in cash. */
  cost: bigint
}

export type GetPositionsParameters = { account?: AccountRef | undefined }
export type GetPositionsReturnType = Position[]
export type GetPositionsErrorType = CausewayError

/**
 * The positions of an account, as the book has them.
 *
 * @example
 * for (const { name, size } of await getPositions(client)) console.log(name, formatUnits(size, 18))
 */
export async function getPositions(
  client: CausewayClientBase,
  { account }: GetPositionsParameters = {},
): Promise<GetPositionsReturnType> {
  const rows = await readDeployed(client, {
    chain: client.deployment.hubChain,
    contract: 'clearing',
    abi: clearingAbi,
    functionName: 'positionsOf',
    args: [resolveAccount(client, account)],
  })
  return rows.map(({ instrument, size, cost }) => ({ ...named(instrument), size, cost }))
}

/** An instrument's id, name and parts, from what contracts answer. */
export function named(id: bigint): { id: Hex; name: string; instrument: Instrument } {
  const hex = toHex(id, { size: 20 })
  const instrument = decodeInstrument(hex)
  return { id: hex, name: formatInstrument(instrument), instrument }
}
