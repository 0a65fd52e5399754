import type { Hex } from 'viem'
import { fixed, join, read, uint } from './bytes.js'

/**
 * The state of one lane and of the chain at its source, as of the end of one block: all that bridges carry. Sequences
 * count messages, times are seconds.
 */
export type Checkpoint = {
  lane: Hex
  outSeq: bigint
  outAcc: Hex
  inSeq: bigint
  inAcc: Hex
  blockNumber: bigint
  blockHash: Hex
  heardBlock: bigint
  heardTime: bigint
  time: bigint
}

/** Bytes of a checkpoint. */
export const checkpointLength = 176

/** A checkpoint as the transports carry it. @throws WireError when a value does not fit its field */
export function encodeCheckpoint(checkpoint: Checkpoint): Hex {
  const c = checkpoint
  return join([
    fixed(c.lane, 32, 'lane'),
    uint(c.outSeq, 8, 'outSeq'),
    fixed(c.outAcc, 32, 'outAcc'),
    uint(c.inSeq, 8, 'inSeq'),
    fixed(c.inAcc, 32, 'inAcc'),
    uint(c.blockNumber, 8, 'blockNumber'),
    fixed(c.blockHash, 32, 'blockHash'),
    uint(c.heardBlock, 8, 'heardBlock'),
    uint(c.heardTime, 8, 'heardTime'),
    uint(c.time, 8, 'time'),
  ])
}

/** The checkpoint in `data`. @throws WireError unless it has exactly 176 bytes */
export function decodeCheckpoint(data: Hex): Checkpoint {
  const reader = read(data, checkpointLength, 'checkpoint')
  return {
    lane: reader.bytes(32),
    outSeq: reader.uint(8),
    outAcc: reader.bytes(32),
    inSeq: reader.uint(8),
    inAcc: reader.bytes(32),
    blockNumber: reader.uint(8),
    blockHash: reader.bytes(32),
    heardBlock: reader.uint(8),
    heardTime: reader.uint(8),
    time: reader.uint(8),
  }
}
