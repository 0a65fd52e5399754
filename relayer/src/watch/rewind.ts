import { readBlock } from '../chain/finality.js'
import type { Context, NodeChain } from '../context.js'
import { crashPoint } from '../crash.js'
import { rewindAuctions } from '../store/accounts.js'
import { readBlocks, readCursor, rewind } from '../store/cursors.js'
import { rewindPositions } from '../store/positions.js'

/**
 * Goes back to the newest block that is still on the chain and forgets what was read above it. A chain that reorganises
 * below its own finality rule breaks its promise: it is counted and logged as an error. Returns false when nothing was
 * forgotten, because the RPC is only behind.
 */
export async function rewindToCommon(context: Context, chain: NodeChain): Promise<boolean> {
  const { database, log, metrics } = context
  const { number, deployment, rpc } = chain
  const deployBlock = BigInt(deployment.deployBlock)
  const before = await readCursor(database, number, deployBlock)
  const head = await rpc.use((client) => readBlock(client, 'latest'))
  // an RPC that is behind must not make us forget
  if (head.number < before.block && !(await isReplaced(chain, context, head.number))) return false
  const common = await findCommon(context, chain)
  const start = deployBlock > 0n ? deployBlock - 1n : 0n
  const target = common ?? { block: start, hash: null }
  await database.transaction(async (tx) => {
    await rewind(tx, number, target)
    if (number === context.deployment.hubChain) {
      await rewindPositions(tx, target.block)
      await rewindAuctions(tx, target.block)
    }
    crashPoint('watch.rewinding')
  })
  metrics.reorgs.inc({ chain: deployment.name })
  log.error(
    { chain: deployment.name, from: before.block, to: target.block },
    'the chain was reorganised below its finality',
  )
  return true
}

/** Whether a remembered block at or below `upTo` is no longer what it was. */
async function isReplaced(chain: NodeChain, context: Context, upTo: bigint): Promise<boolean> {
  const blocks = await readBlocks(context.database, chain.number)
  const known = blocks.find(({ block }) => block <= upTo)
  if (!known) return false
  return !(await isOnChain(chain, known))
}

async function findCommon(
  context: Context,
  chain: NodeChain,
): Promise<{ block: bigint; hash: string } | undefined> {
  const blocks = await readBlocks(context.database, chain.number)
  // blocks on the chain come before those that are not, so the border can be searched by halves
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (await isOnChain(chain, blocks[middle] as (typeof blocks)[0])) high = middle
    else low = middle + 1
  }
  return blocks[low]
}

async function isOnChain(
  chain: NodeChain,
  known: { block: bigint; hash: string },
): Promise<boolean> {
  const { hash } = await chain.rpc.use((client) =>
    readBlock(client, known.block).catch((error: unknown) => {
      if ((error as Error).name === 'BlockNotFoundError') return { hash: undefined }
      throw error
    }),
  )
  return hash === known.hash
}
