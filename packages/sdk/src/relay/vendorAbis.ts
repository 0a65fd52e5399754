import { parseAbi } from 'viem'

const ulnConfig =
  'struct UlnConfig { uint64 confirmations; uint8 requiredDVNCount; uint8 optionalDVNCount; uint8 optionalDVNThreshold; address[] requiredDVNs; address[] optionalDVNs; }'
const origin = 'struct Origin { uint32 srcEid; bytes32 sender; uint64 nonce; }'

/** What is used of LayerZero's EndpointV2. */
export const endpointAbi = parseAbi([
  origin,
  'event PacketSent(bytes encodedPayload, bytes options, address sendLibrary)',
  'event PacketVerified(Origin origin, address receiver, bytes32 payloadHash)',
  'event PacketDelivered(Origin origin, address receiver)',
  'function lzReceive(Origin origin, address receiver, bytes32 guid, bytes message, bytes extraData) payable',
  'function inboundPayloadHash(address receiver, uint32 srcEid, bytes32 sender, uint64 nonce) view returns (bytes32)',
  'function lazyInboundNonce(address receiver, uint32 srcEid, bytes32 sender) view returns (uint64)',
  'function inboundNonce(address receiver, uint32 srcEid, bytes32 sender) view returns (uint64)',
  'function outboundNonce(address sender, uint32 dstEid, bytes32 receiver) view returns (uint64)',
  'function getSendLibrary(address sender, uint32 dstEid) view returns (address)',
  'function isDefaultSendLibrary(address sender, uint32 dstEid) view returns (bool)',
  'function getReceiveLibrary(address receiver, uint32 srcEid) view returns (address lib, bool isDefault)',
  'function delegates(address oapp) view returns (address)',
  'error LZ_InvalidNonce(uint64 nonce)',
  'error LZ_PayloadHashNotFound(bytes32 expected, bytes32 actual)',
  'error LZ_PathNotVerifiable()',
  'error LZ_PathNotInitializable()',
])

/** What is used of LayerZero's SendUln302 and ReceiveUln302. */
export const ulnAbi = parseAbi([
  ulnConfig,
  'event PayloadVerified(address dvn, bytes header, uint256 confirmations, bytes32 proofHash)',
  'function verify(bytes packetHeader, bytes32 payloadHash, uint64 confirmations)',
  'function commitVerification(bytes packetHeader, bytes32 payloadHash)',
  'function verifiable(UlnConfig config, bytes32 headerHash, bytes32 payloadHash) view returns (bool)',
  'function hashLookup(bytes32 headerHash, bytes32 payloadHash, address dvn) view returns (bool submitted, uint64 confirmations)',
  'function getUlnConfig(address oapp, uint32 eid) view returns (UlnConfig)',
  'function getAppUlnConfig(address oapp, uint32 eid) view returns (UlnConfig)',
  'error LZ_ULN_Verifying()',
])

/** What is used of LayerZero's DVN contract. */
export const dvnAbi = parseAbi([
  'struct ExecuteParam { uint32 vid; address target; bytes callData; uint256 expiration; bytes signatures; }',
  'event VerifySignaturesFailed(uint256 idx)',
  'event ExecuteFailed(uint256 index, bytes data)',
  'function vid() view returns (uint32)',
  'function quorum() view returns (uint64)',
  'function signerSize() view returns (uint256)',
  'function isSigner(address signer) view returns (bool)',
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function execute(ExecuteParam[] params)',
])

/** What is used of Wormhole's core bridge. */
export const wormholeCoreAbi = parseAbi([
  'event LogMessagePublished(address indexed sender, uint64 sequence, uint32 nonce, bytes payload, uint8 consistencyLevel)',
  'function messageFee() view returns (uint256)',
  'function nextSequence(address emitter) view returns (uint64)',
])
