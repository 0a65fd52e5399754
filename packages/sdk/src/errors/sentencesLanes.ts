import { formatEther } from 'viem'
import { sayChain, sayTime } from './format.js'
import type { Sentence } from './sentences.js'

const wei = (value: unknown) => `${formatEther(value as bigint)} of native coin`

/** Errors of lanes, quorum and transports, LayerZero and Wormhole included. */
export const laneSentences: Record<string, Sentence> = {
  Messenger_FeeTooLow: [
    'retry',
    ({ given, required }) =>
      `The lane's fee rose to ${wei(required)}, ${wei(given)} were given: ask for the fee again and repeat.`,
  ],
  Messenger_FeeTooHigh: ['fix', ({ given }) => `A fee of ${wei(given)} is more than a lane takes.`],
  Messenger_UnknownChain: [
    'fix',
    ({ chain }, c) => `There is no lane to ${sayChain(c, chain)} from here.`,
  ],
  Messenger_AlreadyConnected: [
    'fix',
    ({ chain }, c) => `The lane to ${sayChain(c, chain)} exists already.`,
  ],
  Messenger_LaneFrozen: [
    'wait',
    ({ chain }, c) =>
      `The lane from ${sayChain(c, chain)} is frozen, because its bridges contradicted each other: governance must look and let it run again.`,
  ],
  Messenger_UnknownBlock: [
    'retry',
    'The chain has forgotten the hash of its parent block: repeat.',
  ],
  Messenger_NotTheQuorum: ['give up', 'Only the quorum makes this call.'],
  Messenger_Forgotten: [
    'give up',
    ({ seq }) =>
      `The link after message ${seq} is too old to be checked: bring a newer checkpoint.`,
  ],
  Messenger_Closed: [
    'give up',
    'The hatch of this vault is open: it takes no checkpoints any more.',
  ],
  Lane_Gap: [
    'fix',
    ({ expected, given }) =>
      `The next message is ${expected}, not ${given}: bring the ones before it too.`,
  ],
  Lane_UnknownStart: [
    'fix',
    ({ seq }) => `No accepted link stands before message ${seq}: begin at the next unhandled one.`,
  ],
  Lane_AlreadyIngested: [
    'give up',
    ({ handled }) => `All of these messages were handled before (up to ${handled}).`,
  ],
  Lane_NotAccepted: [
    'wait',
    ({ seq }) =>
      `No accepted checkpoint covers exactly the messages up to ${seq}: end at an accepted one, or wait until two bridges attested.`,
  ],
  Lane_Truncated: ['fix', 'The row of messages is cut off: encode it again.'],
  Message_BadLength: ['fix', 'These bytes are not a checkpoint.'],

  Quorum_FeesMismatch: [
    'fix',
    ({ transports }) => `Give one fee for each of the ${transports} transports.`,
  ],
  Quorum_FeesExceedValue: ['fix', 'The fees add up to more than the value sent.'],
  Quorum_NotPublished: ['fix', 'Only the newest published checkpoint can be sent again.'],
  Quorum_NotATransport: ['give up', ({ caller }) => `${caller} is not an enabled transport.`],
  Quorum_NotTheCommittee: ['give up', 'Only the committee makes this call.'],
  Quorum_WrongLane: ['give up', 'The checkpoint belongs to another lane.'],
  Quorum_LaneFrozen: [
    'wait',
    ({ chain }, c) =>
      `The lane from ${sayChain(c, chain)} is frozen, because its bridges contradicted each other: governance must look and let it run again.`,
  ],
  Quorum_NotFrozen: ['give up', 'The lane is not frozen.'],
  Quorum_NotEnough: [
    'wait',
    ({ eligibleAt }) =>
      Number(eligibleAt) > 0
        ? `One transport and the committee attested; without contradiction that suffices from ${sayTime(eligibleAt)}.`
        : 'Two transports must attest to the checkpoint first (or one and the committee).',
  ],
  Quorum_FalseAcknowledgement: [
    'give up',
    'The checkpoint acknowledges messages that were never sent.',
  ],
  Quorum_TooManyTransports: ['give up', 'The quorum has as many transports as it can (4).'],
  Quorum_TransportKnown: ['fix', 'The transport is already listed.'],
  Quorum_RefundRefused: [
    'fix',
    'The caller does not take the rest of the value back: send the exact fees, or from a plain wallet.',
  ],
  Committee_TooFew: [
    'wait',
    ({ signatures, required }) =>
      `${required} members of the committee must sign, ${signatures} did.`,
  ],
  Committee_NotAMember: ['fix', ({ signer }) => `${signer} is not a member of the committee.`],
  Committee_OutOfOrder: ['fix', 'Bring the signatures in ascending order of signer.'],
  Committee_AlreadyAMember: ['fix', ({ member }) => `${member} is already a member.`],
  Committee_Empty: ['fix', 'A committee needs a member.'],

  LayerZeroTransport_NotTheQuorum: ['give up', 'Only the quorum sends.'],
  LayerZeroTransport_UnknownChain: [
    'fix',
    ({ chain }, c) => `LayerZero has no route to ${sayChain(c, chain)} here.`,
  ],
  LayerZeroTransport_NotStuck: [
    'give up',
    ({ nextNonce }) => `Nothing is stuck before nonce ${nextNonce}.`,
  ],
  LayerZeroTransport_AlreadyReported: [
    'wait',
    'The gap was reported: it can be skipped an hour after the report.',
  ],
  LayerZeroTransport_TooEarly: [
    'wait',
    ({ from }) => `The gap can be skipped from ${sayTime(from)}.`,
  ],
  WormholeTransport_NotTheQuorum: ['give up', 'Only the quorum sends.'],
  WormholeTransport_UnknownChain: [
    'fix',
    ({ chain }, c) => `Wormhole has no route to ${sayChain(c, chain)} here.`,
  ],
  WormholeTransport_UnknownEmitter: [
    'give up',
    'The VAA is not of a transport of this deployment.',
  ],
  WormholeTransport_WrongConsistency: [
    'give up',
    'The VAA was not published with the required finality.',
  ],
  AlreadyProcessed: ['give up', 'The VAA was submitted before.'],
  VerificationFailed: [
    'retry',
    'The VAA does not verify: fetch it again; after a change of the guardian set the guardians sign it anew.',
  ],
  UnexpectedVersion: ['fix', 'These bytes are not a VAA.'],
  OutOfBounds: ['fix', 'These bytes are cut off.'],
  NotEnoughNative: ['retry', 'The LayerZero fee rose: ask for the fees again and repeat.'],
  NoPeer: ['give up', ({ eid }) => `LayerZero endpoint ${eid} has no peer here.`],
  OnlyEndpoint: ['give up', 'Only the LayerZero endpoint makes this call.'],
  OnlyPeer: ['give up', 'The packet is not of the transport on the other side.'],
  LzTokenUnavailable: ['give up', 'Fees are paid in native coin only.'],
  InvalidEndpointCall: ['give up', 'The LayerZero endpoint does not take this call.'],
  InvalidDelegate: ['fix', 'The delegate is the zero address.'],
  LZ_InvalidNonce: [
    'wait',
    ({ nonce }) =>
      `LayerZero delivers nonce ${nonce} only once all before it are verified; a gap can be reported and skipped after an hour.`,
  ],
  LZ_PayloadHashNotFound: ['wait', 'The packet is not committed yet (or was delivered before).'],
  LZ_PathNotVerifiable: ['give up', 'The packet was delivered or skipped before.'],
  LZ_PathNotInitializable: ['give up', 'The receiver does not take packets from this path.'],
  LZ_ULN_Verifying: ['wait', 'Not all required DVNs verified the packet yet.'],
}
