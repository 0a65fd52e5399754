import {
  type CausewayClient,
  findTransfer as find,
  getTransfer,
  type Transfer,
} from '@causeway/sdk'
import { isHash } from 'viem'
import { UsageError } from './exitCodes.js'

/** The transfer that a transaction began, on the chain that is named or on whichever knows it. */
export async function findTransfer(
  client: CausewayClient,
  hash: string,
  chain: string | undefined,
): Promise<Transfer> {
  if (!isHash(hash))
    throw new UsageError(`"${hash}" is not a transaction hash: 0x and 64 hex digits are expected.`)
  return chain === undefined ? find(client, { hash }) : getTransfer(client, { chain, hash })
}
