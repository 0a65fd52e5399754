import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  size,
} from 'viem'
import type { Artifact } from './artifact.js'
import { DevnetError, reason } from './errors.js'
import type { Wallet } from './wallet.js'

/** One call of a contract. */
export type BatchCall = {
  address: Address
  abi: Abi
  functionName: string
  args?: readonly unknown[]
  value?: bigint
  /** Gas limit; 2,000,000 unless said. */
  gas?: bigint
}

/** Transactions of one account that are sent all at once, in order. */
export type Batch = {
  /** Queues a deployment and returns the address that it will have. */
  deploy(artifact: Artifact, args?: readonly unknown[]): Address
  /** Queues a call. */
  call(call: BatchCall): void
  /** Sends what is queued and waits for it. @throws DevnetError naming the first that failed */
  flush(): Promise<void>
}

type Queued = { label: string; to?: Address; data: Hex; value: bigint; gas: bigint; nonce: number }

/** Starts a batch at the account's next nonce. Nothing else may send from this account until it is flushed. */
export async function startBatch(wallet: Wallet): Promise<Batch> {
  const from = wallet.account.address
  let nonce = await wallet.getTransactionCount({ address: from, blockTag: 'pending' })
  let queue: Queued[] = []
  const add = (entry: Omit<Queued, 'nonce'>) => queue.push({ ...entry, nonce: nonce++ })
  return {
    deploy(artifact, args = []) {
      const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args })
      const address = getContractAddress({ from, nonce: BigInt(nonce) })
      add({
        label: `deployment of ${artifact.name}`,
        data,
        value: 0n,
        gas: 1_000_000n + BigInt(size(data)) * 250n,
      })
      return address
    },
    call({ address, abi, functionName, args = [], value = 0n, gas = 2_000_000n }) {
      const data = encodeFunctionData({ abi, functionName, args })
      add({ label: `${functionName} of ${address}`, to: address, data, value, gas })
    },
    async flush() {
      const sending = queue
      queue = []
      if (sending.length > 0) await send(wallet, sending)
    },
  }
}

async function send(wallet: Wallet, queue: Queued[]): Promise<void> {
  const maxFeePerGas = 10n * (await wallet.getGasPrice())
  await Promise.all(
    queue.map(async ({ label, ...transaction }) => {
      try {
        const { to = null, ...rest } = transaction
        const serializedTransaction = await wallet.account.signTransaction({
          ...rest,
          ...(to === null ? {} : { to }),
          type: 'eip1559',
          chainId: wallet.chain.id,
          maxFeePerGas,
          maxPriorityFeePerGas: 1n,
        })
        const hash = await wallet.sendRawTransaction({ serializedTransaction })
        const receipt = await wallet.waitForTransactionReceipt({
          hash,
          timeout: 30_000,
          retryCount: 0,
        })
        if (receipt.status !== 'success') throw new DevnetError('it reverted')
      } catch (error) {
        throw new DevnetError(`On ${wallet.chain.name} the ${label} failed: ${reason(error)}`)
      }
    }),
  )
}
