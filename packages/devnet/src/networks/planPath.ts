import { isRow } from './mergePlan.js'

/**
 * A place in a plan as a person would say it: entries of lists by their name, e.g. `chains.base.tokens.USDC.cap`.
 */
export function planPath(plan: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let at: unknown = plan
  for (const step of path) {
    at = Array.isArray(at) || isRow(at) ? (at as Record<PropertyKey, unknown>)[step] : undefined
    words.push(nameOf(at) ?? String(step))
  }
  return words.join('.') || 'the plan'
}

function nameOf(entry: unknown): string | undefined {
  if (!isRow(entry)) return undefined
  const name = entry.name ?? entry.symbol ?? entry.underlying
  return typeof name === 'string' ? name : undefined
}

/** Calls `visit` for every value below `value` that is neither object nor list. */
export function eachLeaf(
  value: unknown,
  visit: (leaf: unknown, path: readonly PropertyKey[]) => void,
  path: readonly PropertyKey[] = [],
): void {
  if (Array.isArray(value)) value.forEach((entry, i) => void eachLeaf(entry, visit, [...path, i]))
  else if (isRow(value))
    for (const [field, entry] of Object.entries(value)) eachLeaf(entry, visit, [...path, field])
  else visit(value, path)
}
