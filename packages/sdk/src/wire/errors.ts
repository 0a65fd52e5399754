/** Bytes that are not what they should be: wrong length, or a value that does not fit its field. */
export class WireError extends Error {
  override readonly name = 'WireError'
}
