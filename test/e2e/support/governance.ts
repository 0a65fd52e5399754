import type { Devnet } from '@causeway/devnet'
import { chainOf, quorumAbi } from '@causeway/sdk'
import { type Abi, type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { send } from './world.js'

const managerAbi = parseAbi([
  'function schedule(address target, bytes data, uint48 when) returns (bytes32, uint32)',
  'function execute(address target, bytes data) payable returns (uint32)',
])

/** Seconds between what the governor of these worlds schedules and when it can be done. */
export const governorDelay = 3_600

/** Something that governance does on one chain, by registry number. */
export type Measure = {
  chain: number
  target: Address
  abi: Abi | readonly unknown[]
  functionName: string
  args: readonly unknown[]
}

/** The governor schedules measures, the delay passes on all chains, and he executes them. */
export async function govern(devnet: Devnet, measures: readonly Measure[]): Promise<void> {
  const steps = measures.map(({ chain, target, ...call }) => ({
    chain,
    address: chainOf(devnet.deployment, chain).contracts.accessManager,
    args: [target, encodeFunctionData(call as never) as Hex],
  }))
  for (const { chain, address, args } of steps)
    await send(devnet, chain, 'governor', {
      ...{ address, abi: managerAbi, functionName: 'schedule', args: [...args, 0] },
    })
  await devnet.increaseTime(governorDelay + 1)
  for (const { chain, address, args } of steps)
    await send(devnet, chain, 'governor', {
      address,
      abi: managerAbi,
      functionName: 'execute',
      args,
    })
}

/** The guardian does something at once. */
export async function guard(devnet: Devnet, measure: Measure): Promise<void> {
  const { chain, target: address, ...call } = measure
  await send(devnet, chain, 'guardian', { address, ...call })
}

/** The measure that lets a lane run again at `chain`, where messages from `from` arrive. */
export function unfreeze(devnet: Devnet, chain: number, from: number): Measure {
  const target = chainOf(devnet.deployment, chain).contracts.quorum
  return { chain, target, abi: quorumAbi, functionName: 'unfreeze', args: [from] }
}

/** The measure that takes a transport out of a chain's quorum. */
export function disable(devnet: Devnet, chain: number, transport: Address): Measure {
  const target = chainOf(devnet.deployment, chain).contracts.quorum
  return { chain, target, abi: quorumAbi, functionName: 'disableTransport', args: [transport] }
}
