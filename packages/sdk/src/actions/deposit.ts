import type { Hex } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, isNative, type TokenRef } from '../client/tokens.js'
import type { Token } from '../deployment.js'
import type { CausewayError } from '../errors/causewayError.js'
import { onlyAppended } from './appended.js'
import { prepareApprovals } from './approve.js'
import { requireBalance, requireKind } from './depositChecks.js'
import { ampleAppendFee } from './getAppendFee.js'
import { requireAmount } from './input.js'
import { signPermit } from './permit.js'
import { signPermit2 } from './permit2.js'
import { simulateSequence } from './simulateSequence.js'
import { sendWrite, type WriteRequest, type WriteResult, writeRequest } from './write.js'

export type DepositParameters = {
  chain: ChainRef
  /** Symbol or address; `native` for the chain's coin. */
  token: TokenRef
  /** Token units. */
  amount: bigint
  /** Whom to credit. Default: the client's own plain account. */
  account?: AccountRef | undefined
  /**
   * How the vault may take the tokens: an approval of exactly the amount (default), an EIP-2612 permit, or Permit2.
   * Meaningless for the native coin.
   */
  via?: 'approve' | 'permit' | 'permit2' | undefined
  /** Wei for the lane, at least what it asks; more speeds the crossing up. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}

export type PrepareDepositReturnType = {
  /** Approvals to send first, in this order; often none. */
  approvals: WriteRequest[]
  request: WriteRequest
  account: Hex
  token: Token
  /** Wei for the lane, contained in the request's value. */
  fee: bigint
}
export type SimulateDepositReturnType = PrepareDepositReturnType & {
  /** The message's number in the lane, if nothing comes before it. */
  seq: bigint
}
export type DepositReturnType = WriteResult & {
  seq: bigint
  account: Hex
  token: Token
  amount: bigint
  fee: bigint
}
export type DepositErrorType = CausewayError

/**
 * Locks tokens in a chain's vault for an account on the hub, and waits until the deposit is in a block. The crossing goes
 * on by itself: follow it with `watchTransfer(client, { chain, hash })`.
 *
 * For another owner than the client itself, say what it is: `account: { owner, kind: 'plain' | { contractOn: chain } }`.
 *
 * @example
 * const client = createCausewayClient({ deployment, account })
 * const { hash, seq } = await deposit(client, { chain: 'arbitrum', token: 'USDC', amount: parseAmount('25', 6) })
 *
 * @throws InputError for an ambiguous account; RevertError when vault or token refuse
 */
export async function deposit(
  client: CausewayClientBase,
  parameters: DepositParameters,
): Promise<DepositReturnType> {
  const { approvals, request, account, token, fee } = await prepareDeposit(client, parameters)
  for (const approval of approvals) await sendWrite(client, approval)
  const result = await sendWrite(client, request)
  const { seq } = onlyAppended(client, request.chain, result.receipt)
  return { ...result, seq, account, token, amount: parameters.amount, fee }
}

/** Makes the requests of a deposit without sending them. Signs when it goes by permit. */
export async function prepareDeposit(
  client: CausewayClientBase,
  parameters: DepositParameters,
): Promise<PrepareDepositReturnType> {
  const entry = findChain(client.deployment, parameters.chain)
  const { chain } = entry
  const to = contractOf(client.deployment, chain, 'spoke')
  const token = findToken(entry, parameters.token)
  const amount = requireAmount(parameters.amount)
  const account = resolveAccount(client, parameters.account)
  await requireKind(client, chain, account)
  const fee =
    parameters.fee ??
    (await ampleAppendFee(client, { from: chain, to: client.deployment.hubChain }))
  const common = { account, token, fee }
  const base = { chain, to, abi: spokeAbi } as const
  if (isNative(token)) {
    const request = writeRequest(client, {
      ...base,
      functionName: 'depositNative',
      args: [amount, account],
      value: amount + fee,
    })
    return { approvals: [], request, ...common }
  }
  const { via = 'approve' } = parameters
  const spender = to
  if (via === 'permit') {
    const { deadline, v, r, s } = await signPermit(client, { chain, token, spender, amount })
    const request = writeRequest(client, {
      ...base,
      functionName: 'depositWithPermit',
      args: [token.address, amount, account, deadline, v, r, s],
      value: fee,
    })
    return { approvals: [], request, ...common }
  }
  if (via === 'permit2') {
    const permit2 = contractOf(client.deployment, chain, 'permit2')
    const [approvals, { nonce, deadline, signature }] = await Promise.all([
      prepareApprovals(client, { chain, token, spender: permit2, amount }),
      signPermit2(client, { chain, token, spender, amount, permit2 }),
    ])
    const request = writeRequest(client, {
      ...base,
      functionName: 'depositWithPermit2',
      args: [token.address, amount, account, nonce, deadline, signature],
      value: fee,
    })
    return { approvals, request, ...common }
  }
  const approvals = client.account
    ? await prepareApprovals(client, { chain, token, spender, amount })
    : []
  const request = writeRequest(client, {
    ...base,
    functionName: 'deposit',
    args: [token.address, amount, account],
    value: fee,
  })
  return { approvals, request, ...common }
}

/**
 * Runs a deposit, approvals included, without sending anything.
 *
 * @throws RevertError that says what vault or token would refuse
 */
export async function simulateDeposit(
  client: CausewayClientBase,
  parameters: DepositParameters,
): Promise<SimulateDepositReturnType> {
  const prepared = await prepareDeposit(client, parameters)
  await requireBalance(client, prepared, parameters.amount)
  const result = await simulateSequence(client, [...prepared.approvals, prepared.request])
  return { ...prepared, seq: result as bigint }
}
