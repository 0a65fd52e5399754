import { artifact } from '@causeway/devnet'
import { isNative } from '@causeway/sdk'
import { encodeFunctionData, erc20Abi, type Hex } from 'viem'
import { requireSuccess } from '../world/chain.js'
import { makeDeposits } from '../world/deposits.js'
import type { Population } from '../world/openAccounts.js'
import type { ReplayWorld } from '../world/startReplayWorld.js'

/** What selling on a chain costs, of the price. */
const slippage = 0.003
/** Below it nothing is sold: what a deposit costs. */
const worthwhile = 1_000

/**
 * Liquidators sell the tokens that arrived for them on the chains where these lie, and send the cash back to the hub, as a deposit: until it
 * has crossed, it is missing there. Returns what was sold, in USD.
 */
export async function sellTokens(
  { devnet, world, publishers }: ReplayWorld,
  { liquidators }: Population,
): Promise<number> {
  const [first] = liquidators
  if (!first) return 0
  const holder = first.owner.key.address
  const faucet = devnet.accounts.faucet.account
  const { abi } = artifact('DevToken')
  let sum = 0
  for (const entry of devnet.deployment.chains) {
    if (!entry.contracts.spoke) continue
    const cash = entry.tokens.find(({ isCash }) => isCash)
    if (!cash) continue
    let proceeds = 0
    for (const token of entry.tokens) {
      if (isNative(token) || token.isCash) continue
      const to = token.address as Hex
      const balance = await devnet
        .client('carol')
        .reader(entry.chain)
        .readContract({ address: to, abi: erc20Abi, functionName: 'balanceOf', args: [holder] })
      const value = (Number(balance) / 10 ** token.decimals) * publishers.priceOf(token.underlying)
      if (value < worthwhile) continue
      const args = [holder, balance] as const
      const data = encodeFunctionData({ abi, functionName: 'shrink', args })
      requireSuccess(
        await world.chain(entry.chain).send([{ from: faucet, to, data }]),
        `selling ${token.symbol}`,
      )
      proceeds += value * (1 - slippage)
    }
    if (proceeds === 0) continue
    sum += proceeds
    const amount = BigInt(Math.floor(proceeds * 10 ** cash.decimals))
    const data = encodeFunctionData({
      ...{ abi, functionName: 'mint', args: [devnet.accounts.bob.address, amount] },
    })
    const to = cash.address as Hex
    requireSuccess(await world.chain(entry.chain).send([{ from: faucet, to, data }]), 'proceeds')
    const share = amount / BigInt(liquidators.length)
    await makeDeposits(
      devnet,
      world,
      'bob',
      liquidators.map(({ account }) => ({
        ...{ chain: entry.name, token: cash.symbol, amount: share, account },
      })),
    )
  }
  return sum
}
