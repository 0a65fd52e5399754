import { gatewayAbi } from '../abis/index.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { messengerOf } from '../relay/index.js'

export type GetAppendFeeParameters = { from: ChainRef; to: ChainRef }
export type GetAppendFeeReturnType = bigint

/**
 * The least fee, in wei of the sending chain's coin, that a message costs now. It rises with the backlog of the lane.
 *
 * @example
 * const fee = await getAppendFee(client, { from: 'arbitrum', to: 'base' })
 */
export async function getAppendFee(
  client: CausewayClientBase,
  { from, to }: GetAppendFeeParameters,
): Promise<GetAppendFeeReturnType> {
  const source = findChain(client.deployment, from).chain
  try {
    return await client.reader(source).readContract({
      address: messengerOf(client.deployment, source),
      abi: gatewayAbi,
      functionName: 'appendFee',
      args: [findChain(client.deployment, to).chain],
    })
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: source })
  }
}

/** A fee that still suffices when a few more messages join the lane before ours: the least one and a tenth of it. */
export async function ampleAppendFee(
  client: CausewayClientBase,
  parameters: GetAppendFeeParameters,
): Promise<bigint> {
  const fee = await getAppendFee(client, parameters)
  return fee + (fee + 9n) / 10n
}
