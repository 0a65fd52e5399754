import {
  createWalletClient,
  fallback,
  type Hash,
  type Hex,
  http,
  keccak256,
  type LocalAccount,
  publicActions,
  type TransactionSerializableEIP1559,
} from 'viem'
import type { ChainPlan } from '../deploy/index.js'
import { DevnetError, reason } from '../errors.js'
import { viemChain, type Wallet } from '../wallet.js'

/** A transaction of a deployment that stands in a block. */
export type Mined = { chain: string; nonce: number; hash: Hash; gasUsed: bigint; fee: bigint }

const receiptTimeoutMs = 15 * 60_000
const attempts = 4

/**
 * A wallet for chains that others run too. A batch signs all its transactions with guessed gas and sends them at once,
 * which only a local chain puts up with. So here signing takes turns: each transaction is estimated when those before it
 * stand in a block, signed with current fees, sent and waited for. What a batch sends afterwards is already mined.
 *
 * @throws DevnetError (from signing) naming chain, nonce and reason; all later ones fail with the same
 */
export function networkWallet(
  chain: ChainPlan,
  account: LocalAccount,
  onMined: (mined: Mined) => void = () => {},
): Wallet {
  const url = chain.rpcUrls[0] as string
  const client = createWalletClient({
    account,
    chain: viemChain({ chainId: chain.chainId, name: chain.name, url }),
    transport: fallback(chain.rpcUrls.map((rpc) => http(rpc, { timeout: 20_000, retryCount: 3 }))),
    pollingInterval: Math.min(Math.max(chain.blockTime * 500, 100), 4_000),
    cacheTime: 0,
  }).extend(publicActions)
  let following = 0
  let turn: Promise<unknown> = Promise.resolve()

  const carry = async (transaction: TransactionSerializableEIP1559): Promise<Hex> => {
    const { to, data, value, nonce = 0 } = transaction
    try {
      const call = { account: account.address, to, data, value }
      const gas = await patiently(() => client.estimateGas(call), client.pollingInterval)
      const fees = await client.estimateFeesPerGas()
      const serialized = await account.signTransaction({
        ...transaction,
        gas: (gas * 5n) / 4n,
        maxFeePerGas: 2n * fees.maxFeePerGas,
        maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
      })
      const hash = keccak256(serialized)
      await client.sendRawTransaction({ serializedTransaction: serialized })
      const receipt = await client.waitForTransactionReceipt({ hash, timeout: receiptTimeoutMs })
      if (receipt.status === 'reverted') throw new Error(`${hash} reverted`)
      following = nonce + 1
      const { gasUsed, effectiveGasPrice } = receipt
      onMined({ chain: chain.name, nonce, hash, gasUsed, fee: gasUsed * effectiveGasPrice })
      return serialized
    } catch (error) {
      const what = to ? `call of ${to}` : 'deployment'
      throw new DevnetError(
        `On ${chain.name} the ${what} with nonce ${nonce} failed: ${reason(error)}`,
      )
    }
  }
  const inTurn = (transaction: TransactionSerializableEIP1559) => {
    const result = turn.then(() => carry(transaction))
    turn = result
    result.catch(() => {})
    return result
  }

  return {
    ...client,
    account: { ...account, signTransaction: inTurn },
    sendRawTransaction: async ({ serializedTransaction }: { serializedTransaction: Hex }) =>
      keccak256(serializedTransaction),
    // a node that lags behind the one that had the receipt must not make a batch start at a used nonce
    getTransactionCount: async (parameters: Parameters<Wallet['getTransactionCount']>[0]) =>
      Math.max(following, await client.getTransactionCount(parameters)),
  } as unknown as Wallet
}

/** Estimates again when it fails: the node that is asked may not have the block yet that the last one stands in. */
async function patiently<result>(ask: () => Promise<result>, pause: number): Promise<result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
