import {
  encodeFunctionData,
  type Hash,
  type Hex,
  type LocalAccount,
  recoverTypedDataAddress,
} from 'viem'
import { committeeAbi } from '../abis/committee.js'
import { chainOf } from '../deployment.js'
import type { CheckpointParameters } from './acceptCheckpoint.js'
import { type Call, sendCall, type WriteClient } from './client.js'

/** What committee members sign (EIP-712): a checkpoint that came from `chain`, for the committee of the destination. */
export function committeeTypedData({ deployment, from, to, bytes }: CheckpointParameters) {
  const { chainId, contracts } = chainOf(deployment, to)
  return {
    domain: {
      name: 'Causeway Committee',
      version: '1',
      chainId,
      verifyingContract: contracts.committee,
    },
    types: {
      Attestation: [
        { name: 'chain', type: 'uint32' },
        { name: 'checkpoint', type: 'bytes' },
      ],
    },
    primaryType: 'Attestation',
    message: { chain: from, checkpoint: bytes },
  } as const
}

/** A member's signature over a checkpoint. Check first that the source chain really published it. */
export function signAsCommittee(
  account: LocalAccount,
  parameters: CheckpointParameters,
): Promise<Hex> {
  return account.signTypedData(committeeTypedData(parameters))
}

/** The call that brings the members' signatures, sorted as the contract wants them. */
export async function prepareAttestAsCommittee(
  parameters: CheckpointParameters & { signatures: readonly Hex[] },
): Promise<Call> {
  const { deployment, from, to, bytes, signatures } = parameters
  const typed = committeeTypedData(parameters)
  const signed = await Promise.all(
    signatures.map(async (signature) => ({
      signature,
      signer: (await recoverTypedDataAddress({ ...typed, signature })).toLowerCase(),
    })),
  )
  signed.sort((a, b) => (a.signer < b.signer ? -1 : 1))
  return {
    to: chainOf(deployment, to).contracts.committee,
    data: encodeFunctionData({
      abi: committeeAbi,
      functionName: 'attest',
      args: [from, bytes, signed.map(({ signature }) => signature)],
    }),
    value: 0n,
  }
}

/** Brings the members' signatures on the destination chain, to which the client is connected. */
export async function attestAsCommittee(
  client: WriteClient,
  parameters: CheckpointParameters & { signatures: readonly Hex[] },
): Promise<Hash> {
  return sendCall(client, await prepareAttestAsCommittee(parameters))
}
