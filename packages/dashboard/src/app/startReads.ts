import { type CausewayClient, readAhead } from '@causeway/sdk'
import type { Transport } from 'viem'

/** What a chain is asked while the page starts; anything else always reaches it. */
const reads = new Set(['eth_call', 'eth_getBlockByNumber', 'eth_getBalance'])

/** The reads of a page that starts: for a moment the same question is asked once. */
export type StartReads = {
  /** The transport, answering what was asked already from the first answer until the start is over. */
  share(transport: Transport): Transport
  /** Asks at once for what the account's margin needs, and ends the start when it is there. */
  begin(client: CausewayClient): Promise<void>
}

/** Longer than any start takes: then every question reaches the chain, whatever became of it. */
const longest = 3_000

export function createStartReads(): StartReads {
  let isOver = false
  setTimeout(() => {
    isOver = true
  }, longest)
  return {
    share(transport) {
      const asked = new Map<string, Promise<unknown>>()
      return (parameters) => {
        const inner = transport(parameters)
        const request = (call: { method: string }, options: unknown) => {
          if (isOver || !reads.has(call.method))
            return inner.request(call as never, options as never)
          const key = JSON.stringify(call)
          const answer = asked.get(key) ?? inner.request(call as never, options as never)
          asked.set(key, answer)
          return answer
        }
        return { ...inner, request: request as typeof inner.request }
      }
    },
    async begin(client) {
      await readAhead(client)
      // whoever waits for the answers takes them one after the other, without asking the chain
      setTimeout(() => {
        isOver = true
      }, 200)
    },
  }
}
