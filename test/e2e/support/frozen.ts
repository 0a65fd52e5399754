import type { Devnet } from '@causeway/devnet'
import { decodeRevert, type WriteRequest } from '@causeway/sdk'
import { type Address, decodeFunctionResult } from 'viem'

/** A hub that nothing changes any more, and where no time passes: every read is of one block. */
export type Frozen = {
  /** Runs calls one after the other in that block without sending them: what each returns, or the error with which the first is refused. */
  run(
    from: Address,
    requests: readonly Call[],
  ): Promise<{ results: unknown[] } | { refusal: string }>
}

export type Call = Pick<WriteRequest, 'to' | 'data' | 'value' | 'abi' | 'functionName'>

/** Ends the publishers and relayers of a world and its clock. */
export async function freeze(devnet: Devnet): Promise<Frozen> {
  await Promise.all([devnet.prices.stop(), ...devnet.relayers.map((relayer) => relayer.stop())])
  await devnet.setMining('auto')
  const reader = devnet.client('alice').reader(devnet.hub.number)
  const { timestamp: time } = await reader.getBlock()
  return {
    async run(from, requests) {
      const calls = requests.map(({ to, data, value }) => ({ from, to, data, value }))
      const [block] = await reader.simulateBlocks({ blocks: [{ blockOverrides: { time }, calls }] })
      const results: unknown[] = []
      for (const [i, { abi, functionName }] of requests.entries()) {
        const call = block?.calls[i]
        const data = call?.data ?? '0x'
        if (call?.status !== 'success')
          return { refusal: decodeRevert(data)?.errorName ?? `${functionName}: ${data}` }
        results.push(decodeFunctionResult({ abi, functionName, data }))
      }
      return { results }
    },
  }
}
