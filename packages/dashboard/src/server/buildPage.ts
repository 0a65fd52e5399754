import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
/** The built page. */
export const pageFolder = join(folder, 'dist')
const sources = ['src', 'index.html', 'vite.config.ts', '../sdk/src', '../risk/src'].map((path) =>
  join(folder, path),
)

/** Builds the page where it is missing or older than what it is made of; says whether it had to. */
export async function buildPage(): Promise<boolean> {
  const built = join(pageFolder, 'index.html')
  const since = existsSync(built) ? statSync(built).mtimeMs : 0
  if (sources.every((source) => newest(source) <= since)) return false
  const { build } = await import('vite')
  await build({ root: folder, configFile: join(folder, 'vite.config.ts'), logLevel: 'warn' })
  return true
}

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
