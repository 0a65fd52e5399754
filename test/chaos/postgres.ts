import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@causeway/devnet'

/** A PostgreSQL server of this test alone. */
export type PostgresServer = { url: string; stop(): Promise<void> }

const run = promisify(execFile)
const base = '/usr/lib/postgresql'

/**
 * Starts a private PostgreSQL cluster in a temporary folder. As root it runs as the user `postgres`, because the server
 * refuses to run as root.
 *
 * @throws Error on one line when PostgreSQL is not installed or does not start
 */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = binaries()
  const user = process.getuid?.() === 0 ? accountOf('postgres') : {}
  const folder = mkdtempSync(join(tmpdir(), 'causeway-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const port = await freePort()
  const data = join(folder, 'data')
  const options = { cwd: folder, ...user }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    await run(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'causeway', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
      options,
    )
  } catch (error) {
    remove()
    throw new Error(`PostgreSQL cannot make a cluster: ${firstLine(error)}`)
  }
  // a child of this process and not a daemon, so that it can be waited for
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'],
    { ...options, stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGINT')
    await ended
    remove()
  }
  const url = `postgres://causeway@127.0.0.1:${port}/postgres`
  for (const deadline = Date.now() + 30_000; ; ) {
    const ready = await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    )
    if (ready) return { url, stop }
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`PostgreSQL did not start on port ${port}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The programs of the newest PostgreSQL that is installed, as Debian lays them out. */
function binaries(): string {
  const versions = existsSync(base) ? readdirSync(base).map(Number).filter(Number.isFinite) : []
  const newest = versions.sort((a, b) => b - a)[0]
  const bin = join(base, String(newest), 'bin')
  if (newest === undefined || !existsSync(join(bin, 'initdb')))
    throw new Error('PostgreSQL is missing: run "apt-get install postgresql" and try again')
  return bin
}

function accountOf(name: string): { uid?: number; gid?: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string }
  return (stderr || message).trim().split('\n')[0] ?? message
}
