import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deployment } from '@causeway/sdk'
import { pino } from 'pino'
import { configSchema } from '../config.js'
import type { Context, NodeChain } from '../context.js'
import { createMetrics } from '../metrics.js'
import type { Database } from '../store/database.js'
import { openDatabase } from '../store/open.js'

/** An embedded database in a folder of its own. */
export async function temporaryDatabase(): Promise<{
  folder: string
  database: Database
  remove(): Promise<void>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-relayer-'))
  const database = await openDatabase({ kind: 'pglite', folder })
  return {
    folder,
    database,
    async remove() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A context around some chains, without keys and loops. */
export function fakeContext(
  deployment: Deployment,
  database: Database,
  chains: readonly NodeChain[],
): Context {
  return {
    config: configSchema.parse({ deployment: '', database: { kind: 'pglite', folder: '' } }),
    deployment,
    owner: 'test',
    database,
    chains: new Map(chains.map((chain) => [chain.number, chain])),
    keys: { sender: undefined, dvn: [], committee: [] },
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    wake: () => {},
    signal: new AbortController().signal,
  }
}
