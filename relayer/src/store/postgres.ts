import pg from 'pg'
import { reasonOf, SetupError } from '../errors.js'
import { type Database, type Row, toParameters } from './database.js'

/** A PostgreSQL server, which several processes can share. @throws SetupError when it does not answer */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  // an idle connection that breaks is replaced when it is next needed
  pool.on('error', () => {})
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw new SetupError(`the database does not answer: ${reasonOf(error)}`)
  }
  return {
    async query<row extends Row>(sql: string, parameters?: readonly unknown[]) {
      return (await pool.query<row>(sql, toParameters(parameters))).rows
    },
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work({
          async query<row extends Row>(sql: string, parameters?: readonly unknown[]) {
            return (await client.query<row>(sql, toParameters(parameters))).rows
          },
        })
        await client.query('commit')
        client.release()
        return result
      } catch (error) {
        const broken = await client.query('rollback').then(
          () => false,
          () => true,
        )
        client.release(broken)
        throw error
      }
    },
    close: () => pool.end(),
  }
}
