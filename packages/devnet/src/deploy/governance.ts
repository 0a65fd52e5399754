import { type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { artifact } from '../artifact.js'
import { DevnetError } from '../errors.js'
import { batchOf, call, type DeployContext } from './context.js'
import type { DeploymentPlan } from './plan.js'

const adminRole = 0n
const governorRole = 1n
const guardianRole = 2n

type Duty = { target: string; governor: readonly Hex[]; guardian: readonly Hex[] }

/**
 * Hands a chain over: gives governor and guardian their functions by the contracts' own table, makes the governor the
 * admin with his delay, and takes every right from the deployer. Nothing can be set up by the deployer afterwards.
 *
 * @param contracts pairs of a contract's name in the table and its address
 */
export async function handOver(
  context: DeployContext,
  plan: DeploymentPlan,
  manager: Address,
  contracts: readonly (readonly [name: string, address: Address])[],
): Promise<void> {
  const duties = await readTable(context)
  const { governor, guardian, governorDelay } = plan.governance
  const batch = await batchOf(context)
  const manage = (name: string, args: readonly unknown[]) =>
    call(batch, 'AccessManager', manager, name, args)
  for (const [name, address] of contracts) {
    const duty = duties.find(({ target }) => target === name)
    if (!duty) continue
    if (duty.governor.length > 0)
      manage('setTargetFunctionRole', [address, duty.governor, governorRole])
    if (duty.guardian.length > 0)
      manage('setTargetFunctionRole', [address, duty.guardian, guardianRole])
  }
  manage('setRoleGuardian', [governorRole, guardianRole])
  manage('grantRole', [governorRole, governor, governorDelay])
  manage('grantRole', [guardianRole, guardian, 0])
  const deployer = context.wallet.account.address
  manage('grantRole', [adminRole, governor, governorDelay])
  if (deployer.toLowerCase() !== governor.toLowerCase())
    manage('renounceRole', [adminRole, deployer])
  await batch.flush()
}

/** The table stands in a library; a call that carries its bytecode reads it without deploying anything. */
async function readTable(context: DeployContext): Promise<readonly Duty[]> {
  const { abi, bytecode } = artifact('RoleTable')
  const { data } = await context.wallet.call({
    code: bytecode,
    data: encodeFunctionData({ abi, functionName: 'duties' }),
  })
  if (!data) throw new DevnetError('The table of roles could not be read.')
  return decodeFunctionResult({ abi, functionName: 'duties', data }) as readonly Duty[]
}
