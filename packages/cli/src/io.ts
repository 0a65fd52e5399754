import { createInterface } from 'node:readline/promises'

/** What the program sees of the world; tests give their own. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** Whether somebody looks at `out` in a terminal that can rewrite its last line. */
  isTerminal: boolean
  /** Whether somebody can answer a question. */
  isInteractive: boolean
  env: Readonly<Record<string, string | undefined>>
  ask(question: string): Promise<string>
  signal: AbortSignal
}

/** The process's own streams. */
export function processIo(signal: AbortSignal): Io {
  const { stdin, stdout, stderr, env } = process
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isTerminal: stdout.isTTY === true && env.TERM !== 'dumb',
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    env,
    async ask(question) {
      const prompt = createInterface({ input: stdin, output: stderr })
      try {
        return await prompt.question(question, { signal })
      } finally {
        prompt.close()
      }
    },
    signal,
  }
}
