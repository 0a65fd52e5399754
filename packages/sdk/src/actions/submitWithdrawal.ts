import type { Hex } from 'viem'
import { hubAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { parseAssetId } from '../wire/index.js'
import { onlyAppended } from './appended.js'
import { ampleAppendFee } from './getAppendFee.js'
import type { Withdrawal } from './signWithdrawal.js'
import type { WithdrawReturnType } from './withdraw.js'
import { sendWrite, simulateWrite, type WriteRequest, writeRequest } from './write.js'

export type SubmitWithdrawalParameters = {
  withdrawal: Withdrawal
  signature: Hex
  /** Wei for the lane. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type SubmitWithdrawalReturnType = WithdrawReturnType
export type SubmitWithdrawalErrorType = CausewayError

/**
 * Brings a signed withdrawal to the hub; the client pays gas and the lane's fee, whoever signed.
 *
 * @example
 * const { hash } = await submitWithdrawal(client, { withdrawal, signature })
 *
 * @throws RevertError when the signature is not the owner's, was used, or the withdrawal is not possible
 */
export async function submitWithdrawal(
  client: CausewayClientBase,
  parameters: SubmitWithdrawalParameters,
): Promise<SubmitWithdrawalReturnType> {
  const request = await prepareSubmitWithdrawal(client, parameters)
  const result = await sendWrite(client, request)
  const { seq, destination } = onlyAppended(client, request.chain, result.receipt)
  return { ...result, destination, releaseSeq: seq }
}

/** Makes the request of {@link submitWithdrawal} without sending it. */
export async function prepareSubmitWithdrawal(
  client: CausewayClientBase,
  { withdrawal, signature, fee }: SubmitWithdrawalParameters,
): Promise<WriteRequest> {
  const { hubChain } = client.deployment
  const to = parseAssetId(withdrawal.asset).chain
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'hub'),
    abi: hubAbi,
    functionName: 'withdrawFor',
    args: [withdrawal, signature],
    value: fee ?? (await ampleAppendFee(client, { from: hubChain, to })),
  })
}

/** Runs {@link submitWithdrawal} without sending it, and returns the release's number. */
export async function simulateSubmitWithdrawal(
  client: CausewayClientBase,
  parameters: SubmitWithdrawalParameters,
): Promise<bigint> {
  const request = await prepareSubmitWithdrawal(client, parameters)
  return simulateWrite(client, request, { abi: hubAbi, functionName: 'withdrawFor' })
}
