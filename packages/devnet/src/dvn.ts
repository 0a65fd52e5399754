import { type Address, encodeFunctionData, encodePacked, type Hex, keccak256, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

/** The events and calls of LayerZero that a DVN needs. */
export const dvnAbi = parseAbi([
  'event PacketSent(bytes encodedPayload, bytes options, address sendLibrary)',
  'event DVNFeePaid(address[] requiredDVNs, address[] optionalDVNs, uint256[] fees)',
  'event PayloadVerified(address dvn, bytes header, uint256 confirmations, bytes32 proofHash)',
  'function verify(bytes header, bytes32 payloadHash, uint64 confirmations)',
  'function hashLookup(bytes32 headerHash, bytes32 payloadHash, address dvn) view returns (bool submitted, uint64 confirmations)',
  'function getUlnConfig(address oapp, uint32 eid) view returns ((uint64 confirmations, uint8 requiredDVNCount, uint8 optionalDVNCount, uint8 optionalDVNThreshold, address[] requiredDVNs, address[] optionalDVNs))',
  'function execute((uint32 vid, address target, bytes callData, uint256 expiration, bytes signatures)[] params)',
])

/** What a DVN says of a packet. */
export type Verification = { header: Hex; payloadHash: Hex; confirmations: bigint }

/** An instruction that a DVN contract executes when enough of its signers have signed it. */
export type DvnInstruction = {
  vid: number
  target: Address
  callData: Hex
  expiration: bigint
  signatures: Hex
}

/**
 * The instruction that makes a DVN of the destination chain verify a packet, signed by `signerKeys`. The contract wants
 * exactly as many signatures as its quorum, in ascending order of the signers' addresses. `expiration` is a block time in
 * seconds.
 */
export async function signVerification(
  destination: { eid: number; receiveUln: Address },
  { header, payloadHash, confirmations }: Verification,
  signerKeys: readonly Hex[],
  expiration: bigint,
): Promise<DvnInstruction> {
  const args = [header, payloadHash, confirmations] as const
  const callData = encodeFunctionData({ abi: dvnAbi, functionName: 'verify', args })
  const vid = destination.eid % 30_000
  const target = destination.receiveUln
  const types = ['uint32', 'address', 'uint256', 'bytes'] as const
  const raw = keccak256(encodePacked(types, [vid, target, expiration, callData]))
  const signers = signerKeys
    .map((key) => privateKeyToAccount(key))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
  const signatures = await Promise.all(
    signers.map((signer) => signer.signMessage({ message: { raw } })),
  )
  return {
    vid,
    target,
    callData,
    expiration,
    signatures: `0x${signatures.map((s) => s.slice(2)).join('')}`,
  }
}
