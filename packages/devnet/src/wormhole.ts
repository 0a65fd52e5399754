import { type Address, encodeFunctionData, type Hex, numberToHex, pad, parseAbi } from 'viem'
import { type Artifact, artifact } from './artifact.js'
import { startBatch } from './batch.js'
import type { Wallet } from './wallet.js'

/** Addresses of Wormhole on one chain. */
export type WormholeAddresses = {
  wormholeChainId: number
  core: Address
  implementation: Address
}

/** Who governs the guardians: Wormhole's id of the chain, and the emitter there. */
export const wormholeGovernance = { chain: 1, emitter: pad(numberToHex(4), { size: 32 }) } as const

/** What one needs of the core bridge. */
export const wormholeCoreAbi = parseAbi([
  'event LogMessagePublished(address indexed sender, uint64 sequence, uint32 nonce, bytes payload, uint8 consistencyLevel)',
  'function publishMessage(uint32 nonce, bytes payload, uint8 consistencyLevel) payable returns (uint64 sequence)',
  'function messageFee() view returns (uint256)',
  'function chainId() view returns (uint16)',
  'function evmChainId() view returns (uint256)',
  'function isFork() view returns (bool)',
  'function nextSequence(address emitter) view returns (uint64)',
  'function getCurrentGuardianSetIndex() view returns (uint32)',
  'function getGuardianSet(uint32 index) view returns ((address[] keys, uint32 expirationTime))',
  'function submitNewGuardianSet(bytes vaa)',
  'function parseAndVerifyVM(bytes vaa) view returns ((uint8 version, uint32 timestamp, uint32 nonce, uint16 emitterChainId, bytes32 emitterAddress, uint64 sequence, uint8 consistencyLevel, bytes payload, uint32 guardianSetIndex, (bytes32 r, bytes32 s, uint8 v, uint8 guardianIndex)[] signatures, bytes32 hash) vm, bool valid, string reason)',
])

/**
 * Deploys Wormhole's core bridge, the vendor's own bytecode, with these guardians as set 0.
 *
 * @throws DevnetError when the contracts are not compiled, or naming the deployment that failed
 */
export async function deployWormhole(
  wallet: Wallet,
  parameters: {
    wormholeChainId: number
    evmChainId: number
    /** Guardian set 0, in order of the index. */
    guardians: readonly Address[]
    /** What publishing a message costs, in wei. Default 0. */
    messageFee?: bigint
  },
  mine?: () => Promise<unknown>,
): Promise<WormholeAddresses> {
  const { wormholeChainId, evmChainId, guardians, messageFee = 0n } = parameters
  const setup = artifact('WormholeSetup')
  const proxy = artifact('ERC1967Proxy')
  const batch = await startBatch(wallet, mine)
  const implementation = batch.deploy(await coreImplementation())
  const data = encodeFunctionData({
    abi: setup.abi,
    functionName: 'setup',
    args: [
      ...[implementation, guardians, wormholeChainId, BigInt(evmChainId)],
      ...[wormholeGovernance.chain, wormholeGovernance.emitter, messageFee],
    ],
  })
  const core = batch.deploy(proxy, [batch.deploy(setup), data])
  await batch.flush()
  return { wormholeChainId, core, implementation }
}

async function coreImplementation(): Promise<Artifact> {
  // Loaded only where it is needed: it brings a second Ethereum library with it.
  const { ethers_contracts } = await import('@wormhole-foundation/sdk-evm-core')
  const factory = ethers_contracts.Implementation__factory
  return {
    name: "Wormhole's Implementation",
    abi: wormholeCoreAbi,
    bytecode: factory.bytecode as Hex,
  }
}
