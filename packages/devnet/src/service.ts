import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Child, spawnChild } from './child.js'
import { DevnetError, reason } from './errors.js'

/** A program of the local world that runs as a process of its own. */
export type Service = {
  name: string
  url: string
  pid(): number
  alive(): boolean
  /** Whether it has ended although nobody stopped or killed it. */
  deserted(): boolean
  /** Posts to `/control`. @throws DevnetError with the process's own answer when it refuses */
  control(body: unknown): Promise<unknown>
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts it again after `kill` and waits until it listens; does nothing while it lives. `env` is added to its environment this once. */
  restart(env?: Record<string, string>): Promise<void>
  /** Resolves when the process that runs now has ended. */
  exited(): Promise<void>
  stop(): Promise<void>
}

const startTimeoutMs = 20_000

/**
 * Starts `processes/<program>` with its configuration in the run folder, and waits until it listens. Its log is
 * `<name>.log` there.
 *
 * @throws DevnetError with its last words when it ends, or does not listen within 20 s
 */
export async function startService(parameters: {
  name: string
  /** A program of this folder, or the file of one from elsewhere. */
  program: 'guardians' | 'dvn' | 'prices' | 'maker' | URL
  /** Put before the configuration's file. */
  args?: readonly string[]
  env?: Record<string, string>
  port: number
  config: object
  runFolder: string
}): Promise<Service> {
  const { name, program, port, config, runFolder, args = [], env } = parameters
  const configFile = join(runFolder, `${name}.json`)
  const logFile = join(runFolder, `${name}.log`)
  writeFileSync(configFile, `${JSON.stringify({ ...config, port }, null, 2)}\n`, { mode: 0o600 })
  const url = `http://127.0.0.1:${port}`
  const start = (more: Record<string, string> = {}) =>
    spawnChild(process.execPath, [...programArguments(program), ...args, configFile], {
      logFile,
      env: { ...env, ...more },
    })
  let child = start()
  await listening(child, name, url, logFile)
  let dismissed = false
  return {
    name,
    url,
    pid: () => child.pid,
    alive: () => child.alive(),
    deserted: () => !dismissed && !child.alive(),
    async control(body) {
      const response = await fetch(`${url}/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body, (_, value) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
        signal: AbortSignal.timeout(30_000),
      })
      const answer = (await response.json()) as { error?: string }
      if (!response.ok) throw new DevnetError(`${name} refuses: ${answer.error ?? response.status}`)
      return answer
    },
    async kill() {
      dismissed = true
      await child.kill()
    },
    async restart(more) {
      if (child.alive()) return
      dismissed = true
      child = start(more)
      await listening(child, name, url, logFile)
      dismissed = false
    },
    async exited() {
      await child.exited
    },
    async stop() {
      dismissed = true
      await child.stop()
    },
  }
}

/** Arguments of node: from source through tsx, or the compiled file. */
function programArguments(program: string | URL): string[] {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = fileURLToPath(
    typeof program === 'string'
      ? new URL(`./processes/${program}.${extension}`, import.meta.url)
      : program,
  )
  if (!file.endsWith('.ts')) return [file]
  const tsx = createRequire(import.meta.url).resolve('tsx')
  return ['--conditions=source', '--import', pathToFileURL(tsx).href, file]
}

async function listening(child: Child, name: string, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  let last = 'no answer'
  while (Date.now() < deadline && child.alive()) {
    try {
      await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) })
      return
    } catch (error) {
      last = reason(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  await child.kill()
  throw new DevnetError(
    `The process ${name} did not start (${last}). Its last words: ${lastLine(logFile)}`,
  )
}

function lastLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''
  } catch {
    return 'none'
  }
}
