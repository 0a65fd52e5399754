import {
  type Abi,
  type Address,
  BaseError,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeFunctionData,
  type Hash,
  type Hex,
  type TransactionReceipt,
} from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { findChain } from '../client/createCausewayClient.js'
import { InputError, RevertError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'

/** A transaction as it would be sent, for wallets that send it themselves. */
export type WriteRequest = {
  /** Registry number of the chain. */
  chain: number
  chainId: number
  to: Address
  data: Hex
  /** Wei. */
  value: bigint
  functionName: string
  abi: Abi
  args: readonly unknown[]
}

/** A transaction that is in a block. */
export type WriteResult = { chain: number; hash: Hash; receipt: TransactionReceipt }

/** The request of a contract call. Nothing is read or sent. */
export function writeRequest<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'nonpayable' | 'payable'>,
>(
  client: CausewayClientBase,
  parameters: {
    chain: number
    to: Address
    abi: abi
    functionName: name
    args: ContractFunctionArgs<abi, 'nonpayable' | 'payable', name>
    value?: bigint
  },
): WriteRequest {
  const { chain, to, abi, functionName, args, value = 0n } = parameters
  const plain = {
    abi: abi as Abi,
    functionName: functionName as string,
    args: args as readonly unknown[],
  }
  const { chainId } = findChain(client.deployment, chain)
  return { chain, chainId, to, data: encode(plain), value, ...plain }
}

function encode(call: { abi: Abi; functionName: string; args: readonly unknown[] }): Hex {
  try {
    return encodeFunctionData(call)
  } catch (error) {
    const reason = error instanceof BaseError ? error.shortMessage : String(error)
    throw new InputError(
      `${call.functionName} cannot be called with these values: ${reason}`,
      error,
    )
  }
}

/**
 * Runs a request without sending it and returns what the function would return.
 *
 * @throws CausewayError that says what the contract would refuse, and what to do
 */
export async function simulateWrite<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'nonpayable' | 'payable'>,
>(
  client: CausewayClientBase,
  request: WriteRequest,
  _function?: { abi: abi; functionName: name },
): Promise<ContractFunctionReturnType<abi, 'nonpayable' | 'payable', name>> {
  const { chain, to, data, value, abi, functionName } = request
  try {
    const account = client.account?.address
    const result = await client.reader(chain).call({ ...(account && { account }), to, data, value })
    return decodeFunctionResult({ abi, functionName, data: result.data ?? '0x' }) as never
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain, functionName })
  }
}

/**
 * Sends a request with the client's wallet and waits until it is in a block. Gas is estimated first, so that what the
 * contract would refuse costs nothing.
 *
 * @throws RevertError when the contract refuses, CausewayError when the wallet or the chain does
 */
export async function sendWrite(
  client: CausewayClientBase,
  request: WriteRequest,
): Promise<WriteResult> {
  const { chain, to, data, value, functionName } = request
  const context = { deployment: client.deployment, chain, functionName }
  const wallet = client.wallet(chain)
  const reader = client.reader(chain)
  const account = wallet.account
  try {
    const estimate = await reader.estimateGas({ account: account.address, to, data, value })
    // payouts to third parties are bounded in gas by the contract: leave it room for them
    const gas = (estimate * 5n) / 4n + 10_000n
    const hash = await wallet.sendTransaction({
      account,
      chain: wallet.chain,
      to,
      data,
      value,
      gas,
    })
    const receipt = await reader.waitForTransactionReceipt({ hash, timeout: 180_000 })
    if (receipt.status === 'success') return { chain, hash, receipt }
    throw await explain(client, request, receipt)
  } catch (error) {
    throw toCausewayError(error, context)
  }
}

async function explain(
  client: CausewayClientBase,
  request: WriteRequest,
  { blockNumber, transactionHash }: TransactionReceipt,
) {
  const { chain, to, data, value, functionName } = request
  const account = client.wallet(chain).account
  try {
    await client.reader(chain).call({ account, to, data, value, blockNumber })
  } catch (error) {
    return toCausewayError(error, { deployment: client.deployment, chain, functionName })
  }
  return new RevertError(
    `${functionName}: The transaction ${transactionHash} reverted, although the same call works now: something came before it. Repeat it.`,
    {
      action: 'retry',
      revert: { errorName: undefined, args: {}, data: '0x', chain, functionName },
    },
  )
}
