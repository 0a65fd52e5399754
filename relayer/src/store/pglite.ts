import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { type Database, type Row, toParameters } from './database.js'
import { lockFolder } from './lock.js'
import { initialise } from './template.js'

/**
 * The embedded database in `folder`, which is created if need be. One process at a time.
 *
 * @throws SetupError when another process has the folder
 */
export async function openPglite(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true })
  const lock = await lockFolder(folder)
  try {
    const data = join(folder, 'data')
    if (!existsSync(data)) await initialise(data)
    const pglite = await PGlite.create(data)
    return {
      async query<row extends Row>(sql: string, parameters?: readonly unknown[]) {
        return (await pglite.query<row>(sql, toParameters(parameters))).rows
      },
      transaction: (work) =>
        pglite.transaction((tx) =>
          work({
            async query<row extends Row>(sql: string, parameters?: readonly unknown[]) {
              return (await tx.query<row>(sql, toParameters(parameters))).rows
            },
          }),
        ) as never,
      async close() {
        await pglite.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
