import { readBooks } from '@causeway/devnet'
import { getInsurance, getMargin } from '@causeway/sdk'
import { openAccounts } from './world/openAccounts.js'
import { startReplayWorld } from './world/startReplayWorld.js'

const t0 = Date.now()
const say = (t: string) => console.log(((Date.now() - t0) / 1000).toFixed(1), t)
const w = await startReplayWorld(say)
try {
  const p = await openAccounts(
    w,
    {
      accounts: Number(process.argv[2] ?? 40),
      seed: 1,
      fund: 0.01,
      liquidators: 4,
      liquidatorCapital: 0.05,
    },
    say,
  )
  say(`open: OI ${p.openInterest} skipped ${p.skipped}`)
  const c = w.devnet.client('carol')
  const m = await Promise.all(p.accounts.map((a) => getMargin(c, { account: a.account })))
  const r = m.map((x, i) => [
    p.accounts[i]!.mode,
    p.accounts[i]!.book,
    Number(x.equity) / Number(x.initial),
    p.accounts[i]!.ratio,
    Number(x.initial) / 1e18,
    x.stale?.message,
  ])
  console.log(r.slice(0, 40).join('\n'))
  say(
    JSON.stringify({
      fund: Number((await getInsurance(c)).fund) / 1e18,
      tight: r.filter((x) => (x[2] as number) < 1.0501).length,
    }),
  )
  console.log((await readBooks(c)).faults)
} catch (e) {
  console.error(e)
} finally {
  await w.stop()
}
process.exit(0)
