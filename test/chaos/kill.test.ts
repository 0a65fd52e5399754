import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDevnet, type Devnet, readBooks, type Service } from '@causeway/devnet'
import { crashPoints } from '@causeway/relayer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditFaults, drained } from './credits.js'
import { createDepositor, planDeposits } from './deposits.js'
import { seededRandom } from './random.js'

/** A moment at which the relayer is killed: any, or a certain place in its work. */
type Kill = { at: 'random'; afterMs: number } | { at: 'point'; point: string }

const depositCount = 300
const randomKills = 20
/** How long a run may take to come to the place at which it is to die. */
const patienceMs = 25_000

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
      return { at: 'random' as const, afterMs: random.between(0, 4_000) }
    }),
    ...crashPoints.map((point) => ({ at: 'point' as const, point })),
  ])
  const perKill = Math.ceil(depositCount / kills.length)
  const done = { random: 0, points: new Set<string>(), tries: 0 }
  let sent = 0
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
      await relayer.restart()
      await new Promise((resolve) => setTimeout(resolve, kill.afterMs))
      await relayer.kill()
      done.random++
      continue
    }
    if (await dieAt(kill.point, log)) done.points.add(kill.point)
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

/** Runs the relayer until it dies at a point of its work. Returns false when it did not come there, and kills it. */
async function dieAt(point: string, log: string): Promise<boolean> {
  const before = hitsOf(log, point)
  try {
    await relayer.restart({ CAUSEWAY_CRASH_AT: point, CAUSEWAY_CRASH_LOG: log })
    const ended = relayer.exited()
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patienceMs))])
  } catch (error) {
    // it may have died before it answered for the first time
    if (hitsOf(log, point) === before) throw error
  }
  await relayer.kill()
  return hitsOf(log, point) > before
}

function hitsOf(log: string, point: string): number {
  try {
    const lines = readFileSync(log, 'utf8').split('\n')
    return lines.filter((line) => line.startsWith(`${point}:`)).length
  } catch {
    return 0
  }
}
