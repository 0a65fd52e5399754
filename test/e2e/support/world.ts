import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AccountRole,
  createDevnet,
  type Devnet,
  type DevnetParameters,
  readBooks,
  seededKey,
} from '@causeway/devnet'
import {
  type ChainRef,
  findChain,
  findToken,
  getLane,
  getTransfer,
  isNative,
  lanesOf,
  NetworkError,
  RevertError,
  type Transfer,
  type TransferRef,
  type TransferStatus,
  toCausewayError,
} from '@causeway/sdk'
import { type Abi, type Address, erc20Abi, type Hash, type TransactionReceipt } from 'viem'
import { expect } from 'vitest'

/** How long something may take on a busy machine before a test gives up, in milliseconds. */
export const patience = 240_000
/** The time of one test: several waits. */
export const testTime = 600_000

/** A relayer that does not wait for further messages before it publishes. */
export const quick = { publishAfterSeconds: 0.2 }

/** A relayer that carries and observes, and leaves auctions to the test. */
export const carrier = { roles: ['watch', 'publish', 'attest', 'deliver', 'oracle'] }

/** A world of its own for one file, with shorter blocks than the table's. Ended by `endDevnet`. */
export async function startDevnet(parameters: DevnetParameters = {}): Promise<Devnet> {
  const folder = join(tmpdir(), 'causeway-e2e')
  const blockTimes = { 1: 2, 2: 1, 3: 1, 4: 1 }
  current = await createDevnet({ folder, blockTimes, relayer: { policy: quick }, ...parameters })
  return current
}

/** The world of this file: nothing is waited for in a world of which something has died. */
let current: Devnet | undefined

/** Ends the world of a file; its logs stay when CAUSEWAY_KEEP_LOGS is set. */
export async function endDevnet(devnet: Devnet | undefined): Promise<void> {
  current = undefined
  await devnet?.stop({ remove: !process.env.CAUSEWAY_KEEP_LOGS })
}

/** Asks again and again until the answer is one. @throws what was waited for and the last answer */
export async function until<value>(
  what: string,
  ask: () => Promise<value | undefined | false>,
  milliseconds = patience,
): Promise<value> {
  const end = Date.now() + milliseconds
  let last: unknown = 'nothing'
  while (Date.now() < end) {
    const ended = current?.deceased()
    if (ended) throw new Error(`${what}: ${ended}`)
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
      last = error.message
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`${what} did not happen within ${milliseconds / 1_000} s; last: ${String(last)}`)
}

/** Follows a crossing until it is in one of the states; without any named, until it is done. */
export async function follow(
  devnet: Devnet,
  ref: TransferRef,
  states: readonly TransferStatus[] = [],
): Promise<Transfer> {
  const client = devnet.client('alice')
  let last: Transfer | undefined
  try {
    return await until('the crossing', async () => {
      last = await getTransfer(client, ref)
      return (states.length === 0 ? last.done : states.includes(last.state.status)) && last
    })
  } catch (error) {
    const next = last?.next.map(({ who, action }) => `${who}: ${action}`).join(' ')
    throw new Error(`The crossing is "${last?.state.status}", next: ${next}`, { cause: error })
  }
}

/** Follows a crossing to its end and requires it to be the state named. */
export async function arrive<status extends TransferStatus>(
  devnet: Devnet,
  ref: TransferRef,
  status: status,
): Promise<Extract<Transfer['state'], { status: status }>> {
  const { state } = await follow(devnet, ref)
  expect(state.status).toBe(status)
  return state as Extract<Transfer['state'], { status: status }>
}

/** What an address holds of a token, in its units. */
export async function balanceOf(
  devnet: Devnet,
  chain: ChainRef,
  symbol: string,
  holder: Address,
): Promise<bigint> {
  const client = devnet.client('alice')
  const token = findToken(findChain(devnet.deployment, chain), symbol)
  const reader = client.reader(chain)
  if (isNative(token)) return reader.getBalance({ address: holder })
  const call = { address: token.address, abi: erc20Abi, functionName: 'balanceOf' } as const
  return reader.readContract({ ...call, args: [holder] })
}

/** An address that nobody has used. */
export function freshAddress(name: string): Address {
  return seededKey('e2e', name).address
}

/** A call of a contract by one of the funded accounts. */
export type Sending = {
  address: Address
  abi: Abi | readonly unknown[]
  functionName: string
  args?: readonly unknown[]
  value?: bigint
  gas?: bigint
}

/** Sends a call and waits for its block. @throws the contract's error when it would revert */
export async function send(
  devnet: Devnet,
  chain: ChainRef,
  role: AccountRole,
  call: Sending,
): Promise<TransactionReceipt> {
  const { number } = devnet.chain(chain as never)
  const wallet = devnet.wallet(number, role)
  const hash: Hash = await wallet.writeContract(call as never)
  const receipt = await wallet.waitForTransactionReceipt({ hash, timeout: patience })
  expect(receipt.status, `${call.functionName} on ${chain}`).toBe('success')
  return receipt
}

/** The name of the error with which a contract refuses, 'nothing' when it does not. */
export async function refusal(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt
    return 'nothing'
  } catch (thrown) {
    const error = toCausewayError(thrown)
    return error instanceof RevertError ? error.revert.errorName : error.message
  }
}

/** Waits until every message that was sent was handled, and requires the books of all chains to agree. */
export async function expectBooksEqual(devnet: Devnet): Promise<void> {
  const client = devnet.client('alice')
  const { deployment } = devnet
  const drained = async () => {
    const lanes = lanesOf(deployment).map(async ({ from, to }) => {
      const [out, inbox] = await Promise.all([
        getLane(client.reader(from), { deployment, chain: from, remote: to }),
        getLane(client.reader(to), { deployment, chain: to, remote: from }),
      ])
      return out.outSeq === inbox.inSeq
    })
    return (await Promise.all(lanes)).every(Boolean)
  }
  await until('handling all messages', drained)
  expect((await readBooks(client)).faults).toEqual([])
}

/** What an attack came to, as one line. */
export function tell(attack: string, end: string): void {
  console.log(`attack: ${attack} → ${end}`)
}
