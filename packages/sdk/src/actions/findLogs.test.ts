import { hexToBigInt, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { messengerOf } from '../relay/index.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { fakeClient } from '../testing/fakeChains.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'

type Range = [{ fromBlock: `0x${string}`; toBlock: `0x${string}` }]
const address = messengerOf(exampleDeployment, 2)
const parameters = { chain: 2, address, event: events.appended, fromBlock: 0n } as const
const withLimit = (limit: bigint, asked: [bigint, bigint][]) =>
  fakeClient(
    {},
    {
      eth_blockNumber: () => numberToHex(1_000),
      eth_getLogs: ([{ fromBlock, toBlock }]: Range) => {
        const range: [bigint, bigint] = [hexToBigInt(fromBlock), hexToBigInt(toBlock)]
        if (range[1] - range[0] >= limit) throw new Error('range too large')
        asked.push(range)
        return []
      },
    },
  )

test('behavior: a range that is too large is split and read in full, in order', async () => {
  const asked: [bigint, bigint][] = []
  expect(await findLogs(withLimit(300n, asked), parameters)).toEqual([])
  expect(asked[0]?.[0]).toBe(0n)
  expect(asked.at(-1)?.[1]).toBe(1_000n)
  for (const [i, [from]] of asked.entries())
    if (i > 0) expect(from).toBe((asked[i - 1]?.[1] ?? 0n) + 1n)
})

test('error: a node that refuses even short ranges', async () => {
  await expect(findLogs(withLimit(1n, []), parameters)).rejects.toMatchObject({
    name: 'NetworkError',
  })
})
