/** JSON of anything that the SDK returns: bigints become decimal strings, so that no digit is lost. */
export function toJson(value: unknown, space?: number): string {
  return JSON.stringify(
    value,
    (_, inner) =>
      typeof inner === 'bigint' ? inner.toString() : inner === undefined ? null : inner,
    space,
  )
}
