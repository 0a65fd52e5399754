import { type Address, isAddress, isAddressEqual, zeroAddress } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { InputError } from '../errors/causewayError.js'

/** An amount of token units as it can be sent. @throws InputError when it is no bigint, zero or too large */
export function requireAmount(amount: bigint): bigint {
  if (typeof amount !== 'bigint')
    throw new InputError('Amounts are bigints in token units: use parseAmount for decimals.')
  if (amount <= 0n) throw new InputError('The amount must be above zero.')
  if (amount >= 1n << 128n) throw new InputError('The amount is more than any vault can hold.')
  return amount
}

/** Who is paid: the one named, or the client's own account. @throws InputError without either */
export function requireReceiver(client: CausewayClientBase, receiver?: Address): Address {
  const found = receiver ?? client.account?.address
  if (!found) throw new InputError('Name a receiver: this client has no account of its own.')
  if (!isAddress(found) || isAddressEqual(found, zeroAddress))
    throw new InputError(`"${found}" cannot be paid: it is no address, or its checksum is wrong.`)
  return found
}
