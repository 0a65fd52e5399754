/** Something of the local world could not be started, deployed or steered; the message says what to do. */
export class DevnetError extends Error {
  override name = 'DevnetError'
}

/** Message of anything that was thrown, on one line. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const short = (error as { shortMessage?: unknown }).shortMessage
  const text = typeof short === 'string' ? short : error.message
  return text.replaceAll(/\s*\n\s*/g, ' ')
}
