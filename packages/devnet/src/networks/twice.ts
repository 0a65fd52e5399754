/** A sentence for each thing that a list has more than once. */
export function twice<entry>(
  what: string,
  entries: readonly entry[],
  of: (entry: entry) => string | number,
): string[] {
  const seen = entries.map(of)
  const repeated = new Set(seen.filter((value, i) => seen.indexOf(value) !== i))
  return [...repeated].map((value) => `${what} ${value} is there twice.`)
}
