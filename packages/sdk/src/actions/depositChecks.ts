import { type Address, erc20Abi, type Hex } from 'viem'
import { type CausewayClientBase, findChain } from '../client/createCausewayClient.js'
import { isNative } from '../client/tokens.js'
import { InputError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { parseAccountId } from '../wire/index.js'
import type { PrepareDepositReturnType } from './deposit.js'

/** A plain owner has no code, or an EIP-7702 designator. Anything else could never take the deposit out again. */
export async function requireKind(client: CausewayClientBase, chain: number, account: Hex) {
  const { owner, chain: home } = parseAccountId(account)
  if (home !== 0) return
  try {
    const places = [...new Set([chain, client.deployment.hubChain])]
    const codes = await Promise.all(
      places.map((place) => client.reader(place).getCode({ address: owner })),
    )
    const at = places.find((_, i) => codes[i] && !codes[i]?.startsWith('0xef0100'))
    if (at === undefined) return
    const { name } = findChain(client.deployment, at)
    throw new InputError(
      `${owner} is a contract on ${name}, not a wallet with a key: name the account as { owner, kind: { contractOn: '${name}' } }, or nobody could take the deposit out.`,
    )
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}

/** The wallet holds what is to be deposited. @throws InputError when it does not */
export async function requireBalance(
  client: CausewayClientBase,
  { token, request }: PrepareDepositReturnType,
  amount: bigint,
) {
  const holder = client.account?.address
  if (!holder || isNative(token)) return
  const balance = await balanceOf(client, request.chain, token.address, holder)
  if (balance < amount)
    throw new InputError(
      `The wallet holds ${balance} units of ${token.symbol}, ${amount} are to be deposited: fund it or deposit less.`,
    )
}

async function balanceOf(
  client: CausewayClientBase,
  chain: number,
  token: Address,
  holder: Address,
): Promise<bigint> {
  const call = { address: token, abi: erc20Abi, functionName: 'balanceOf', args: [holder] } as const
  try {
    return await client.reader(chain).readContract(call)
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}
