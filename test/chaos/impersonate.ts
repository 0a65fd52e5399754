import { type Devnet, jsonRpc } from '@causeway/devnet'
import { clearingAbi, contractOf, encodeInstrument, parseInstrument } from '@causeway/sdk'
import { type Address, encodeFunctionData, type Hex, numberToHex, parseEther } from 'viem'
import { rpcBatch } from './rpcBatch.js'

const callGas = 16_000_000n
/** Fills in one transaction. */
const fillsPerCall = 50

/** What accounts buy of an instrument (negative: sell) from one dealer at one price; 18 decimals. */
export type Trades = {
  instrument: string
  price: bigint
  trades: readonly { account: Hex; size: bigint }[]
}
/** How calls are sent: so many at once, 25 unless said; told after each time how many are done. */
export type Pace = { atOnce?: number; done?: (count: number) => void }

/**
 * Has the exchange settle trades that nobody signed: the clearing judges each as any other. @throws Error when somebody holds less
 * afterwards than he should
 */
export async function tradeAll(
  devnet: Devnet,
  dealer: Hex,
  { instrument, price, trades }: Trades,
  { done, ...pace }: Pace = {},
): Promise<void> {
  const { deployment, hub } = devnet
  const at = (name: 'exchange' | 'clearing') => contractOf(deployment, deployment.hubChain, name)
  const id = BigInt(encodeInstrument(parseInstrument(instrument)))
  const fills = trades.map(({ account, size }) => ({
    ...{ maker: account, instrument: id, size: -size, price, takerFee: 0n, makerFee: 0n },
  }))
  const calls = inParts(fills, fillsPerCall).map((part) =>
    encodeFunctionData({ abi: clearingAbi, functionName: 'trade', args: [dealer, part] }),
  )
  await sendAs(hub.url, { from: at('exchange'), to: at('clearing') }, calls, {
    ...pace,
    done: (count) => done?.(Math.min(count * fillsPerCall, trades.length)),
  })
  const skipped = await devnet
    .client('carol')
    .reader(deployment.hubChain)
    .getContractEvents({
      address: at('clearing'),
      ...{ abi: clearingAbi, eventName: 'MakerSkipped', fromBlock: 0n, strict: true },
    })
  if (skipped.length > 0) throw new Error(`${skipped.length} accounts were not traded with`)
}

/** Items in rows of `size`. */
export function inParts<item>(items: readonly item[], size: number): item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}

/** Sends calls in the name of any address, the next ones when those before are mined. @throws Error when one reverts */
export async function sendAs(
  url: string,
  { from, to }: { from: Address; to: Address },
  calls: readonly Hex[],
  { atOnce = 25, done = () => {} }: Pace = {},
): Promise<void> {
  await jsonRpc(url, 'anvil_impersonateAccount', [from])
  await jsonRpc(url, 'anvil_setBalance', [from, numberToHex(parseEther('1000000'))])
  // counted here: of calls that come at once anvil gives two the same one now and then
  const [sent] = await rpcBatch(url, [
    { method: 'eth_getTransactionCount', params: [from, 'latest'] },
  ])
  let nonce = Number(sent)
  let count = 0
  for (const part of inParts(calls, atOnce)) {
    const hashes = await rpcBatch(
      url,
      part.map((data) => ({
        method: 'eth_sendTransaction',
        params: [{ from, to, data, gas: numberToHex(callGas), nonce: numberToHex(nonce++) }],
      })),
    )
    for (const hash of hashes) await succeeded(url, hash as Hex)
    count += part.length
    done(count)
  }
  await jsonRpc(url, 'anvil_stopImpersonatingAccount', [from])
}

async function succeeded(url: string, hash: Hex): Promise<void> {
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; ) {
    const call = { method: 'eth_getTransactionReceipt', params: [hash] }
    const [receipt] = (await rpcBatch(url, [call])) as [{ status: Hex } | null]
    if (receipt?.status === '0x1') return
    if (receipt) throw new Error(`transaction ${hash} reverted`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`transaction ${hash} is not mined after 300 s`)
}
