import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SetupError } from '../errors.js'

/** A folder that is ours alone until it is released, or this process ends, however it ends. */
export type FolderLock = { release(): Promise<void> }

/**
 * Takes a folder for this process. What decides is a socket that the system closes with the process, so that a killed
 * process leaves no lock behind; the file `lock` only tells the operator who has it.
 *
 * @throws SetupError when another process has the folder
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = realpathSync(folder)
  const file = join(path, 'lock')
  const server = await listen(socketOf(path))
  if (!server) {
    const holder = describe(file)
    throw new SetupError(`another process${holder} uses the database in ${folder}; stop it first`)
  }
  server.unref()
  const own = JSON.stringify({ pid: process.pid, host: hostname() })
  writeFileSync(file, `${own}\n`)
  return {
    async release() {
      if (!server.listening) return
      rmSync(file, { force: true })
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function socketOf(path: string): string {
  const name = `causeway-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return `/tmp/${name}.sock`
}

async function listen(address: string): Promise<Server | undefined> {
  const first = await tryListen(address)
  if (first || address.startsWith('\0') || process.platform === 'win32') return first
  // a socket in the file system outlives its process: whoever does not answer is gone
  if (await answers(address)) return undefined
  rmSync(address, { force: true })
  return tryListen(address)
}

function tryListen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server))
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function describe(file: string): string {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; host: string }
    return ` (pid ${pid} on ${host})`
  } catch {
    return ''
  }
}
