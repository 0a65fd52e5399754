import { createDevnet } from '@causeway/devnet'
import { deposit, getTransfer } from '@causeway/sdk'
import { parseUnits } from 'viem'
import { startDashboard } from '../browser/dashboard.js'
import { requestsAtStart, timeToFirstAccount } from '../browser/startOfPage.js'

/** The page's start: milliseconds from the beginning of the load until the first account is on the screen. */
export type PageMeasurement = {
  loads: number
  median: number
  slowest: number
  /** Requests of each chain until then, a batch of calls counting as one. */
  requests: Record<string, number>
}

const tokens = [
  { chain: 'ethereum', token: 'WETH', amount: parseUnits('10', 18) },
  { chain: 'arbitrum', token: 'USDC', amount: parseUnits('20000', 6) },
] as const

/** Loads the page of an account with tokens on two chains again and again, each time in a browser without memory. */
export async function measurePage(
  loads: number,
  progress: (text: string) => void,
): Promise<PageMeasurement> {
  progress('starting a world')
  const devnet = await createDevnet()
  try {
    const dashboard = await startDashboard(devnet)
    try {
      const alice = devnet.client('alice')
      for (const of of tokens) {
        const { hash } = await deposit(alice, of)
        while (!(await getTransfer(alice, { chain: of.chain, hash })).done)
          await new Promise((resolve) => setTimeout(resolve, 500))
      }
      const times: number[] = []
      let requests: Record<string, number> = {}
      for (let load = 1; load <= loads; load++) {
        progress(`load ${load} of ${loads}`)
        const { page } = await dashboard.open('/')
        times.push(await timeToFirstAccount(page))
        requests = await requestsAtStart(page, devnet)
        await page.context().close()
      }
      times.sort((a, b) => a - b)
      const [median = Number.NaN] = times.slice(Math.floor(loads / 2))
      return { loads, median, slowest: times.at(-1) ?? Number.NaN, requests }
    } finally {
      await dashboard.close()
    }
  } finally {
    await devnet.stop({ remove: true })
  }
}
