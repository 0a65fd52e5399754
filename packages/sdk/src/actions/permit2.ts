import { type Address, bytesToBigInt, type Hex } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { findChain } from '../client/createCausewayClient.js'
import type { Token } from '../deployment.js'
import { InputError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { permitSeconds } from './permit.js'

const types = {
  TokenPermissions: [
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint256' },
  ],
  PermitTransferFrom: [
    { name: 'permitted', type: 'TokenPermissions' },
    { name: 'spender', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** A Permit2 signature transfer, ready for the vault. */
export type SignedPermit2 = { nonce: bigint; deadline: bigint; signature: Hex }

/** Signs a Permit2 transfer of exactly `amount` to the vault, with a random nonce. */
export async function signPermit2(
  client: CausewayClientBase,
  parameters: { chain: number; token: Token; spender: Address; amount: bigint; permit2: Address },
): Promise<SignedPermit2> {
  const { chain, token, spender, amount, permit2 } = parameters
  const { chainId } = findChain(client.deployment, chain)
  const nonce = randomNonce()
  try {
    const [{ timestamp }, code] = await Promise.all([
      client.reader(chain).getBlock(),
      client.reader(chain).getCode({ address: permit2 }),
    ])
    if (!code)
      throw new InputError(
        'Permit2 is not deployed on this chain: deposit with an approval or a permit instead.',
      )
    const deadline = timestamp + permitSeconds
    const signature = await client.wallet(chain).signTypedData({
      domain: { name: 'Permit2', chainId, verifyingContract: permit2 },
      types,
      primaryType: 'PermitTransferFrom',
      message: { permitted: { token: token.address, amount }, spender, nonce, deadline },
    })
    return { nonce, deadline, signature }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain, functionName: 'permit2' })
  }
}

/** A number of 256 random bits: nonces of Permit2 and of the hub need no order, only to be fresh. */
export function randomNonce(): bigint {
  return bytesToBigInt(globalThis.crypto.getRandomValues(new Uint8Array(32)))
}
