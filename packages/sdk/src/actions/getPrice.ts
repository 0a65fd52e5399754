import { oracleAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toPriceName } from './observePrice.js'
import { readDeployed } from './read.js'

export type GetPriceParameters = {
  /** The oracle's name of the price, e.g. `ETH` or `ETH-PERP`. */
  underlying: string
}
export type GetPriceReturnType = {
  /** USD per whole unit, 18 decimals; undefined while the oracle refuses it. */
  price: bigint | undefined
  /** Why it is refused, 0 for none; see `sayRefusal`. */
  refusal: number
  /** Whether its sources agree, so that it can be observed: perhaps it only moved too far from what was. */
  isSound: boolean
  /** When the oldest of its sources was updated, seconds. */
  time: bigint
  /** What was last observed, and when; undefined if nothing ever was. */
  seen: { price: bigint; time: bigint } | undefined
}
export type GetPriceErrorType = CausewayError

/** The place of `Jumping` among the oracle's refusals. */
const jumping = 8

/**
 * A price as the oracle's guard judges it, and the one that was last observed.
 *
 * @example
 * const { price, refusal } = await getPrice(client, { underlying: 'ETH' })
 */
export async function getPrice(
  client: CausewayClientBase,
  { underlying }: GetPriceParameters,
): Promise<GetPriceReturnType> {
  const oracle = { chain: client.deployment.hubChain, contract: 'oracle', abi: oracleAbi } as const
  const args = [toPriceName(underlying)] as const
  const [{ price, refusal, time }, [seenPrice, seenTime]] = await Promise.all([
    readDeployed(client, { ...oracle, functionName: 'priceOf', args }),
    readDeployed(client, { ...oracle, functionName: 'seenOf', args }),
  ])
  return {
    price: refusal === 0 ? price : undefined,
    refusal,
    isSound: refusal === 0 || refusal === jumping,
    time,
    seen: seenTime === 0n ? undefined : { price: seenPrice, time: seenTime },
  }
}
