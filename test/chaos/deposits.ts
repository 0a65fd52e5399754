import type { AccountRole, Devnet } from '@causeway/devnet'
import { spokeAbi, type Token, toAccountId } from '@causeway/sdk'
import {
  type Address,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  maxUint256,
  numberToHex,
  parseEther,
} from 'viem'
import { rpcBatch } from './rpcBatch.js'

/** A deposit that is to be made; each goes to an account of its own. `amount` in token units. */
export type Deposit = {
  chain: number
  token: Token
  amount: bigint
  owner: Owner
  account: Hex
}

/** Sends deposits of three owners on three chains without waiting for their blocks. */
export type Depositor = {
  /** Sends them now, in order, with nonces of its own count. */
  send(deposits: readonly Deposit[]): Promise<void>
  /** Waits until everything sent is in a block; what a chain has forgotten is sent again. */
  mined(): Promise<void>
}

type Owner = Extract<AccountRole, 'alice' | 'bob' | 'carol'>
type Pending = { nonce: number; transaction: Record<string, Hex> }

const owners: readonly Owner[] = ['alice', 'bob', 'carol']
/** Far above what a lane asks for, even behind a long backlog. */
const fee = parseEther('0.01')
const depositGas = 150_000n

/** Chains of a deployment that have a vault. */
export function spokesOf({ deployment }: Devnet) {
  return deployment.chains.filter(({ contracts }) => contracts.spoke !== undefined)
}

/**
 * Plans `count` deposits, spread over the spokes, their ERC-20 tokens and three owners. Sub-accounts begin at
 * `firstSubaccount`, so that every deposit of a run has an account of its own.
 */
export function planDeposits(devnet: Devnet, count: number, firstSubaccount = 1): Deposit[] {
  const spokes = spokesOf(devnet)
  return Array.from({ length: count }, (_, i) => {
    const spoke = spokes[i % spokes.length] as (typeof spokes)[0]
    const tokens = spoke.tokens.filter(({ address }) => !/^0xe{40}$/i.test(address))
    const token = tokens[Math.floor(i / spokes.length) % tokens.length] as Token
    const owner = owners[Math.floor(i / (spokes.length * tokens.length)) % owners.length] as Owner
    // small, and different from its neighbours, so that a mix-up shows
    const amount = 10n ** BigInt(token.decimals - 3) + BigInt(i + 1)
    const subaccount = BigInt(firstSubaccount + i)
    const account = toAccountId({ owner: devnet.accounts[owner].address, chain: 0, subaccount })
    return { chain: spoke.chain, token, amount, owner, account }
  })
}

/** Approves every vault for every token and returns what sends deposits. */
export async function createDepositor(devnet: Devnet): Promise<Depositor> {
  const spokes = spokesOf(devnet)
  const urlOf = (chain: number) => devnet.chain(chain as 1 | 2 | 4).url
  const nonces = new Map<string, number>()
  const unmined = new Map<string, Pending[]>()
  const key = (chain: number, owner: Owner) => `${chain}/${owner}`
  await Promise.all(
    spokes.flatMap((spoke) =>
      owners.map(async (owner) => {
        const { chain } = spoke
        const batch = await devnet.batch(chain as 1, owner)
        for (const { address } of spoke.tokens) {
          if (/^0xe{40}$/i.test(address)) continue
          const args = [spoke.contracts.spoke as Address, maxUint256]
          batch.call({ address, abi: erc20Abi, functionName: 'approve', args, gas: 100_000n })
        }
        await batch.flush()
        const count = await countOf(devnet, urlOf(chain), owner)
        nonces.set(key(chain, owner), count)
        unmined.set(key(chain, owner), [])
      }),
    ),
  )

  const submit = async (chain: number, pending: readonly Pending[]) => {
    const calls = pending.map(({ transaction }) => ({
      method: 'eth_sendTransaction',
      params: [transaction],
    }))
    for (let i = 0; i < calls.length; i += 100)
      await rpcBatch(urlOf(chain), calls.slice(i, i + 100))
  }

  return {
    async send(deposits) {
      await Promise.all(
        spokes.map(async ({ chain, contracts }) => {
          const own = deposits.filter((deposit) => deposit.chain === chain)
          const made = own.map((deposit): Pending => {
            const name = key(chain, deposit.owner)
            const nonce = nonces.get(name) ?? 0
            nonces.set(name, nonce + 1)
            const { token, amount, account } = deposit
            const transaction = {
              from: devnet.accounts[deposit.owner].address,
              to: contracts.spoke as Address,
              nonce: numberToHex(nonce),
              gas: numberToHex(depositGas),
              value: numberToHex(fee),
              maxFeePerGas: numberToHex(10n ** 12n),
              maxPriorityFeePerGas: numberToHex(1n),
              data: encodeFunctionData({
                abi: spokeAbi,
                functionName: 'deposit',
                args: [token.address as Address, amount, account],
              }),
            }
            const pending = { nonce, transaction }
            unmined.get(name)?.push(pending)
            return pending
          })
          await submit(chain, made)
        }),
      )
    },
    async mined() {
      await Promise.all(
        spokes.flatMap(({ chain }) =>
          owners.map(async (owner) => {
            const name = key(chain, owner)
            // a chain that owes nothing is not asked: it may be one that stands still
            if (unmined.get(name)?.length === 0) return
            for (const deadline = Date.now() + 120_000; ; ) {
              const count = await countOf(devnet, urlOf(chain), owner)
              const left = (unmined.get(name) ?? []).filter(({ nonce }) => nonce >= count)
              unmined.set(name, left)
              if (left.length === 0) return
              if (Date.now() > deadline)
                throw new Error(`${left.length} deposits of ${name} are not mined after 120 s`)
              await new Promise((resolve) => setTimeout(resolve, 1_500))
              const now = await countOf(devnet, urlOf(chain), owner)
              if (now === count) await submit(chain, left)
            }
          }),
        ),
      )
    },
  }
}

async function countOf(devnet: Devnet, url: string, owner: Owner): Promise<number> {
  const { address } = devnet.accounts[owner]
  const [count] = await rpcBatch(url, [
    { method: 'eth_getTransactionCount', params: [address, 'latest'] },
  ])
  return Number(count)
}
