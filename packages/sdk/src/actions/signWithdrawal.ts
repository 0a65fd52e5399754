import type { Address, Hex } from 'viem'
import { keyringAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { toAssetId } from '../wire/index.js'
import { requireAmount, requireReceiver } from './input.js'
import { randomNonce } from './permit2.js'
import { ampleExitFee } from './withdraw.js'

/** A withdrawal as its owner signs it (EIP-712 type `Withdrawal`). Amount in token units, `maxFee` 18 decimals, `deadline` in seconds. */
export type Withdrawal = {
  account: Hex
  asset: Hex
  amount: bigint
  receiver: Address
  maxFee: bigint
  nonce: bigint
  deadline: bigint
}

export type SignWithdrawalParameters = {
  /** Chain on which the token is paid out. */
  chain: ChainRef
  token: TokenRef
  amount: bigint
  account?: AccountRef | undefined
  receiver?: Address | undefined
  /** The most exit fee in cash, 18 decimals. Default: the fee quoted now and 1 % of it. */
  maxFee?: bigint | undefined
  /** Default: a random one. */
  nonce?: bigint | undefined
  /** Seconds for which the signature is good. Default 3,600. */
  seconds?: bigint | undefined
}
export type SignWithdrawalReturnType = { withdrawal: Withdrawal; signature: Hex }
export type SignWithdrawalErrorType = CausewayError

const types = {
  Withdrawal: [
    { name: 'account', type: 'bytes32' },
    { name: 'asset', type: 'bytes32' },
    { name: 'amount', type: 'uint256' },
    { name: 'receiver', type: 'address' },
    { name: 'maxFee', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/**
 * Signs a withdrawal, so that its owner needs no gas on the hub's chain: anyone can bring it with `submitWithdrawal`.
 *
 * @example
 * const signed = await signWithdrawal(owner, { chain: 'arbitrum', token: 'USDC', amount: parseAmount('10', 6) })
 * await submitWithdrawal(anyone, signed)
 *
 * @throws InputError without an account; CausewayError when the wallet refuses to sign
 */
export async function signWithdrawal(
  client: CausewayClientBase,
  parameters: SignWithdrawalParameters,
): Promise<SignWithdrawalReturnType> {
  const withdrawal = await prepareWithdrawal(client, parameters)
  const { hubChain } = client.deployment
  try {
    const signature = await client
      .wallet(hubChain)
      .signTypedData(withdrawalTypedData(client, withdrawal))
    return { withdrawal, signature }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

/** What {@link signWithdrawal} would have signed, for wallets that sign it themselves. */
export async function prepareWithdrawal(
  client: CausewayClientBase,
  parameters: SignWithdrawalParameters,
): Promise<Withdrawal> {
  const entry = findChain(client.deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const amount = requireAmount(parameters.amount)
  const account = resolveAccount(client, parameters.account)
  const receiver = requireReceiver(client, parameters.receiver)
  try {
    const [maxFee, block] = await Promise.all([
      parameters.maxFee ?? ampleExitFee(client, parameters),
      client.reader(client.deployment.hubChain).getBlock(),
    ])
    return {
      account,
      asset: toAssetId({ chain: entry.chain, token: token.address }),
      amount,
      receiver,
      maxFee,
      nonce: parameters.nonce ?? randomNonce(),
      deadline: block.timestamp + (parameters.seconds ?? 3_600n),
    }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment })
  }
}

/** The EIP-712 data of a withdrawal, for `signTypedData`. */
export function withdrawalTypedData(client: CausewayClientBase, withdrawal: Withdrawal) {
  const { chainId, chain } = findChain(client.deployment, client.deployment.hubChain)
  return {
    domain: {
      name: 'Causeway Keyring',
      version: '1',
      chainId,
      verifyingContract: contractOf(client.deployment, chain, 'keyring'),
    },
    types,
    primaryType: 'Withdrawal',
    message: withdrawal,
  } as const
}

/** What the hub's keyring takes to be signed; equals the hash of {@link withdrawalTypedData}. */
export function hashWithdrawal(client: CausewayClientBase, withdrawal: Withdrawal): Promise<Hex> {
  const { hubChain } = client.deployment
  return client.reader(hubChain).readContract({
    address: contractOf(client.deployment, hubChain, 'keyring'),
    abi: keyringAbi,
    functionName: 'hashWithdrawal',
    args: [withdrawal],
  })
}
