import { type Address, zeroAddress } from 'viem'
import { artifact } from '../artifact.js'
import { batchOf, call, type DeployContext } from './context.js'
import { deployManager, deployMessaging, type MessagingAddresses } from './messaging.js'
import { type DeploymentPlan, units } from './plan.js'

/** What stands on a spoke's chain. */
export type SpokeAddresses = MessagingAddresses & { spoke: Address }

/**
 * Nobody's address: behind an open hatch this vault gives back what the hub never handled, and pays nothing by storage
 * proof. A key's address here could one day hold any code, and empty the vault.
 */
const noEscape: Address = '0x000000000000000000000000000000000000dEaD'

/** Every deployment of Causeway is the first of its lanes. */
export const epoch = 0

/**
 * Deploys a spoke for a hub whose gateway's address is known, with its messaging, and lists the plan's tokens.
 *
 * @throws DevnetError naming the transaction that failed
 */
export async function deploySpoke(
  context: DeployContext,
  plan: DeploymentPlan,
  gateway: Address,
): Promise<SpokeAddresses> {
  const batch = await batchOf(context)
  const { chain, appendFee, arbitrumBlocks, permit2, tokens } = context.plan
  const accessManager = deployManager(batch, context.wallet.account.address)
  const blocks = arbitrumBlocks ? batch.deploy(artifact('ArbitrumBlocks')) : zeroAddress
  const config = {
    chain,
    hubChain: plan.hubChain,
    gateway,
    epoch,
    appendFee: BigInt(appendFee),
    quorum: batch.upcoming(1),
    blocks,
    authority: accessManager,
    escape: noEscape,
    permit2,
  }
  const spoke = batch.deploy(artifact('Spoke'), [config])
  const messaging = deployMessaging(batch, context, accessManager, spoke, plan.committee)
  for (const token of tokens)
    call(batch, 'Spoke', spoke, 'setVault', [
      token.address,
      units(token, token.spokeCap),
      (units(token, token.outflowFloor) * 3n) / 2n,
    ])
  await batch.flush()
  return { ...messaging, spoke }
}
