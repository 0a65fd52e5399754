import type { Address, Hex } from 'viem'
import { hubAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import type { Token } from '../deployment.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toAssetId } from '../wire/index.js'
import { onlyAppended } from './appended.js'
import { ampleAppendFee } from './getAppendFee.js'
import { requireAmount, requireReceiver } from './input.js'
import { quoteWithdraw } from './quoteWithdraw.js'
import { refreshStaleArrays } from './refreshStaleArrays.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type WithdrawParameters = {
  /** Chain on which the token is paid out. */
  chain: ChainRef
  /** Symbol or address. Cash can be taken on any chain whose vault covers it. */
  token: TokenRef
  /** Token units. */
  amount: bigint
  /** Default: the client's own plain account. */
  account?: AccountRef | undefined
  /** Who is paid on that chain. Default: the client's own address. */
  receiver?: Address | undefined
  /** The most exit fee in cash, 18 decimals. Default: the fee quoted now and 1 % of it. */
  maxFee?: bigint | undefined
  /** Wei for the lane. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type PrepareWithdrawReturnType = {
  request: WriteRequest
  account: Hex
  asset: Hex
  token: Token
  receiver: Address
  maxFee: bigint
  fee: bigint
}
export type SimulateWithdrawReturnType = PrepareWithdrawReturnType & { releaseSeq: bigint }
export type WithdrawReturnType = WriteResult & {
  /** Chain on which it is paid, and the release's number in the lane to it. */
  destination: number
  releaseSeq: bigint
}
export type WithdrawErrorType = CausewayError

/**
 * Withdraws from an account to any address on the token's chain, by a transaction on the hub's chain; refreshes the risk arrays
 * of its options first, where they are stale. Waits until it is in a block; follow the release with `watchTransfer(client, { chain: hubChain, hash })`.
 *
 * @example
 * const { hash } = await withdraw(client, { chain: 'optimism', token: 'USDC', amount: parseAmount('10', 6) })
 *
 * @throws RevertError when the account, the vault or its limits do not allow it
 */
export async function withdraw(
  client: CausewayClientBase,
  parameters: WithdrawParameters,
): Promise<WithdrawReturnType> {
  const { request, account } = await prepareWithdraw(client, parameters)
  await refreshStaleArrays(client, { account })
  const result = await sendWrite(client, request)
  const { seq, destination } = onlyAppended(client, request.chain, result.receipt)
  return { ...result, destination, releaseSeq: seq }
}

/** Makes the request of a withdrawal without sending it. */
export async function prepareWithdraw(
  client: CausewayClientBase,
  parameters: WithdrawParameters,
): Promise<PrepareWithdrawReturnType> {
  const { deployment } = client
  const entry = findChain(deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const amount = requireAmount(parameters.amount)
  const account = resolveAccount(client, parameters.account)
  const receiver = requireReceiver(client, parameters.receiver)
  const asset = toAssetId({ chain: entry.chain, token: token.address })
  const [maxFee, fee] = await Promise.all([
    parameters.maxFee ?? ampleExitFee(client, parameters),
    parameters.fee ?? ampleAppendFee(client, { from: deployment.hubChain, to: entry.chain }),
  ])
  const request = writeRequest(client, {
    chain: deployment.hubChain,
    to: contractOf(deployment, deployment.hubChain, 'hub'),
    abi: hubAbi,
    functionName: 'withdraw',
    args: [account, asset, amount, receiver, maxFee],
    value: fee,
  })
  return { request, account, asset, token, receiver, maxFee, fee }
}

/** Runs a withdrawal without sending it. @throws RevertError that says what the hub would refuse */
export async function simulateWithdraw(
  client: CausewayClientBase,
  parameters: WithdrawParameters,
): Promise<SimulateWithdrawReturnType> {
  const prepared = await prepareWithdraw(client, parameters)
  const releaseSeq = await simulateWrite(client, prepared.request, {
    abi: hubAbi,
    functionName: 'withdraw',
  })
  return { ...prepared, releaseSeq }
}

/** The exit fee quoted now and 1 % of it, rounded up: others may leave in between. */
export async function ampleExitFee(
  client: CausewayClientBase,
  parameters: { chain: ChainRef; token: TokenRef; amount: bigint },
): Promise<bigint> {
  const { exitFee } = await quoteWithdraw(client, parameters)
  return exitFee + (exitFee + 99n) / 100n
}
