import { readFileSync } from 'node:fs'
import type { Service } from '@causeway/devnet'

/**
 * Runs the relayer until it dies at a point of its work. Returns false when it did not come there in time, and kills it.
 */
export async function dieAt(
  relayer: Service,
  point: string,
  log: string,
  patienceMs = 25_000,
): Promise<boolean> {
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
