import type { Address } from 'viem'
import { artifact } from '../artifact.js'
import { type Batch, startBatch } from '../batch.js'
import type { Wallet } from '../wallet.js'
import type { ChainPlan } from './plan.js'

/** One chain while it is being deployed to. */
export type DeployContext = {
  plan: ChainPlan
  wallet: Wallet
  /** Makes a block, on local chains that do not wait for their clock. */
  mine?: (() => Promise<unknown>) | undefined
}

/** Starts a batch of the deployer on this chain. */
export function batchOf(context: DeployContext): Promise<Batch> {
  return startBatch(context.wallet, context.mine)
}

/** Queues a call of one of our contracts, by its name in `out/`. */
export function call(
  batch: Batch,
  contract: string,
  address: Address,
  functionName: string,
  args: readonly unknown[],
): void {
  batch.call({ address, abi: artifact(contract).abi, functionName, args })
}
