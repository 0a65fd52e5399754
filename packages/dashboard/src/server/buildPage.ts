import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
/** The built page. */
export const pageFolder = join(folder, 'dist')
const sources = ['src', 'index.html', 'vite.config.ts', '../sdk/src', '../risk/src'].map((path) =>
  join(folder, path),
)

/**
 * Builds the page where it is missing or older than what it is made of; says whether it had to.
 *
 * @throws Error with what the builder says
 */
export async function buildPage(): Promise<boolean> {
  const built = join(pageFolder, 'index.html')
  const since = existsSync(built) ? statSync(built).mtimeMs : 0
  if (sources.every((source) => newest(source) <= since)) return false
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin')
  // a process of its own: whoever waits goes on, and is not taken for the environment of the page
  const child = spawn(process.execPath, [join(vite, 'vite.js'), 'build', '--logLevel', 'error'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4_000)
    })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The page cannot be built: ${said.trim()}`)
  return true
}

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
