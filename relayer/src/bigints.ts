/** The smaller of two. */
export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** The larger of two. */
export function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}
