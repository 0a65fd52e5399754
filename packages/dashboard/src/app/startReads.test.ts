import { createClient, custom } from 'viem'
import { expect, test } from 'vitest'
import { createStartReads } from './startReads.js'

/** A chain that counts what it is asked. */
function counting() {
  const asked: string[] = []
  const transport = custom({
    request: async ({ method }: { method: string }) => {
      asked.push(method)
      return '0x1'
    },
  })
  return { asked, transport }
}

test('behavior: while the page starts the same read is asked once, and nothing else is held back', async () => {
  const { asked, transport } = counting()
  const client = createClient({ transport: createStartReads().share(transport) })
  const call = { method: 'eth_call', params: [{ to: `0x${'11'.repeat(20)}` }, 'latest'] } as const
  const [first, second] = await Promise.all([client.request(call), client.request(call)])
  await client.request(call)
  expect([first, second]).toEqual(['0x1', '0x1'])
  expect(asked).toEqual(['eth_call'])
  await client.request({ method: 'eth_blockNumber' })
  await client.request({ method: 'eth_blockNumber' })
  expect(asked).toEqual(['eth_call', 'eth_blockNumber', 'eth_blockNumber'])
})

test('behavior: other arguments are another question', async () => {
  const { asked, transport } = counting()
  const client = createClient({ transport: createStartReads().share(transport) })
  for (const block of ['latest', '0x1'] as const)
    await client.request({ method: 'eth_getBalance', params: [`0x${'22'.repeat(20)}`, block] })
  expect(asked).toHaveLength(2)
})
