import { findTransfer, getTransfer, type Transfer, type TransferRef } from '@causeway/sdk'
import type { UseQueryResult } from '@tanstack/react-query'
import { type Hash, isHash } from 'viem'
import { useLive } from '../app/queries.js'

/** A crossing by the hash that began it, wherever that is, or by chain and number (`2:17`, or `3:4:17` for one of several lanes). */
export type TransferName = string

/** A crossing as it goes, from the chains alone. */
export function useTransfer(name: TransferName): UseQueryResult<Transfer, Error> {
  return useLive(
    ['transfer', name],
    (client) =>
      isHash(name)
        ? findTransfer(client, { hash: name as Hash })
        : getTransfer(client, refOf(name)),
    { what: 'The crossing', isFinal: ({ done }) => done },
  )
}

/** What the SDK's actions take for a crossing that was found. */
export function refOfTransfer({ source, hash, seq, destination }: Transfer): TransferRef {
  return seq === undefined || destination === undefined
    ? { chain: source, hash }
    : { chain: source, to: destination, seq }
}

export function nameOf(row: { source: number; destination: number; seq: bigint }): TransferName {
  return `${row.source}:${row.destination}:${row.seq}`
}

function refOf(name: TransferName): TransferRef {
  const [, chain, to, seq] = /^(\d+):(?:(\d+):)?(\d+)$/.exec(name) ?? []
  // what is none of these is no hash either, and the SDK says so
  if (chain === undefined || seq === undefined) return { chain: 0, hash: name as Hash }
  return { chain: Number(chain), seq: BigInt(seq), ...(to !== undefined && { to: Number(to) }) }
}
