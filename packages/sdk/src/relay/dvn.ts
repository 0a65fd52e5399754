import {
  type Address,
  encodeFunctionData,
  encodePacked,
  type Hash,
  type Hex,
  keccak256,
  type LocalAccount,
  recoverMessageAddress,
} from 'viem'
import { chainOf, type Deployment } from '../deployment.js'
import { type Call, sendCall, type WriteClient } from './client.js'
import { dvnAbi, ulnAbi } from './vendorAbis.js'

/** An instruction to the operators' DVN on the destination chain `to`: verify a packet. */
export type DvnJob = {
  deployment: Deployment
  to: number
  header: Hex
  payloadHash: Hash
  /** Block confirmations that the DVN vouches for. */
  confirmations: bigint
  /** Until when the signatures are good, in seconds of the destination's clock. All signers must name the same. */
  expiration: bigint
}

/** A job with the signatures of exactly the DVN's quorum. */
export type SignedDvnJob = DvnJob & { signatures: readonly Hex[] }

/** A DVN's `vid`: LayerZero derives it from the endpoint id. */
function instructionOf(job: DvnJob) {
  const { layerzero } = chainOf(job.deployment, job.to)
  return {
    vid: layerzero.eid % 30_000,
    target: layerzero.receiveLibrary,
    callData: encodeFunctionData({
      abi: ulnAbi,
      functionName: 'verify',
      args: [job.header, job.payloadHash, job.confirmations],
    }),
    expiration: job.expiration,
  }
}

/** What the DVN's signers sign, as an EIP-191 message of these 32 bytes. */
export function dvnJobHash(job: DvnJob): Hash {
  const { vid, target, expiration, callData } = instructionOf(job)
  return keccak256(
    encodePacked(['uint32', 'address', 'uint256', 'bytes'], [vid, target, expiration, callData]),
  )
}

/** A signer's word that the packet was sent. Check that first: on finalised blocks, against the contract's storage. */
export function signDvnJob(account: LocalAccount, job: DvnJob): Promise<Hex> {
  return account.signMessage({ message: { raw: dvnJobHash(job) } })
}

/** Who made a signature of `signDvnJob`. */
export function recoverDvnSigner(job: DvnJob, signature: Hex): Promise<Address> {
  return recoverMessageAddress({ message: { raw: dvnJobHash(job) }, signature })
}

/** The call that executes jobs, all of one chain. Only the DVN's admins may send it. */
export async function prepareExecuteDvn(
  jobs: readonly [SignedDvnJob, ...SignedDvnJob[]],
): Promise<Call> {
  const [{ deployment, to }] = jobs
  const params = await Promise.all(
    jobs.map(async (job) => {
      const signed = await Promise.all(
        job.signatures.map(async (signature) => ({
          signature,
          signer: (await recoverDvnSigner(job, signature)).toLowerCase(),
        })),
      )
      signed.sort((a, b) => (a.signer < b.signer ? -1 : 1))
      const signatures: Hex = `0x${signed.map(({ signature }) => signature.slice(2)).join('')}`
      return { ...instructionOf(job), signatures }
    }),
  )
  return {
    to: chainOf(deployment, to).layerzero.operatorDvn,
    data: encodeFunctionData({ abi: dvnAbi, functionName: 'execute', args: [params] }),
    value: 0n,
  }
}

/**
 * Executes jobs on the destination chain, to which the client is connected. The DVN swallows the failures of single
 * jobs: read the packet's state afterwards, the transaction's status says nothing.
 */
export async function executeDvn(
  client: WriteClient,
  jobs: readonly [SignedDvnJob, ...SignedDvnJob[]],
): Promise<Hash> {
  return sendCall(client, await prepareExecuteDvn(jobs))
}
