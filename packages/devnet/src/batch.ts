import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hash,
  type Hex,
  keccak256,
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
  /** The address of the deployment that comes `ahead` transactions after the next one (0: the next itself). */
  upcoming(ahead: number): Address
  /** Queues a call. */
  call(call: BatchCall): void
  /** Sends what is queued and waits for it. @throws DevnetError naming the first that failed */
  flush(): Promise<void>
}

const timeoutMs = 30_000

type Signed = { label: string; serialized: Hex; hash: Hash }

type Queued = { label: string; to?: Address; data: Hex; value: bigint; gas: bigint; nonce: number }

/**
 * Starts a batch at the account's next nonce. Nothing else may send from this account until it is flushed.
 *
 * @param mine makes a block. With it nothing waits for the chain's own blocks: a burst of transactions can make a chain
 * that mines by transaction overlook some of them.
 */
export async function startBatch(wallet: Wallet, mine?: () => Promise<unknown>): Promise<Batch> {
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
    upcoming: (ahead) => getContractAddress({ from, nonce: BigInt(nonce + ahead) }),
    call({ address, abi, functionName, args = [], value = 0n, gas = 2_000_000n }) {
      const data = encodeFunctionData({ abi, functionName, args })
      add({ label: `${functionName} of ${address}`, to: address, data, value, gas })
    },
    async flush() {
      const sending = queue
      queue = []
      if (sending.length > 0) await send(wallet, sending, mine)
    },
  }
}

async function send(
  wallet: Wallet,
  queue: Queued[],
  mine: (() => Promise<unknown>) | undefined,
): Promise<void> {
  const maxFeePerGas = 10n * (await wallet.getGasPrice())
  const signed = await Promise.all(
    queue.map(async ({ label, ...transaction }) => {
      const serialized = await wallet.account.signTransaction({
        ...transaction,
        type: 'eip1559',
        chainId: wallet.chain.id,
        maxFeePerGas,
        maxPriorityFeePerGas: 1n,
      })
      return { label, serialized, hash: keccak256(serialized) }
    }),
  )
  await Promise.all(
    signed.map(async ({ label, serialized }) => {
      try {
        await wallet.sendRawTransaction({ serializedTransaction: serialized })
      } catch (error) {
        throw new DevnetError(`On ${wallet.chain.name} the ${label} was refused: ${reason(error)}`)
      }
    }),
  )
  let waiting = signed
  for (const deadline = Date.now() + timeoutMs; ; ) {
    await (mine ? mine() : new Promise((resolve) => setTimeout(resolve, wallet.pollingInterval)))
    waiting = await stillWaiting(wallet, waiting)
    const first = waiting[0]
    if (!first) return
    if (Date.now() > deadline)
      throw new DevnetError(`On ${wallet.chain.name} the ${first.label} is not mined after 30 s.`)
    // A chain whose block was full may have forgotten those that came after. It refuses the ones that it still knows.
    if (mine) for (const { serialized } of waiting) await sendAgain(wallet, serialized)
  }
}

async function stillWaiting(wallet: Wallet, sent: Signed[]): Promise<Signed[]> {
  const receipts = await Promise.all(
    sent.map(({ hash }) =>
      wallet.getTransactionReceipt({ hash }).catch((error) => unlessMissing(error)),
    ),
  )
  const failed = receipts.findIndex((receipt) => receipt?.status === 'reverted')
  if (failed >= 0)
    throw new DevnetError(`On ${wallet.chain.name} the ${sent[failed]?.label} reverted.`)
  return sent.filter((_, i) => receipts[i] === undefined)
}

function unlessMissing(error: unknown): undefined {
  if ((error as Error).name !== 'TransactionReceiptNotFoundError') throw error
}

async function sendAgain(wallet: Wallet, serializedTransaction: Hex): Promise<void> {
  await wallet.sendRawTransaction({ serializedTransaction }).catch(() => {})
}
