import { PlanError } from './planError.js'

type Row = Record<string, unknown>

/** Lists whose entries are told apart by a field; every other list is replaced as a whole. */
const keys: Record<string, string> = {
  ...{ chains: 'chain', tokens: 'symbol', feeds: 'underlying' },
  ...{ underlyings: 'symbol', expiries: 'time' },
}

/**
 * Lays an operator's overlay over a template: objects are merged, entries of `chains`, `tokens`, `feeds`, `underlyings` and
 * `expiries` are matched by chain, symbol, underlying, symbol and time, everything else is replaced. `"omit": true` takes an entry out. Chains are the template's.
 *
 * @throws PlanError when the overlay names a chain that the template does not have
 */
export function mergePlan(template: unknown, overlay: unknown): unknown {
  return merge(template, overlay, '')
}

function merge(base: unknown, over: unknown, name: string): unknown {
  if (over === undefined) return base
  const key = keys[name]
  if (key && Array.isArray(base) && Array.isArray(over)) return mergeList(base, over, name, key)
  if (!isRow(base) || !isRow(over)) return over
  const merged: Row = { ...base }
  for (const [field, value] of Object.entries(over))
    merged[field] = merge(base[field], value, field)
  return merged
}

function mergeList(base: unknown[], over: unknown[], name: string, key: string): unknown[] {
  const id = (entry: unknown) => (isRow(entry) ? entry[key] : undefined)
  const known = new Set(base.map(id))
  for (const entry of over) {
    if (id(entry) === undefined)
      throw new PlanError([`Each entry of "${name}" in the overlay needs "${key}".`])
    if (name === 'chains' && !known.has(id(entry)))
      throw new PlanError([
        `The overlay speaks of chain ${id(entry)}, the template has ${[...known].join(', ')}.`,
      ])
  }
  const merged = base.map((entry) => {
    const change = over.find((candidate) => id(candidate) === id(entry))
    return merge(entry, change, '')
  })
  const added = over.filter((entry) => !known.has(id(entry)))
  return [...merged, ...added]
    .filter((entry) => !isRow(entry) || entry.omit !== true)
    .map((entry) => {
      if (!isRow(entry)) return entry
      const { omit: _, ...rest } = entry
      return rest
    })
}

/** Whether it is an object with fields. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
