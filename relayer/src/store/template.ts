import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

/**
 * Puts a freshly initialised database into `data`, which does not exist yet. Initialising takes seconds, so it is done once
 * per user and PGlite version, in the user's cache folder, and copied from there. The folder appears whole or not at all.
 */
export async function initialise(data: string): Promise<void> {
  const template = join(cacheFolder(), `pglite-${version()}`)
  try {
    if (!existsSync(template)) await createTemplate(template)
    const copy = `${data}.new`
    rmSync(copy, { recursive: true, force: true })
    cpSync(template, copy, { recursive: true })
    renameSync(copy, data)
  } catch {
    // no cache folder, or no room in it: PGlite initialises the folder itself when it opens it
  }
}

async function createTemplate(template: string): Promise<void> {
  mkdirSync(dirname(template), { recursive: true, mode: 0o700 })
  const fresh = `${template}.${process.pid}`
  const pglite = await PGlite.create(fresh)
  await pglite.close()
  try {
    renameSync(fresh, template)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // another process was faster
    if (!existsSync(template)) throw error
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'causeway')
}

function version(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const manifest = join(main.slice(0, main.lastIndexOf('pglite')), 'pglite', 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
