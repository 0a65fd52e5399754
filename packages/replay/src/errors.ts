/** What was asked for makes no sense: a file, a column, a window. The message says what to do. */
export class ReplayInputError extends Error {
  override name = 'ReplayInputError'
}
