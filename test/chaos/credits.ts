import type { Devnet } from '@causeway/devnet'
import { getLane, hubAbi, toAssetId } from '@causeway/sdk'
import type { Address } from 'viem'
import { type Deposit, spokesOf } from './deposits.js'

/** How far the lane of one spoke to the hub is. */
export type LaneProgress = { chain: number; sent: bigint; handled: bigint }

/** Reads how far the lanes to the hub are. */
export async function readProgress(
  devnet: Devnet,
  chains?: readonly number[],
): Promise<LaneProgress[]> {
  const client = devnet.client('carol')
  const { deployment } = devnet
  const { hubChain } = deployment
  const spokes = spokesOf(devnet).filter(({ chain }) => !chains || chains.includes(chain))
  return Promise.all(
    spokes.map(async ({ chain }) => {
      const [source, hub] = await Promise.all([
        getLane(client.reader(chain), { deployment, chain, remote: hubChain }),
        getLane(client.reader(hubChain), { deployment, chain: hubChain, remote: chain }),
      ])
      return { chain, sent: source.outSeq, handled: hub.inSeq }
    }),
  )
}

/**
 * Waits until the hub has handled all that the spokes have sent.
 *
 * @throws Error that says how far each lane came
 */
export async function drained(
  devnet: Devnet,
  options: { seconds: number; chains?: readonly number[] },
): Promise<void> {
  let last: LaneProgress[] = []
  for (const deadline = Date.now() + options.seconds * 1_000; Date.now() < deadline; ) {
    last = await readProgress(devnet, options.chains)
    if (last.every(({ sent, handled }) => sent === handled)) return
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  const words = last.map(({ chain, sent, handled }) => `chain ${chain}: ${handled} of ${sent}`)
  throw new Error(`not drained after ${options.seconds} s: ${words.join(', ')}`)
}

/** What is wrong with how deposits were credited, a sentence each: events of the hub, then its balances. */
export async function creditFaults(
  devnet: Devnet,
  deposits: readonly Deposit[],
): Promise<string[]> {
  const client = devnet.client('carol')
  const { hubChain, chains } = devnet.deployment
  const entry = chains.find(({ chain }) => chain === hubChain)
  const reader = client.reader(hubChain)
  const hub = { address: entry?.contracts.hub as Address, abi: hubAbi } as const
  const events = await reader.getContractEvents({
    ...hub,
    eventName: 'Credited',
    fromBlock: BigInt(entry?.deployBlock ?? 0),
    toBlock: 'latest',
    strict: true,
  })
  const faults: string[] = []
  if (events.length !== deposits.length)
    faults.push(`${events.length} credits for ${deposits.length} deposits`)
  const places = new Set(events.map(({ args }) => `${args.asset}/${args.seq}`))
  if (places.size !== events.length) faults.push('a message was credited twice')
  const found = await Promise.all(
    deposits.map(async ({ chain, token, amount, account }) => {
      const asset = toAssetId({ chain, token: token.address as Address })
      const expected = amount * 10n ** BigInt(18 - token.decimals)
      const own = events.filter(({ args }) => args.account === account.toLowerCase())
      const what = `deposit of ${amount} ${token.symbol} on chain ${chain} for ${account}`
      const [only] = own
      if (!only || own.length > 1) return [`${what}: credited ${own.length} times`]
      // the event tells token units, the books have 18 decimals
      const wrong = only.args.amount !== amount || only.args.asset !== asset
      const balance = token.isCash
        ? (await reader.readContract({ ...hub, functionName: 'accountOf', args: [account] })).cash
        : await reader.readContract({
            ...hub,
            functionName: 'collateralOf',
            args: [account, asset],
          })
      return [
        ...(wrong ? [`${what}: credited as ${only.args.amount} of ${only.args.asset}`] : []),
        ...(balance !== expected ? [`${what}: the account has ${balance}`] : []),
      ]
    }),
  )
  return [...faults, ...found.flat()]
}
