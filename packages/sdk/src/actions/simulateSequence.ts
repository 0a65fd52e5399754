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
  const { chain, abi } = last
  const account = client.account?.address
  try {
    const [block] = await client.reader(chain).simulateBlocks({
      blocks: [
        {
          calls: requests.map(({ to, data, value }) => ({
            ...(account && { from: account }),
            to,
            data,
            value,
          })),
        },
      ],
    })
    const calls = block?.calls ?? []
    for (const [i, call] of calls.entries()) {
      const functionName = requests[i]?.functionName
      if (call.status === 'failure')
        throw revertError(call.data, { deployment: client.deployment, chain, functionName })
    }
    const data = calls.at(-1)?.data ?? '0x'
    return decodeFunctionResult({ abi, functionName: last.functionName, data })
  } catch (error) {
    throw toCausewayError(error, {
      deployment: client.deployment,
      chain,
      functionName: last.functionName,
    })
  }
}
