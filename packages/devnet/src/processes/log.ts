/** Writes one line of JSON to stdout: time, level, message, and whatever else is known. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, unknown> = {},
): void {
  const line = { time: new Date().toISOString(), level, message, ...fields }
  process.stdout.write(
    `${JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`,
  )
}
