import { type Devnet, jsonRpc } from '@causeway/devnet'
import {
  chainOf,
  contractOf,
  encodeMessage,
  findToken,
  getAccount,
  hubAbi,
  messageKinds,
  toAccountId,
} from '@causeway/sdk'
import {
  type Address,
  concat,
  encodeFunctionData,
  type Hex,
  keccak256,
  numberToHex,
  size as sizeOf,
  slice,
  stringToHex,
} from 'viem'
import { inParts, sendAs, tradeAll } from '../chaos/impersonate.js'

/** An account that is to be made: cash in whole dollars, and what it holds of a perpetual, in millionths of a unit. */
export type Plan = Funded & { size: bigint }
export type Funded = { account: Hex; cash: bigint }

const wad = 10n ** 18n
/** Credits in one transaction. */
const creditsPerCall = 100
/** Transactions in a block: what they log must be readable in one answer. */
const atOnce = 5

/**
 * A contract of 52 bytes that makes calls of one length to one address, as they follow one another in its calldata behind the
 * address and the length. In the gateway's place for a while it credits as the gateway does, a hundred in a transaction.
 */
const repeater: Hex = concat([
  // offset = 64; while (calldatasize > offset) {
  '0x60405b80361115602857',
  //   length = calldata[32]; calldatacopy(0, offset, length)
  '0x6020358082600037',
  //   if (!call(gas, calldata[0], 0, 0, length, 0, 0)) revert
  '0x6000600082600060006000355af115602a57',
  //   offset += length }; stop
  '0x016002565b00',
  '0x5b3d6000803e3d6000fd',
])

/** Plans accounts of owners that nobody else is: `exposed` ones that a fall of 17 % makes liquidatable, and others that hold out. */
export function planPopulation(count: number, exposed: number): Plan[] {
  return Array.from({ length: count }, (_, i) => {
    const owner = slice(keccak256(stringToHex(`bench account ${i}`)), 12) as Address
    const account = toAccountId({ owner, chain: 0, subaccount: 0n })
    if (i < exposed) return { account, cash: 1_000n, size: 1_000_000n }
    // one buys, one sells: whoever stands between them holds little
    return { account, cash: 40n, size: i % 2 === 0 ? 20_000n : -20_000n }
  })
}

/**
 * Makes accounts on the hub as a deposit and a trade with `dealer` make them, with the same events, without the lanes: nothing stands
 * in a vault for what they have.
 */
export async function populate(
  devnet: Devnet,
  plans: readonly Plan[],
  { dealer, others }: { dealer: Funded; others: readonly Funded[] },
  say: (text: string) => void,
): Promise<void> {
  const { deployment, hub } = devnet
  const at = (name: 'gateway' | 'hub' | 'exchange' | 'clearing') =>
    contractOf(deployment, deployment.hubChain, name)
  const { address: token, decimals } = findToken(chainOf(deployment, 2), 'USDC')
  let seq = 1n << 40n
  const credits = [dealer, ...others, ...plans].map(({ account, cash }) => {
    const amount = cash * 10n ** BigInt(decimals)
    const depositor = slice(account, 0, 20) as Address
    const { body } = encodeMessage({ type: 'deposit', account, token, amount, depositor })
    const args = [2, seq++, messageKinds.deposit, body, false] as const
    return encodeFunctionData({ abi: hubAbi, functionName: 'handle', args })
  })
  const code = await jsonRpc(hub.url, 'eth_getCode', [at('gateway'), 'latest'])
  await jsonRpc(hub.url, 'anvil_setCode', [at('gateway'), repeater])
  const calls = inParts(credits, creditsPerCall).map((part) => repeated(at('hub'), part))
  const anybody = devnet.accounts.faucet.address
  await sendAs(hub.url, { from: anybody, to: at('gateway') }, calls, {
    atOnce,
    done: (count) =>
      say(`credits: ${Math.min(count * creditsPerCall, plans.length)} of ${plans.length}`),
  })
  await jsonRpc(hub.url, 'anvil_setCode', [at('gateway'), code])

  const trades = plans.map(({ account, size }) => ({
    account,
    size: (size * wad) / 1_000_000n,
  }))
  await tradeAll(
    devnet,
    dealer.account,
    { instrument: 'ETH-PERP', price: 3_000n * wad, trades },
    { atOnce, done: (count) => say(`positions: ${count} of ${plans.length}`) },
  )
  const last = plans.at(-1)
  const client = devnet.client('carol')
  if (last && (await getAccount(client, { account: last.account })).cash === 0n)
    throw new Error('the last account of the population has nothing')
}

function repeated(target: Address, calls: readonly Hex[]): Hex {
  const [first] = calls
  if (first === undefined) return '0x'
  const length = numberToHex(sizeOf(first), { size: 32 })
  return concat([numberToHex(BigInt(target), { size: 32 }), length, ...calls])
}
