import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { run } from '../run.js'

/** How a run of the program ended. */
export type Ended = { code: number; out: string; err: string }

/** Runs the program in this process. */
export async function causeway(
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  const text = { out: '', err: '' }
  const code = await run(args, {
    out: (more) => {
      text.out += more
    },
    err: (more) => {
      text.err += more
    },
    ...{ isTerminal: false, isInteractive: false, signal: AbortSignal.timeout(240_000) },
    env,
    ask: async () => 'n',
  })
  return { code, ...text }
}

/** The same as a process of its own, from another folder. */
export async function asProcess(
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
): Promise<Ended> {
  const program = fileURLToPath(new URL('../../bin/causeway.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...env },
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    text.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    text.err += chunk
  })
  const code = await new Promise<number>((resolve) =>
    child.on('close', (status) => resolve(status ?? -1)),
  )
  return { code, ...text }
}
