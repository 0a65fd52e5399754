import { buildPage, type PageServer, servePage } from '@causeway/dashboard/server'
import type { AccountRole, Devnet } from '@causeway/devnet'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.js'

/** A page of the dashboard, and what it did that it should not. */
export type Watched = {
  page: Page
  /** Errors in the console, and requests that left the machine. */
  faults: string[]
}

/** How a page is opened. */
export type Look = {
  dark?: boolean
  width?: number
  /** Done to the browser's context before the page is loaded. */
  prepare?: (context: BrowserContext) => Promise<void>
}

export type Dashboard = {
  url: string
  open(path: string, options?: Look): Promise<Watched>
  close(): Promise<void>
}

/** Serves the dashboard for a local world, as `npm start` does, and opens it in a browser of its own. */
export async function startDashboard(
  devnet: Devnet,
  { roles = ['alice'] }: { roles?: readonly AccountRole[] } = {},
): Promise<Dashboard> {
  await buildPage()
  const relayerApis = devnet.relayers.map(({ url }) => url)
  const demo = roles.map((role) => ({
    name: `${role.charAt(0).toUpperCase()}${role.slice(1)}`,
    privateKey: devnet.accounts[role].privateKey,
  }))
  const config = { deployment: { ...devnet.deployment, relayerApis }, demo }
  const server: PageServer = await servePage({ config })
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    // as root, as in most containers, its sandbox does not start; the page is ours alone
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  return {
    url: server.url,
    async open(path, { dark = false, width = 1_200, prepare } = {}) {
      const context = await browser.newContext({
        colorScheme: dark ? 'dark' : 'light',
        viewport: { width, height: 900 },
      })
      await prepare?.(context)
      const page = await context.newPage()
      const faults = watch(page, devnet)
      await page.goto(`${server.url}${path}`)
      await page.locator('h1').waitFor()
      return { page, faults }
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

function watch(page: Page, devnet: Devnet): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // the guardians answer 404 until they have signed, and browsers tell that as an error
    const isUnsigned = message.location().url.startsWith(devnet.guardians.url)
    if (message.type() === 'error' && !isUnsigned)
      faults.push(`${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1') faults.push(`asks ${request.url()}`)
  })
  return faults
}

/** What axe finds serious or critical on the page as it stands, in a line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}
