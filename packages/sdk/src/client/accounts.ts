import { type Address, type Hex, isAddress, isAddressEqual, isHex, size } from 'viem'
import { InputError } from '../errors/causewayError.js'
import { parseAccountId, toAccountId } from '../wire/index.js'
import { type CausewayClientBase, type ChainRef, findChain } from './createCausewayClient.js'

/** What kind of owner an address is: a key pair, or a contract on one chain. An address alone does not tell. */
export type OwnerKind = 'plain' | { contractOn: ChainRef }

/**
 * A margin account: its 32-byte id, or its owner. For an owner other than the client's own account, `kind` must be said:
 * the same address can belong to different people on different chains.
 */
export type AccountRef =
  | Hex
  | {
      owner?: Address | undefined
      kind?: OwnerKind | undefined
      /** The owner's own number of the account. Default 0. */
      subaccount?: bigint | undefined
    }

/**
 * The id of the account meant; without a reference the client's own plain account 0.
 *
 * @throws InputError when the owner is someone else and `kind` is missing, or there is no owner at all
 */
export function resolveAccount(client: CausewayClientBase, ref: AccountRef = {}): Hex {
  if (typeof ref === 'string') {
    if (isAddress(ref, { strict: false })) return resolveAccount(client, { owner: ref })
    if (!isHex(ref) || size(ref) !== 32)
      throw new InputError(`"${ref}" is not an account: give an address, or an id of 32 bytes.`)
    if (isAddressEqual(parseAccountId(ref).owner, '0x0000000000000000000000000000000000000000'))
      throw new InputError('This account belongs to the book itself: nobody owns it.')
    return ref
  }
  const own = client.account?.address
  const owner = ref.owner ?? own
  if (!owner) throw new InputError('Name an account: this client has none of its own.')
  if (!isAddress(owner))
    throw new InputError(`"${owner}" is no address, or its checksum is wrong: copy it again.`)
  const isOwn = own !== undefined && isAddressEqual(owner, own)
  if (!isOwn && ref.kind === undefined)
    throw new InputError(
      `Say what ${owner} is: kind "plain" for a wallet with a key, or { contractOn: chain } for a contract wallet. An address alone does not tell, and a deposit to the wrong one may be lost.`,
    )
  const kind = ref.kind ?? 'plain'
  const chain = kind === 'plain' ? 0 : findChain(client.deployment, kind.contractOn).chain
  return toAccountId({ owner, chain, subaccount: ref.subaccount ?? 0n })
}
