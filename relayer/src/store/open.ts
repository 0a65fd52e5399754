import type { DatabaseConfig } from '../config.js'
import type { Database } from './database.js'
import { migrate } from './migrations.js'
import { openPglite } from './pglite.js'
import { openPostgres } from './postgres.js'

/** Opens the configured database with its schema up to date. @throws SetupError when it cannot be had */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const database =
    config.kind === 'pglite' ? await openPglite(config.folder) : await openPostgres(config.url)
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
