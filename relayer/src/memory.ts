import type { Context } from './context.js'

/** What a run remembers and may forget at a restart: when something was first seen, and how often it was tried. */
type Memory = {
  seen: Map<string, { key: string; at: number }>
  tries: Map<string, { count: number; at: number }>
  once: Set<string>
}

const memories = new WeakMap<Context, Memory>()

function memoryOf(context: Context): Memory {
  const known = memories.get(context)
  if (known) return known
  const memory: Memory = { seen: new Map(), tries: new Map(), once: new Set() }
  memories.set(context, memory)
  return memory
}

/** Seconds since this run first asked about `key`. `group` holds one key at a time: a new one replaces the old. */
export function secondsSince(context: Context, group: string, key: string): number {
  const { seen } = memoryOf(context)
  const found = seen.get(group)
  const at = found?.key === key ? found.at : Date.now()
  seen.delete(group)
  seen.set(group, { key, at })
  if (seen.size > 5_000) seen.delete(seen.keys().next().value as string)
  return (Date.now() - at) / 1_000
}

/** How often `key` was tried by this run, and how many seconds ago the last time. */
export function triesOf(context: Context, key: string): { count: number; secondsAgo: number } {
  const found = memoryOf(context).tries.get(key)
  return found
    ? { count: found.count, secondsAgo: (Date.now() - found.at) / 1_000 }
    : { count: 0, secondsAgo: Number.POSITIVE_INFINITY }
}

/** Counts a try of `key`. */
export function noteTry(context: Context, key: string): void {
  const { tries } = memoryOf(context)
  tries.set(key, { count: (tries.get(key)?.count ?? 0) + 1, at: Date.now() })
  // keys name what passes: old ones are of no use
  if (tries.size > 2_000) tries.delete(tries.keys().next().value as string)
}

/** True the first time it is asked about `key`. */
export function isFirst(context: Context, key: string): boolean {
  const { once } = memoryOf(context)
  if (once.has(key)) return false
  if (once.size > 10_000) once.clear()
  once.add(key)
  return true
}
