import { type Address, type Hex, hashDomain, parseAbi, parseSignature } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { findChain } from '../client/createCausewayClient.js'
import type { Token } from '../deployment.js'
import { InputError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'

/** Seconds for which a signature to the vault is good. */
export const permitSeconds = 3_600n

const abi = parseAbi([
  'function name() view returns (string)',
  'function version() view returns (string)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
])

const domainTypes = {
  EIP712Domain: [
    { name: 'name', type: 'string' },
    { name: 'version', type: 'string' },
    { name: 'chainId', type: 'uint256' },
    { name: 'verifyingContract', type: 'address' },
  ],
} as const

const types = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** An EIP-2612 permit, ready for the vault. */
export type SignedPermit = { deadline: bigint; v: number; r: Hex; s: Hex }

/**
 * Signs an EIP-2612 permit for exactly `amount`.
 *
 * @throws InputError when the token has no permit that can be signed reliably
 */
export async function signPermit(
  client: CausewayClientBase,
  parameters: { chain: number; token: Token; spender: Address; amount: bigint },
): Promise<SignedPermit> {
  const { chain, token, spender, amount } = parameters
  const wallet = client.wallet(chain)
  const reader = client.reader(chain)
  const owner = wallet.account.address
  const { chainId } = findChain(client.deployment, chain)
  const call = { address: token.address, abi } as const
  const none = `${token.symbol} has no EIP-2612 permit: deposit with an approval or Permit2 instead.`
  try {
    const [name, version, nonce, separator, block] = await Promise.all([
      reader.readContract({ ...call, functionName: 'name' }),
      reader.readContract({ ...call, functionName: 'version' }).catch(() => '1'),
      reader
        .readContract({ ...call, functionName: 'nonces', args: [owner] })
        .catch(() => undefined),
      reader.readContract({ ...call, functionName: 'DOMAIN_SEPARATOR' }).catch(() => undefined),
      reader.getBlock(),
    ])
    if (nonce === undefined || separator === undefined) throw new InputError(none)
    const domain = { name, version, chainId, verifyingContract: token.address }
    const known = hashDomain({
      domain: { ...domain, chainId: BigInt(chainId) },
      types: domainTypes,
    })
    if (known !== separator)
      throw new InputError(
        `${token.symbol} signs its permits in an unusual way: deposit with an approval or Permit2 instead.`,
      )
    const deadline = block.timestamp + permitSeconds
    const signature = await wallet.signTypedData({
      domain,
      types,
      primaryType: 'Permit',
      message: { owner, spender, value: amount, nonce, deadline },
    })
    const { r, s, yParity } = parseSignature(signature)
    return { deadline, v: 27 + yParity, r, s }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain, functionName: 'permit' })
  }
}
