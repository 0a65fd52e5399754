import type { Devnet } from '@causeway/devnet'
import type { Page } from 'playwright-core'

/** Set by the page when the first account is on the screen. */
const mark = 'causeway:account'

type Entry = { name: string; startTime: number }

/** What the browser has recorded until the first account was on the screen. Milliseconds since the load began. */
async function startOf(page: Page): Promise<{ shown: number; requests: Entry[] }> {
  // asked from here: the page's policy lets nobody poll from inside it
  const isShown = () => page.evaluate(`performance.getEntriesByName('${mark}').length > 0`)
  for (const deadline = Date.now() + 90_000; !(await isShown()); ) {
    if (Date.now() > deadline) throw new Error('no account was on the screen within 90 s')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return (await page.evaluate(`(() => {
    const [{ startTime: shown }] = performance.getEntriesByName('${mark}')
    const requests = performance.getEntriesByType('resource')
      .filter(({ startTime }) => startTime <= shown)
      .map(({ name, startTime }) => ({ name, startTime }))
    return { shown, requests }
  })()`)) as { shown: number; requests: Entry[] }
}

/** How many requests (batches of calls) each chain got until the first account was on the screen. */
export async function requestsAtStart(page: Page, devnet: Devnet): Promise<Record<string, number>> {
  const { requests } = await startOf(page)
  return Object.fromEntries(
    devnet.chains.map(({ name, url }) => {
      const { host } = new URL(url)
      return [name, requests.filter((request) => new URL(request.name).host === host).length]
    }),
  )
}

/** Milliseconds from the beginning of the load until the first account was on the screen. */
export async function timeToFirstAccount(page: Page): Promise<number> {
  return (await startOf(page)).shown
}
