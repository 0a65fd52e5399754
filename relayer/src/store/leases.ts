import type { Database } from './database.js'

/**
 * Takes or renews the lease on a piece of work for `seconds`, by the database's clock. Returns false while another
 * process has it. What is done under a lease must bear being done twice: a lease only saves work.
 */
export async function claimLease(
  database: Database,
  name: string,
  owner: string,
  seconds: number,
): Promise<boolean> {
  await database.query('insert into leases (name) values ($1) on conflict do nothing', [name])
  const rows = await database.query(
    `update leases set owner = $2, until = now() + make_interval(secs => $3)
     where name = (
       select name from leases
       where name = $1 and (until is null or until < now() or owner = $2)
       for update skip locked
     ) returning name`,
    [name, owner, seconds],
  )
  return rows.length === 1
}

/** Gives back all leases of `owner` (default: of everybody), so that nobody need wait for them to run out. */
export async function releaseLeases(database: Database, owner?: string): Promise<void> {
  await database.query(
    'update leases set until = null, owner = null where owner = $1 or $1::text is null',
    [owner ?? null],
  )
}
