import { getLane, lanesOf } from '@causeway/sdk'
import type { Hex } from 'viem'
import { readBlock, readFinal } from '../chain/finality.js'
import { agreementOf } from '../chain/rpc.js'
import type { Context, NodeChain } from '../context.js'
import { crashPoint } from '../crash.js'
import type { StepResult } from '../loop.js'
import { insertAuctionEvents, touchAccounts } from '../store/accounts.js'
import { insertArrival } from '../store/arrivals.js'
import { type Cursor, moveCursor, readCursor } from '../store/cursors.js'
import type { Queryable } from '../store/database.js'
import { insertMessages, lastMessage } from '../store/messages.js'
import { insertInstruments, insertPositionChanges } from '../store/positions.js'
import { insertCheckpoint, insertPacket, insertVaa } from '../store/publications.js'
import type { Link } from './linkMessages.js'
import { type RangeRead, readRange } from './readRange.js'
import { rewindToCommon } from './rewind.js'

/** Blocks per request for logs, as it last went. */
const widths = new WeakMap<NodeChain, number>()

/**
 * One step of watching a chain: reads the next range of blocks that are final, and keeps what it says together with the
 * cursor in one transaction. A reorganisation below finality is noticed by the hash of the cursor's block.
 */
export async function watchStep(context: Context, chain: NodeChain): Promise<StepResult> {
  const { config, database, metrics } = context
  const { rpc, deployment: own, number, health } = chain
  const { final } = health
  const cursor = await readCursor(database, number, BigInt(own.deployBlock))
  if (!(await isCanonical(chain, cursor))) {
    return { more: await rewindToCommon(context, chain) }
  }
  if (final <= cursor.block) return undefined

  crashPoint('watch.final')
  const links = await readLinks(context, chain)
  const { logRange } = config.policy
  const width = Math.min(widths.get(chain) ?? logRange, logRange)
  const most = cursor.block + BigInt(width)
  const toBlock = final < most ? final : most
  const fromBlock = cursor.block + 1n
  // an answer may be too long for the RPC or for us: half as many blocks the next time, and from there an eighth more with
  // each that works, so that where answers stay long few requests are refused again
  widths.set(chain, Math.max(1, Math.floor(width / 2)))
  const read = await rpc.agree(agreementOf(config.policy, rpc), (client) =>
    readRange(context, chain, client, { fromBlock, toBlock }, links),
  )
  widths.set(chain, width + Math.ceil(width / 8))
  crashPoint('watch.read')
  const stored = await database.transaction(async (tx) => {
    const now = await readCursor(tx, number, BigInt(own.deployBlock), { lock: true })
    // another process that watches the same chain was faster
    if (now.block !== cursor.block || now.hash !== cursor.hash) return false
    await store(tx, number, read)
    crashPoint('watch.storing')
    await moveCursor(tx, number, { block: toBlock, hash: read.end.hash })
    return true
  })
  crashPoint('watch.stored')
  if (stored) {
    health.read = toBlock
    metrics.readBlock.set({ chain: own.name }, Number(toBlock))
    if (read.checkpoints.length > 0 || read.packets.length > 0) {
      context.wake('attest/')
      context.wake('deliver/')
    }
  }
  return { more: toBlock < final }
}

async function isCanonical(chain: NodeChain, cursor: Cursor): Promise<boolean> {
  const { hash } = cursor
  if (hash === null) return true
  const block = await chain.rpc.use((client) =>
    readBlock(client, cursor.block).catch((error: unknown) => {
      // a chain that has become shorter than our cursor was reorganised too, or this RPC is far behind
      if ((error as Error).name === 'BlockNotFoundError') return undefined
      throw error
    }),
  )
  return block !== undefined && block.hash === hash
}

/** The newest known link of every lane that begins here. */
async function readLinks(context: Context, chain: NodeChain): Promise<Map<number, Link>> {
  const lanes = lanesOf(context.deployment).filter(({ from }) => from === chain.number)
  const entries = await Promise.all(
    lanes.map(async (lane) => {
      const last = await lastMessage(context.database, lane)
      if (last) return [lane.to, { seq: last.seq, acc: last.acc }] as const
      const acc = await seedOf(context, chain, lane.to)
      return [lane.to, { seq: 0n, acc }] as const
    }),
  )
  return new Map(entries)
}

const seeds = new WeakMap<Context, Map<string, Hex>>()

async function seedOf(context: Context, chain: NodeChain, to: number): Promise<Hex> {
  const known = seeds.get(context) ?? new Map<string, Hex>()
  seeds.set(context, known)
  const key = `${chain.number}/${to}`
  const found = known.get(key)
  if (found) return found
  const { deployment } = context
  const lane = await chain.rpc.use((client) =>
    getLane(client, { deployment, chain: chain.number, remote: to }),
  )
  known.set(key, lane.outLane)
  return lane.outLane
}

async function store(tx: Queryable, from: number, read: RangeRead): Promise<void> {
  await insertMessages(
    tx,
    read.messages.map((message) => ({
      source: from,
      dest: message.to,
      seq: message.seq,
      kind: message.kind,
      body: message.body,
      acc: message.acc,
      block: message.blockNumber,
      blockHash: message.blockHash,
      txHash: message.transactionHash,
      logIndex: message.logIndex,
    })),
  )
  for (const { to, checkpoint, ...entry } of read.checkpoints)
    await insertCheckpoint(
      tx,
      { from, to },
      {
        ...entry,
        outSeq: checkpoint.outSeq,
        inSeq: checkpoint.inSeq,
        sourceBlock: checkpoint.blockNumber,
        time: checkpoint.time,
      },
    )
  for (const { to, ...packet } of read.packets) await insertPacket(tx, { from, to }, packet)
  for (const { to, ...message } of read.wormhole) await insertVaa(tx, { from, to }, message)
  for (const arrival of read.arrivals) await insertArrival(tx, arrival)
  await insertInstruments(tx, read.listed)
  await insertPositionChanges(tx, read.changes)
  await touchAccounts(tx, read.touched)
  await insertAuctionEvents(tx, read.auctions)
}

/** Reads where the chain is and how far it was read, by whichever process. Done before each `watchStep`. */
export async function readHead(context: Context, chain: NodeChain): Promise<void> {
  const { database, metrics } = context
  const { health, deployment, rpc, number } = chain
  const { head, final } = await rpc.use((client) => readFinal(client, deployment.finality))
  const { block } = await readCursor(database, number, BigInt(deployment.deployBlock))
  const news = { head: head.number, headTime: head.timestamp, final, read: block }
  Object.assign(health, { ...news, okAt: Date.now() })
  metrics.headBlock.set({ chain: deployment.name }, Number(head.number))
  metrics.finalBlock.set({ chain: deployment.name }, Number(final))
  metrics.readBlock.set({ chain: deployment.name }, Number(block))
}
