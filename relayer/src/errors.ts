/** What ends the program: something the operator has to change. The message is one line that says what. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

/** The words of an error for a log line; of viem's errors the short ones. */
export function reasonOf(error: unknown): string {
  return printable(wordsOf(error))
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  const { shortMessage, details } = error as { shortMessage?: string; details?: string }
  if (!shortMessage) return error.message
  return details && !shortMessage.includes(details) ? `${shortMessage} (${details})` : shortMessage
}

/** Nodes show what a contract reverted with as text, whatever bytes it is of; a database takes no zero byte for text. */
function printable(words: string): string {
  return [...words].filter((letter) => letter >= ' ').join('')
}
