import type { Address } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { onlyAppended } from './appended.js'
import { ampleAppendFee } from './getAppendFee.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type SetSignerParameters = {
  /** Chain on which the contract wallet lives. */
  chain: ChainRef
  /** Who may sign on the hub for the wallet; the zero address names nobody any more. */
  signer: Address
  /** Until when, in seconds. */
  expiry: bigint
  fee?: bigint | undefined
}
export type SetSignerReturnType = WriteResult & { seq: bigint }
export type SetSignerErrorType = CausewayError

/**
 * Names who may sign on the hub for the calling contract wallet. The client's account must be that contract (a JSON-RPC
 * account of a smart wallet); otherwise have the wallet send what `prepareSetSigner` returns.
 *
 * @example
 * const request = await prepareSetSigner(client, { chain: 'arbitrum', signer: '0x…', expiry: 1_800_000_000n })
 *
 * @throws RevertError `Spoke_NotAContract` for a plain wallet
 */
export async function setSigner(
  client: CausewayClientBase,
  parameters: SetSignerParameters,
): Promise<SetSignerReturnType> {
  const request = await prepareSetSigner(client, parameters)
  const result = await sendWrite(client, request)
  return { ...result, seq: onlyAppended(client, request.chain, result.receipt).seq }
}

/** Makes the request of {@link setSigner} without sending it. */
export async function prepareSetSigner(
  client: CausewayClientBase,
  parameters: SetSignerParameters,
): Promise<WriteRequest> {
  const { chain } = findChain(client.deployment, parameters.chain)
  return writeRequest(client, {
    chain,
    to: contractOf(client.deployment, chain, 'spoke'),
    abi: spokeAbi,
    functionName: 'setSigner',
    args: [parameters.signer, parameters.expiry],
    value:
      parameters.fee ??
      (await ampleAppendFee(client, { from: chain, to: client.deployment.hubChain })),
  })
}

/** Runs {@link setSigner} without sending it, and returns the message's number. */
export async function simulateSetSigner(
  client: CausewayClientBase,
  parameters: SetSignerParameters,
): Promise<bigint> {
  const request = await prepareSetSigner(client, parameters)
  return simulateWrite(client, request, { abi: spokeAbi, functionName: 'setSigner' })
}
