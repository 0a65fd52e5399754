import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Creates the folder for configurations and logs of one world: `.causeway/devnet-<pid>`, numbered when that exists. */
export function createRunFolder(base = join(process.cwd(), '.causeway')): string {
  for (let i = 0; ; i++) {
    const folder = join(base, `devnet-${process.pid}${i === 0 ? '' : `-${i}`}`)
    if (existsSync(folder)) continue
    mkdirSync(folder, { recursive: true })
    return folder
  }
}

/** Removes a run folder. */
export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
