import { deserialize } from '@wormhole-foundation/sdk-definitions'
import { bytesToHex, encodeFunctionData, type Hash, type Hex, hexToBytes } from 'viem'
import { z } from 'zod'
import { wormholeTransportAbi } from '../abis/wormholeTransport.js'
import { chainOf, type Deployment } from '../deployment.js'
import { type Call, endsOf, type LaneRef, sendCall, type WriteClient, widen } from './client.js'
import { GuardiansUnavailableError, RelayError } from './errors.js'

const answerSchema = z.object({ vaaBytes: z.base64() })

/** What a VAA says. All hex in lower case. */
export type Vaa = {
  emitterChain: string
  emitter: Hex
  sequence: bigint
  consistencyLevel: number
  guardianSet: number
  signatures: number
  payload: Hex
}

/** Reads a VAA. @throws when the bytes are none, or name a chain unknown to Wormhole's own package */
export function decodeVaa(bytes: Hex): Vaa {
  const vaa = deserialize('Uint8Array', hexToBytes(bytes))
  return {
    emitterChain: vaa.emitterChain,
    emitter: bytesToHex(vaa.emitterAddress.toUint8Array()),
    sequence: vaa.sequence,
    consistencyLevel: vaa.consistencyLevel,
    guardianSet: vaa.guardianSet,
    signatures: vaa.signatures.length,
    payload: bytesToHex(vaa.payload),
  }
}

/**
 * The guardians' VAA of one sequence of our transport on the lane's source chain, asked of each of the deployment's
 * guardian APIs until one has it; `undefined` when they do not have it yet.
 *
 * @throws GuardiansUnavailableError when none of them answered as it should
 */
export async function fetchVaa(
  parameters: LaneRef & { sequence: bigint; timeoutMs?: number; signal?: AbortSignal },
): Promise<Hex | undefined> {
  const { deployment, sequence, timeoutMs = 5_000, signal } = parameters
  const { source } = endsOf(parameters)
  const emitter = widen(source.contracts.wormholeTransport)
  const path = `v1/signed_vaa/${source.wormhole.chainId}/${emitter.slice(2)}/${sequence}`
  const failures: string[] = []
  let answered = false
  for (const api of deployment.guardianApis) {
    try {
      const timeout = AbortSignal.timeout(timeoutMs)
      const response = await fetch(`${api.replace(/\/+$/, '')}/${path}`, {
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      if (response.status === 404) {
        answered = true
        continue
      }
      if (!response.ok) throw new RelayError(`status ${response.status}`)
      const { vaaBytes } = answerSchema.parse(await response.json())
      const bytes = fromBase64(vaaBytes)
      const vaa = decodeVaa(bytes)
      if (vaa.emitter !== emitter || vaa.sequence !== sequence)
        throw new RelayError('the VAA is of another message')
      return bytes
    } catch (error) {
      failures.push(`${api}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (answered) return undefined
  throw new GuardiansUnavailableError(
    failures.length === 0
      ? 'the deployment names no guardian API'
      : `no guardian API answered: ${failures.join('; ')}`,
  )
}

/** Bytes in base64, in Node and in browsers alike. */
function fromBase64(text: string): Hex {
  return bytesToHex(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}

/** The call that brings a VAA. Send it on the lane's destination chain. */
export function prepareSubmitVaa(parameters: {
  deployment: Deployment
  to: number
  vaa: Hex
}): Call {
  return {
    to: chainOf(parameters.deployment, parameters.to).contracts.wormholeTransport,
    data: encodeFunctionData({
      abi: wormholeTransportAbi,
      functionName: 'receiveVaa',
      args: [parameters.vaa],
    }),
    value: 0n,
  }
}

/** Brings a VAA to our transport on the chain to which the client is connected. Each works once. */
export function submitVaa(
  client: WriteClient,
  parameters: { deployment: Deployment; to: number; vaa: Hex },
): Promise<Hash> {
  return sendCall(client, prepareSubmitVaa(parameters))
}
