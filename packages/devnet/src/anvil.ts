import { foundryBinary } from '../../../tools/foundry.mjs'
import { type Child, type Exit, freePort, isPortFree, spawnChild } from './child.js'
import { DevnetError, reason } from './errors.js'
import { jsonRpc } from './jsonRpc.js'

/** What `startAnvil` takes. */
export type AnvilParameters = {
  chainId: number
  /** Seconds between blocks. Without it each transaction is mined at once. */
  blockTime?: number
  /** 0 or absent: a free one. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
  /** Default 500 million: anvil forgets later transactions of a sender when a block is too full for an earlier one. */
  blockGasLimit?: bigint
  /** How many past blocks' states are kept, each a whole copy. Default: all. */
  keptStates?: number
  extraArgs?: readonly string[]
  /** Where the output of anvil goes; without it, nowhere. */
  logFile?: string
}

/** A running local chain. */
export type Anvil = {
  url: string
  port: number
  chainId: number
  pid: number
  alive(): boolean
  exited: Promise<Exit>
  /** SIGTERM, and SIGKILL after two seconds. */
  stop(): Promise<Exit>
  /** SIGKILL: what the chain held is lost. */
  kill(): Promise<Exit>
  /** Nothing answers and no block is made until `resume`. Takes effect within milliseconds. */
  suspend(): void
  resume(): void
}

const startTimeoutMs = 10_000

/**
 * Starts a local chain and waits until it answers. Its safe block is one behind the head, its finalized block two; old
 * state stays readable unless `keptStates` says otherwise; a transaction may use 16.7 million gas at most, as on the real networks.
 *
 * @throws DevnetError when anvil is not installed, the port is taken, or it does not answer within 10 s
 */
export async function startAnvil(parameters: AnvilParameters): Promise<Anvil> {
  const { chainId, host = '127.0.0.1' } = parameters
  const binary = locate()
  const port = parameters.port ? parameters.port : await freePort(host)
  if (!(await isPortFree(port, host)))
    throw new DevnetError(
      `Port ${port} is taken: chain ${chainId} cannot start there. Stop what listens on it.`,
    )
  const args = [
    ...['--chain-id', String(chainId), '--port', String(port), '--host', host],
    ...['--slots-in-an-epoch', '1', '--enable-tx-gas-limit', '--silent'],
    ...['--gas-limit', String(parameters.blockGasLimit ?? 500_000_000n)],
    ...(parameters.blockTime ? ['--block-time', String(parameters.blockTime)] : []),
    ...(parameters.keptStates === undefined
      ? ['--preserve-historical-states']
      : ['--prune-history', String(parameters.keptStates)]),
    ...(parameters.extraArgs ?? []),
  ]
  const child = spawnChild(
    binary,
    args,
    parameters.logFile === undefined ? {} : { logFile: parameters.logFile },
  )
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  await answering(child, url, chainId)
  const { pid, alive, exited, stop, kill, suspend, resume } = child
  return { url, port, chainId, pid, alive, exited, stop, kill, suspend, resume }
}

function locate(): string {
  try {
    return foundryBinary('anvil')
  } catch (error) {
    throw new DevnetError(reason(error))
  }
}

async function answering(child: Child, url: string, chainId: number): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  let last = 'no answer'
  while (Date.now() < deadline) {
    if (!child.alive()) {
      const { code, signal } = await child.exited
      throw new DevnetError(
        `anvil of chain ${chainId} ended while starting (${signal ?? `exit code ${code}`}).`,
      )
    }
    try {
      const answer = Number(await jsonRpc<string>(url, 'eth_chainId', [], 1_000))
      if (answer === chainId) return
      throw new DevnetError(`it says that it is chain ${answer}`)
    } catch (error) {
      last = reason(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  await child.kill()
  throw new DevnetError(`anvil of chain ${chainId} did not answer on ${url} within 10 s (${last}).`)
}
