import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { getPositions, type Position } from './getPositions.js'
import { type GetSettlementReturnType, getSettlement } from './getSettlement.js'

/** A position whose expiry has passed, and what is known of its settlement. */
export type ExpiredPosition = Position & { expiry: number; settlement: GetSettlementReturnType }

export type GetExpiredParameters = { account?: AccountRef | undefined }
export type GetExpiredReturnType = ExpiredPosition[]
export type GetExpiredErrorType = CausewayError

/**
 * The positions of an account that wait to be settled, by the clock of the hub's chain.
 *
 * @example
 * const expired = await getExpired(client)
 */
export async function getExpired(
  client: CausewayClientBase,
  { account }: GetExpiredParameters = {},
): Promise<GetExpiredReturnType> {
  const [positions, { timestamp }] = await Promise.all([
    getPositions(client, { account: resolveAccount(client, account) }),
    client.reader(client.deployment.hubChain).getBlock(),
  ])
  const known = new Map<string, Promise<GetSettlementReturnType>>()
  const settlementOf = (underlying: string, expiry: number) => {
    const key = `${underlying} ${expiry}`
    const found = known.get(key) ?? getSettlement(client, { underlying, expiry })
    known.set(key, found)
    return found
  }
  const expired = positions.flatMap((position) => {
    const { instrument } = position
    if (instrument.kind === 'perpetual' || BigInt(instrument.expiry) > timestamp) return []
    return [{ ...position, expiry: instrument.expiry }]
  })
  return Promise.all(
    expired.map(async (position) => ({
      ...position,
      settlement: await settlementOf(position.instrument.underlying, position.expiry),
    })),
  )
}
