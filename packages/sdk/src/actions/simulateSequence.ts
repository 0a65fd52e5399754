import { decodeFunctionResult } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { CausewayError } from '../errors/causewayError.js'
import { revertError, toCausewayError } from '../errors/toCausewayError.js'
import { simulateWrite, type WriteRequest } from './write.js'

/**
 * Runs requests of one chain one after the other without sending them, and returns what the last one would return. More
 * than one needs a node that knows `eth_simulateV1`.
 */
export async function simulateSequence(
  client: CausewayClientBase,
  requests: readonly WriteRequest[],
): Promise<unknown> {
  const last = requests.at(-1)
  if (!last) throw new CausewayError('There is nothing to simulate.', { action: 'fix' })
  if (requests.length === 1) return simulateWrite(client, last)
  return (await simulateAll(client, requests)).at(-1)
}

/** Like {@link simulateSequence}, with what each of them would return; reads may stand among them. */
export async function simulateAll(
  client: CausewayClientBase,
  requests: readonly WriteRequest[],
): Promise<unknown[]> {
  const [first] = requests
  if (!first) return []
  const { deployment } = client
  const { chain } = first
  const account = client.account?.address
  let functionName: string | undefined
  try {
    const [block] = await client.reader(chain).simulateBlocks({
      blocks: [
        {
          calls: requests.map(({ to, data, value }) => ({
            ...(account && { from: account }),
            ...{ to, data, value },
          })),
        },
      ],
    })
    return requests.map((request, i) => {
      functionName = request.functionName
      const call = block?.calls[i]
      if (call?.status === 'failure')
        throw revertError(call.data, { deployment, chain, functionName })
      return decodeFunctionResult({ abi: request.abi, functionName, data: call?.data ?? '0x' })
    })
  } catch (error) {
    throw toCausewayError(error, { deployment, chain, functionName })
  }
}
