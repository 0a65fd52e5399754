import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'

/** How a process ended. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** A process that does not outlive its parent. */
export type Child = {
  pid: number
  alive(): boolean
  exited: Promise<Exit>
  /** SIGTERM, and SIGKILL after two seconds. */
  stop(): Promise<Exit>
  /** SIGKILL. */
  kill(): Promise<Exit>
  /** Stops the process where it stands; its ports stay open and nothing answers. */
  suspend(): void
  /** Continues after `suspend`. */
  resume(): void
}

/**
 * Starts a program in a process group of its own, its output appended to `logFile`.
 *
 * Each child has a watchdog: a shell that waits for the end of a pipe from this process, which the system closes however
 * this process ends (return, exception, Ctrl-C, SIGKILL), and then kills the child. So there are no signal handlers to
 * register, and a Ctrl-C reaches the parent alone, which can end things in order.
 */
export function spawnChild(
  command: string,
  args: string[],
  options: { logFile?: string; env?: Record<string, string> } = {},
): Child {
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, 'a')
  const output = log ?? 'ignore'
  const env = { ...process.env, ...options.env }
  const child = spawn(command, args, { stdio: ['ignore', output, output], detached: true, env })
  if (log !== undefined) closeSync(log)
  const pid = child.pid ?? -1
  const watchdog = child.pid === undefined ? undefined : watch(child.pid)
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  }).finally(() => watchdog?.kill('SIGKILL'))
  const alive = () =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null
  const signal = (name: NodeJS.Signals) => {
    if (alive()) child.kill(name)
  }
  return {
    pid,
    alive,
    exited,
    async stop() {
      signal('SIGTERM')
      signal('SIGCONT')
      const timer = setTimeout(() => signal('SIGKILL'), 2_000)
      return exited.finally(() => clearTimeout(timer))
    },
    async kill() {
      signal('SIGKILL')
      return exited
    },
    suspend: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  }
}

function watch(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const watchdog = spawn('/bin/sh', ['-c', `cat >/dev/null; kill -9 ${pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watchdog.on('error', () => {})
  watchdog.stdin.on('error', () => {})
  watchdog.unref()
  ;(watchdog.stdin as unknown as { unref?: () => void }).unref?.()
  return watchdog
}

/** A TCP port on which nobody listens at the moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** Whether nobody listens on a TCP port. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
