import { type Devnet, jsonRpc, type Wallet } from '@causeway/devnet'
import { type Hash, type Hex, keccak256, type LocalAccount, type TransactionReceipt } from 'viem'

/** A transaction that is to be sent. */
export type Sending = {
  from: LocalAccount
  to: Hex
  data: Hex
  value?: bigint
  /** Gas limit; 3 million unless said. */
  gas?: bigint
}

/** A local chain that makes a block when it is told to, at the time that it is told. */
export type SteppedChain = {
  number: number
  /** Sends transactions into one block, or as many as they need, and returns their receipts. A receipt may say that it reverted. */
  send(sendings: readonly Sending[]): Promise<TransactionReceipt[]>
  mine(): Promise<void>
}

/** Chains whose clocks move together. */
export type SteppedWorld = {
  chains: readonly SteppedChain[]
  hub: SteppedChain
  chain(number: number): SteppedChain
  /** Seconds by the clock of all chains. */
  now(): number
  /** The next block of any chain is of this time or later. */
  setTime(seconds: number): void
}

const mostTries = 50
/** What one transaction may use on the real networks. */
export const mostGas = 16_700_000n

/** Takes the making of blocks over: nothing happens on any chain any more but what is done here. */
export async function stepWorld(devnet: Devnet): Promise<SteppedWorld> {
  await Promise.all(
    devnet.chains.map(async ({ url }) => {
      await jsonRpc(url, 'evm_setIntervalMining', [0])
      await jsonRpc(url, 'evm_setAutomine', [false])
    }),
  )
  const times = await Promise.all(
    devnet.chains.map(async ({ number }) => {
      const block = await devnet.wallet(number, 'alice').getBlock()
      return [number, Number(block.timestamp)] as const
    }),
  )
  const last = new Map<number, number>(times)
  let now = Math.max(...last.values())
  const mineAt = async (number: number, url: string) => {
    now = Math.max(now, (last.get(number) ?? 0) + 1)
    last.set(number, now)
    await jsonRpc(url, 'evm_setNextBlockTimestamp', [now])
    await jsonRpc(url, 'evm_mine', [], 60_000)
  }
  const chains = devnet.chains.map(({ number, url }) =>
    stepChain(number, devnet.wallet(number, 'alice'), () => mineAt(number, url)),
  )
  const chain = (number: number) => {
    const found = chains.find((entry) => entry.number === number)
    if (!found) throw new RangeError(`there is no chain ${number}`)
    return found
  }
  return {
    ...{ chains, chain, hub: chain(devnet.hub.number), now: () => now },
    setTime(seconds) {
      now = Math.max(now, seconds)
    },
  }
}

function stepChain(number: number, reader: Wallet, mine: () => Promise<void>): SteppedChain {
  const sign = async ({ from, to, data, value = 0n, gas = 3_000_000n }: Sending, nonce: number) => {
    const serialized = await from.signTransaction({
      ...{ to, data, value, gas, nonce, type: 'eip1559', chainId: reader.chain.id },
      ...{ maxFeePerGas: 100_000_000_000n, maxPriorityFeePerGas: 1n },
    })
    return { serialized, hash: keccak256(serialized) }
  }
  return {
    number,
    mine,
    async send(sendings) {
      if (sendings.length === 0) return []
      const senders = new Map(sendings.map(({ from }) => [from.address, 0]))
      await Promise.all(
        [...senders.keys()].map(async (address) =>
          senders.set(address, await reader.getTransactionCount({ address })),
        ),
      )
      const signed = await Promise.all(
        sendings.map((sending) => {
          const nonce = senders.get(sending.from.address) ?? 0
          senders.set(sending.from.address, nonce + 1)
          return sign(sending, nonce)
        }),
      )
      await Promise.all(
        signed.map(({ serialized }) =>
          reader.sendRawTransaction({ serializedTransaction: serialized }),
        ),
      )
      return mined(reader, signed, mine)
    },
  }
}

async function mined(
  reader: Wallet,
  signed: readonly { serialized: Hex; hash: Hash }[],
  mine: () => Promise<void>,
): Promise<TransactionReceipt[]> {
  const found = new Map<Hash, TransactionReceipt>()
  for (let tries = 0; tries < mostTries; tries++) {
    await mine()
    const waiting = signed.filter(({ hash }) => !found.has(hash))
    await Promise.all(
      waiting.map(async ({ hash, serialized }) => {
        const receipt = await reader.getTransactionReceipt({ hash }).catch(() => undefined)
        if (receipt) found.set(hash, receipt)
        // a chain whose block was full may have forgotten it; it refuses one that it still knows
        else if (tries > 0)
          await reader.sendRawTransaction({ serializedTransaction: serialized }).catch(() => {})
      }),
    )
    if (found.size === signed.length)
      return signed.map(({ hash }) => found.get(hash) as TransactionReceipt)
  }
  throw new Error(`a transaction on chain ${reader.chain.name} was not mined`)
}

/** Requires that nothing reverted. @throws Error that names what did */
export function requireSuccess(receipts: readonly TransactionReceipt[], what: string): void {
  const failed = receipts.filter(({ status }) => status === 'reverted').length
  if (failed > 0) throw new Error(`${failed} of ${receipts.length} transactions reverted: ${what}`)
}
