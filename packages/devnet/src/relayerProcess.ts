import { join } from 'node:path'
import { freePort } from './child.js'
import { type Service, startService } from './service.js'
import type { World } from './worldTypes.js'

/** How a relayer of the local world is started; more of its own configuration may be given as `config`. */
export type RelayerParameters = {
  /** A PostgreSQL server; without it an embedded database in the run folder. */
  postgresUrl?: string
  /** Default: `relayer` and its number. */
  name?: string
  port?: number
  /** Merged over the configuration that the local world makes. */
  config?: Record<string, unknown>
  /** Merged over the policy of the local world, which is quicker than the default. */
  policy?: Record<string, unknown>
  env?: Record<string, string>
}

/** Starts the relayer program as a process of its own, with its keys in the environment. */
export async function startRelayerProcess(
  world: World,
  deploymentFile: string,
  index: number,
  parameters: RelayerParameters,
): Promise<Service> {
  const port = parameters.port ?? (await freePort())
  const sender = index % 2 === 0 ? world.accounts.relayer1 : world.accounts.relayer2
  const name = parameters.name ?? `relayer${index + 1}`
  return startService({
    name,
    program: new URL('../../../relayer/src/main.ts', import.meta.url),
    args: ['--config'],
    port,
    runFolder: world.runFolder,
    env: {
      CAUSEWAY_RELAYER_KEY: sender.privateKey,
      CAUSEWAY_DVN_KEYS: world.operatorDvn.signers.map(({ privateKey }) => privateKey).join(','),
      ...parameters.env,
    },
    config: {
      deployment: deploymentFile,
      database: parameters.postgresUrl
        ? { kind: 'postgres', url: parameters.postgresUrl }
        : { kind: 'pglite', folder: join(world.runFolder, `${name}-db`) },
      name,
      roles: ['watch', 'publish', 'attest', 'deliver', 'oracle', 'keep'],
      pollMs: 250,
      policy: { publishAfterSeconds: 1, ...parameters.policy },
      ...parameters.config,
    },
  })
}
