// The main job: a local world, and a story that is told in it.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPage, type PageServer, servePage } from '@causeway/dashboard/server'
import { contractOf, deposit } from '@causeway/sdk'
import { parseUnits } from 'viem'
import { createDevnet, type Devnet } from '../createDevnet.js'
import { reason } from '../errors.js'
import { tell } from './story.js'
import { createView, type View } from './view.js'

/** Where the page is, if that port is free. */
const pagePort = 4_173

const help = `usage: npm start [-- options]

Starts a hub chain and three spoke chains with the real LayerZero and Wormhole contracts, deploys Causeway, starts a relayer,
and tells a story: deposits on three chains, one account, withdrawals, a trade margined on all of it, its liquidation. The world
then stays up until Ctrl-C, with a page of it in the browser.

  --once        end everything after the story; exit code 0 if every step succeeded, 1 otherwise
  --no-story    only start the world
  --help        this text`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      'no-story': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const view = createView()
  const began = Date.now()
  let devnet: Devnet | undefined
  let page: PageServer | undefined
  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    view.close()
    await page?.close()
    await devnet?.stop({ remove: code === 0 })
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      view.line('ending all that was started')
      void end(values.once ? 130 : 0)
    })

  try {
    devnet = await start(view)
    if (!values.once) page = await startPage(devnet, view)
    if (!values['no-story']) await tell(devnet, view)
    view.line(`done in ${Math.round((Date.now() - began) / 1_000)} s`)
    if (values.once) {
      await end(0)
      return 0
    }
    await startBidding(devnet, view)
    showWhatNext(devnet, view, page)
  } catch (error) {
    if (ending) return new Promise(() => {})
    view.close()
    // a dead chain shows as a request that failed, a moment before its end is known: its end is the reason
    await new Promise((resolve) => setTimeout(resolve, 300))
    console.error(`\nFailed: ${devnet?.deceased() ?? reason(error)}`)
    if (devnet) console.error(`The logs of all processes are in ${devnet.runFolder}.`)
    await end(1)
  }
  return watch(devnet as Devnet, end)
}

async function start(view: View): Promise<Devnet> {
  view.chapter('A world of four chains')
  let done = () => {}
  const devnet = await createDevnet({
    maker: true,
    onProgress(step) {
      done()
      done = view.busy(step)
    },
  })
  done()
  const shared = join(process.cwd(), '.causeway')
  mkdirSync(shared, { recursive: true })
  copyFileSync(devnet.deploymentFile, join(shared, 'deployment.json'))
  return devnet
}

/** The page of this world, for its accounts: their keys are public, and nothing of worth is behind them. */
async function startPage(devnet: Devnet, view: View): Promise<PageServer> {
  const end = view.busy('building the page')
  await buildPage()
  const relayerApis = devnet.relayers.map(({ url }) => url)
  const demo = (['alice', 'bob', 'carol'] as const).map((role) => ({
    name: `${role.charAt(0).toUpperCase()}${role.slice(1)}`,
    privateKey: devnet.accounts[role].privateKey,
  }))
  const config = { deployment: { ...devnet.deployment, relayerApis }, demo }
  const page = await servePage({ config, port: pagePort })
  end()
  view.line(`the page is on ${page.url}`)
  return page
}

/** A node that bids in auctions to come: in the story people do. */
async function startBidding(devnet: Devnet, view: View): Promise<void> {
  const end = view.busy('starting a liquidator')
  const amount = parseUnits('250000', 6)
  await deposit(devnet.client('liquidator'), { chain: 'optimism', token: 'USDC', amount })
  await devnet.startLiquidator()
  end()
}

function showWhatNext(devnet: Devnet, view: View, page: PageServer | undefined): void {
  const { alice, carol } = devnet.accounts
  const { deployment } = devnet
  view.chapter('The world stays up. Try next, in a browser, or in another terminal:')
  const lines = [
    `page       ${page?.url}`,
    `export CAUSEWAY_PRIVATE_KEY=${alice.privateKey}   # Alice, on local chains only`,
    'npm run causeway -- account',
    'npm run causeway -- markets ETH',
    'npm run causeway -- order buy 0.5 ETH-PERP',
    'npm run causeway -- margin',
    'npm run causeway -- auctions',
    'npm run causeway -- insurance',
    'npm run causeway -- deposit 1000 DAI optimism',
    'npm run causeway -- withdraw 100 USDC optimism',
    'npm run causeway -- collateral --json',
    'npm run causeway -- doctor',
    '',
    `Another funded key (Carol): ${carol.privateKey}`,
    ...devnet.chains.map(({ number, name, url, chainId, role }) => {
      const part = role === 'hub' ? 'hub' : 'spoke'
      const address = contractOf(deployment, number, part)
      return `${name.padEnd(9)}  ${url}  chain id ${chainId}  ${role === 'hub' ? 'hub  ' : 'vault'} ${address}`
    }),
    `guardians  ${devnet.guardians.url}`,
    ...devnet.relayers.map(({ name, url }) => `${name.padEnd(9)}  ${url}/v1/status`),
    `record     ${join(process.cwd(), '.causeway', 'deployment.json')}   (all addresses; the program reads it)`,
    `logs       ${devnet.runFolder}`,
    '',
    'Ctrl-C ends all of it.',
  ]
  for (const text of lines) view.line(text)
}

/** Stays until something ends that should not. */
async function watch(devnet: Devnet, end: (code: number) => Promise<void>): Promise<number> {
  for (;;) {
    const ended = devnet.deceased()
    if (ended) {
      console.error(`\nFailed: ${ended} Start again with "npm start".`)
      await end(1)
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(`Failed: ${reason(error)}`)
    process.exit(error instanceof TypeError ? 2 : 1)
  },
)
