import { decodeCheckpoint, gatewayAbi, getLane, messengerOf } from '@causeway/sdk'
import { type Hex, keccak256, type PublicClient } from 'viem'
import { readBlock } from '../chain/finality.js'
import { agreementOf } from '../chain/rpc.js'
import { type Context, chainIn, type Lane } from '../context.js'
import { isFirst } from '../memory.js'
import { readCheckpoint } from '../store/publications.js'

/** What a check found: the bytes are true, or why they are not, or that it is too early to say. */
export type Verdict = { verdict: 'true' } | { verdict: 'false' | 'unknown'; reason: string }

const proven = new WeakMap<Context, Set<Hex>>()

/**
 * Whether the source chain really published a checkpoint with these bytes, and everything in it is what the chain's own
 * storage says. Asked before anything is signed. The watcher has read the publication from blocks that are final, and
 * from as many RPCs as are required to agree; here they are asked about the contents.
 */
export async function verifyCheckpoint(context: Context, lane: Lane, bytes: Hex): Promise<Verdict> {
  const content = keccak256(bytes)
  const known = proven.get(context) ?? new Set<Hex>()
  proven.set(context, known)
  if (known.has(content)) return { verdict: 'true' }
  const stored = await readCheckpoint(context.database, lane, content)
  // packets and publications of one transaction are stored together: if it is not there, nobody published it
  if (!stored) return contradiction(context, lane, content, 'the source chain never published it')
  const { rpc } = chainIn(context, lane.from)
  const count = agreementOf(context.config.policy, rpc)
  const reason = await rpc.agree(count, (client) => findFalsehood(context, lane, bytes, client))
  if (reason) return contradiction(context, lane, content, reason)
  if (known.size > 10_000) known.clear()
  known.add(content)
  return { verdict: 'true' }
}

/** What is false in a checkpoint, according to one RPC of its source chain; empty if nothing is. */
async function findFalsehood(
  { deployment }: Context,
  { from, to }: Lane,
  bytes: Hex,
  client: PublicClient,
): Promise<string> {
  const c = decodeCheckpoint(bytes)
  const messenger = { address: messengerOf(deployment, from), abi: gatewayAbi } as const
  const [view, outAcc, inAcc, block] = await Promise.all([
    getLane(client, { deployment, chain: from, remote: to }),
    client.readContract({ ...messenger, functionName: 'accumulator', args: [to, c.outSeq] }),
    client.readContract({ ...messenger, functionName: 'acceptedAt', args: [to, c.inSeq] }),
    readBlock(client, c.blockNumber),
  ])
  if (view.outLane !== c.lane) return 'it is of another lane'
  if (c.outSeq > view.outSeq) return `it counts ${c.outSeq} messages of ${view.outSeq}`
  if (outAcc !== c.outAcc) return `its hash chain at ${c.outSeq} is another`
  if (c.inSeq > view.inSeq) return `it acknowledges ${c.inSeq} messages of ${view.inSeq}`
  if (inAcc !== c.inAcc) return `what it acknowledges at ${c.inSeq} was never accepted`
  if (block.hash !== c.blockHash) return `block ${c.blockNumber} has another hash`
  return ''
}

function contradiction(context: Context, lane: Lane, content: Hex, reason: string): Verdict {
  if (isFirst(context, `contradiction/${content}`)) {
    context.metrics.contradictions.inc({ from: lane.from, to: lane.to })
    context.log.error({ ...lane, content, reason }, 'a bridge carries what no chain said')
  }
  return { verdict: 'false', reason }
}
