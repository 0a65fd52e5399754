import { type Address, erc20Abi } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { Token } from '../deployment.js'
import { RevertError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { type WriteRequest, writeRequest } from './write.js'

/**
 * The approvals that let `spender` take exactly `amount` of the client's tokens: none when they are allowed already, two
 * for a token that changes an allowance only by way of zero.
 */
export async function prepareApprovals(
  client: CausewayClientBase,
  parameters: { chain: number; token: Token; spender: Address; amount: bigint },
): Promise<WriteRequest[]> {
  const { chain, token, spender, amount } = parameters
  const { account } = client.wallet(chain)
  const reader = client.reader(chain)
  const approve = (value: bigint) =>
    writeRequest(client, {
      chain,
      to: token.address,
      abi: erc20Abi,
      functionName: 'approve',
      args: [spender, value],
    })
  try {
    const allowance = await reader.readContract({
      address: token.address,
      abi: erc20Abi,
      functionName: 'allowance',
      args: [account.address, spender],
    })
    if (allowance >= amount) return []
    if (allowance === 0n) return [approve(amount)]
    const { to, data } = approve(amount)
    const refused = await reader.estimateGas({ account: account.address, to, data }).then(
      () => false,
      (error) => toCausewayError(error) instanceof RevertError,
    )
    return refused ? [approve(0n), approve(amount)] : [approve(amount)]
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain, functionName: 'approve' })
  }
}
