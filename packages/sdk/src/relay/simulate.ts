import type { Hex } from 'viem'
import { call as ethCall } from 'viem/actions'
import type { Deployment } from '../deployment.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { type CheckpointParameters, prepareAcceptCheckpoint } from './acceptCheckpoint.js'
import type { Call, LaneRef, ReadClient } from './client.js'
import { prepareAttestAsCommittee } from './committee.js'
import {
  type PacketParameters,
  prepareCommitPacket,
  prepareDeliverPacket,
} from './deliverPacket.js'
import { prepareExecuteDvn, type SignedDvnJob } from './dvn.js'
import { type IngestStep, prepareIngestStep } from './ingest.js'
import { preparePublish, quotePublish } from './publish.js'
import { prepareReportStuck, prepareSkipStuck, type StuckParameters } from './stuck.js'
import { prepareSubmitVaa } from './vaa.js'

/**
 * Runs a prepared call without sending it, as the client's account if it has one. The twins below are this for each of
 * the calls that carry messages; the client is connected to the chain where the call would be sent.
 *
 * @throws RevertError that says what the contract would refuse, and what to do
 */
export async function simulateCall(client: ReadClient, call: Call): Promise<void> {
  const { account } = client
  try {
    await ethCall(client, { ...(account && { account }), ...call })
  } catch (error) {
    throw toCausewayError(error)
  }
}

/** Runs `publish` without sending it. */
export async function simulatePublish(client: ReadClient, parameters: LaneRef): Promise<void> {
  const { fees } = await quotePublish(client, parameters)
  await simulateCall(client, preparePublish({ ...parameters, fees }))
}

/** Runs `commitPacket` without sending it. */
export function simulateCommitPacket(
  client: ReadClient,
  parameters: PacketParameters,
): Promise<void> {
  return simulateCall(client, prepareCommitPacket(parameters))
}

/** Runs `deliverPacket` without sending it. */
export function simulateDeliverPacket(
  client: ReadClient,
  parameters: PacketParameters,
): Promise<void> {
  return simulateCall(client, prepareDeliverPacket(parameters))
}

/** Runs `submitVaa` without sending it. */
export function simulateSubmitVaa(
  client: ReadClient,
  parameters: { deployment: Deployment; to: number; vaa: Hex },
): Promise<void> {
  return simulateCall(client, prepareSubmitVaa(parameters))
}

/** Runs `acceptCheckpoint` without sending it. */
export function simulateAcceptCheckpoint(
  client: ReadClient,
  parameters: CheckpointParameters,
): Promise<void> {
  return simulateCall(client, prepareAcceptCheckpoint(parameters))
}

/** Runs one step of `ingest` without sending it. */
export function simulateIngestStep(
  client: ReadClient,
  parameters: LaneRef,
  step: IngestStep,
): Promise<void> {
  return simulateCall(client, prepareIngestStep(parameters, step))
}

/** Runs `attestAsCommittee` without sending it. */
export async function simulateAttestAsCommittee(
  client: ReadClient,
  parameters: CheckpointParameters & { signatures: readonly Hex[] },
): Promise<void> {
  await simulateCall(client, await prepareAttestAsCommittee(parameters))
}

/** Runs `executeDvn` without sending it. */
export async function simulateExecuteDvn(
  client: ReadClient,
  jobs: readonly [SignedDvnJob, ...SignedDvnJob[]],
): Promise<void> {
  await simulateCall(client, await prepareExecuteDvn(jobs))
}

/** Runs `reportStuck` without sending it. */
export function simulateReportStuck(
  client: ReadClient,
  parameters: StuckParameters & { laterNonce: bigint },
): Promise<void> {
  return simulateCall(client, prepareReportStuck(parameters))
}

/** Runs `skipStuck` without sending it. */
export function simulateSkipStuck(client: ReadClient, parameters: StuckParameters): Promise<void> {
  return simulateCall(client, prepareSkipStuck(parameters))
}
