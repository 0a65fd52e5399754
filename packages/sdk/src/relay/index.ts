export {
  acceptCheckpoint,
  type CheckpointParameters,
  getVotes,
  prepareAcceptCheckpoint,
  type Votes,
} from './acceptCheckpoint.js'
export {
  type Call,
  type LaneRef,
  lanesOf,
  messengerOf,
  type ReadClient,
  sendCall,
  type WriteClient,
} from './client.js'
export {
  attestAsCommittee,
  committeeTypedData,
  prepareAttestAsCommittee,
  signAsCommittee,
} from './committee.js'
export {
  commitPacket,
  deliverPacket,
  type PacketParameters,
  prepareCommitPacket,
  prepareDeliverPacket,
} from './deliverPacket.js'
export {
  type DvnJob,
  dvnJobHash,
  executeDvn,
  prepareExecuteDvn,
  recoverDvnSigner,
  type SignedDvnJob,
  signDvnJob,
} from './dvn.js'
export { GuardiansUnavailableError, LogsContradictedError, RelayError } from './errors.js'
export { getLane, type Lane } from './getLane.js'
export { getLogsInChunks, getRawLogs } from './getLogsInChunks.js'
export { checkMessages, decodeAppended, getMessages, type SentMessage } from './getMessages.js'
export { getPacketState, getPathState, type PacketState, type PathState } from './getPacketState.js'
export {
  decodePublished,
  getPublications,
  lanePackets,
  laneWormholeMessages,
  type Publication,
} from './getPublications.js'
export {
  getAcceptedLink,
  type IngestLimits,
  type IngestStep,
  ingest,
  planIngest,
  prepareIngestStep,
} from './ingest.js'
export { decodePacket, type Packet, packetsIn, wormholeMessagesIn } from './packet.js'
export { type PublishQuote, preparePublish, publish, quotePublish } from './publish.js'
export * from './simulate.js'
export {
  getStuck,
  prepareReportStuck,
  prepareSkipStuck,
  reportStuck,
  type StuckParameters,
  skipStuck,
} from './stuck.js'
export { decodeVaa, fetchVaa, prepareSubmitVaa, submitVaa, type Vaa } from './vaa.js'
export { dvnAbi, endpointAbi, ulnAbi, wormholeCoreAbi } from './vendorAbis.js'
