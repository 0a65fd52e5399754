import { type Address, getAddress, type Hex, slice } from 'viem'
import { fixed, join, uint } from './bytes.js'
import { WireError } from './errors.js'

/** Stands for the native coin of a chain where a token address is asked for. */
export const nativeToken: Address = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'

/**
 * One margin account on the hub. `chain` is 0 for a plain owner (a key pair, the same person on every chain) and the
 * registry number of the chain on which a contract owner lives.
 */
export type AccountFields = { owner: Address; chain: number; subaccount: bigint }

/** One token on one chain: `chain` is a registry number. */
export type AssetFields = { chain: number; token: Address }

/** The 32 bytes that name an account: owner (160 bits) | chain (32) | sub-account (64). */
export function toAccountId(account: AccountFields): Hex {
  return join([
    fixed(account.owner, 20, 'owner'),
    uint(account.chain, 4, 'chain'),
    uint(account.subaccount, 8, 'subaccount'),
  ])
}

/** The parts of an account id. An id whose owner is zero names a reserved account of the book. */
export function parseAccountId(id: Hex): AccountFields {
  fixed(id, 32, 'account id')
  return {
    owner: getAddress(slice(id, 0, 20)),
    chain: Number(slice(id, 20, 24)),
    subaccount: BigInt(slice(id, 24, 32)),
  }
}

/** The 32 bytes that name a token on a chain: 8 zero bytes | chain (4) | token (20). */
export function toAssetId(asset: AssetFields): Hex {
  return join([
    '0x0000000000000000',
    uint(asset.chain, 4, 'chain'),
    fixed(asset.token, 20, 'token'),
  ])
}

/** The parts of an asset id. @throws WireError when the first 8 bytes are not zero */
export function parseAssetId(id: Hex): AssetFields {
  fixed(id, 32, 'asset id')
  if (BigInt(slice(id, 0, 8)) !== 0n) throw new WireError(`asset id ${id} begins with other bytes`)
  return { chain: Number(slice(id, 8, 12)), token: getAddress(slice(id, 12, 32)) }
}
