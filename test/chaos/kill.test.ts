import { join } from 'node:path'
import { createDevnet, type Devnet, readBooks, type Service } from '@causeway/devnet'
import { crashPoints } from '@causeway/relayer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditFaults, drained } from './credits.js'
import { createDepositor, planDeposits } from './deposits.js'
import { dieAt } from './dieAt.js'
import { seededRandom } from './random.js'

/** A moment at which the relayer is killed: any, or a certain place in its work. */
type Kill = { at: 'random'; afterMs: number; early: boolean } | { at: 'point'; point: string }

const depositCount = 300
/** Deposits that are under way before the relayer is killed for the first time. */
const firstWave = 100
const randomKills = 20

let devnet: Devnet
let relayer: Service

beforeAll(async () => {
  devnet = await createDevnet({ blockTimes: { 1: 1, 4: 1 } })
  relayer = devnet.relayers[0] as Service
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
})

test('behavior: killed at 20 random moments and in each state of its work, it credits each deposit once', {
  timeout: 1_200_000,
}, async () => {
  const random = seededRandom('kill')
  const log = join(devnet.runFolder, 'crashes.log')
  const deposits = planDeposits(devnet, depositCount)
  const depositor = await createDepositor(devnet)
  let kills: Kill[] = random.shuffle([
    ...Array.from({ length: randomKills }, () => {
      // a third of them while it starts, before it answers to anybody
      const early = random.next() < 1 / 3
      return { at: 'random' as const, afterMs: random.between(0, early ? 1_500 : 4_000), early }
    }),
    ...crashPoints.map((point) => ({ at: 'point' as const, point })),
  ])
  const perKill = Math.ceil((depositCount - firstWave) / kills.length)
  const done = { random: 0, points: new Set<string>(), tries: 0 }
  await depositor.send(deposits.slice(0, firstWave))
  let sent = firstWave
  await relayer.kill()

  while (kills.length > 0) {
    const [kill, ...rest] = kills as [Kill, ...Kill[]]
    kills = rest
    expect(++done.tries, 'kills that came too late').toBeLessThan(2 * crashPoints.length + 20)
    // the deposits are under way while it lives and while it is dead
    const wave = deposits.slice(sent, sent + perKill)
    sent += wave.length
    await depositor.send(wave)
    if (kill.at === 'random') {
      // one that is killed while it starts is never heard of
      const started = relayer.restart().catch(() => {})
      if (!kill.early) await started
      await new Promise((resolve) => setTimeout(resolve, kill.afterMs))
      await relayer.kill()
      await started
      done.random++
      continue
    }
    if (await dieAt(relayer, kill.point, log)) done.points.add(kill.point)
    // nothing of that kind to do just now: later, with other deposits under way
    else kills = [...kills, kill]
  }
  expect(done.random).toBe(randomKills)
  expect([...done.points].sort()).toEqual([...crashPoints].sort())

  await depositor.send(deposits.slice(sent))
  await depositor.mined()
  await relayer.restart()
  await drained(devnet, { seconds: 180 })
  expect(await creditFaults(devnet, deposits)).toEqual([])
  expect((await readBooks(devnet.client('carol'))).faults).toEqual([])
})
