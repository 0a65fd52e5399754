import type { AccountRole, Devnet } from '@causeway/devnet'
import { contractOf, findChain, findToken, spokeAbi } from '@causeway/sdk'
import { encodeFunctionData, erc20Abi, type Hex, maxUint256, parseEther } from 'viem'
import { requireSuccess, type SteppedWorld } from './chain.js'

/** Tokens for an account, on one chain. */
export type PlannedDeposit = { chain: string; token: string; amount: bigint; account: Hex }

/** Far above what a lane asks for, even behind a long backlog; what is left comes back. */
const fee = parseEther('0.05')
const perBlock = 400

/** Deposits on all chains, paid by one of the devnet's holders; they arrive when the lanes are carried. */
export async function makeDeposits(
  devnet: Devnet,
  world: SteppedWorld,
  holder: AccountRole,
  deposits: readonly PlannedDeposit[],
): Promise<void> {
  const { deployment } = devnet
  const from = devnet.accounts[holder].account
  for (const name of new Set(deposits.map(({ chain }) => chain))) {
    const entry = findChain(deployment, name)
    const spoke = contractOf(deployment, entry.chain, 'spoke')
    const own = deposits.filter(({ chain, amount }) => chain === name && amount > 0n)
    const approvals = [...new Set(own.map(({ token }) => token))].map((token) => ({
      ...{ from, to: findToken(entry, token).address as Hex },
      data: encodeFunctionData({
        ...{ abi: erc20Abi, functionName: 'approve', args: [spoke, maxUint256] },
      }),
    }))
    const sendings = own.map(({ token, amount, account }) => ({
      ...{ from, to: spoke, value: fee, gas: 300_000n },
      data: encodeFunctionData({
        ...{ abi: spokeAbi, functionName: 'deposit' },
        args: [findToken(entry, token).address as Hex, amount, account],
      }),
    }))
    const chain = world.chain(entry.chain)
    requireSuccess(await chain.send(approvals), `approvals on ${name}`)
    for (let i = 0; i < sendings.length; i += perBlock)
      requireSuccess(await chain.send(sendings.slice(i, i + perBlock)), `deposits on ${name}`)
  }
}
