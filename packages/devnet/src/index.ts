export { type Anvil, type AnvilParameters, startAnvil } from './anvil.js'
export { type Artifact, artifact, layerZeroArtifact } from './artifact.js'
export { type Batch, type BatchCall, startBatch } from './batch.js'
export { type Books, readBooks, type VaultBooks } from './books.js'
export { type ChainNumber, type ChainSpec, chainSpecs } from './chains.js'
export { type Child, type Exit, freePort, isPortFree, spawnChild } from './child.js'
export {
  createDevnet,
  type Devnet,
  type DevnetParameters,
  type LiquidatorParameters,
} from './createDevnet.js'
export * from './deploy/index.js'
export type { DevnetSlice } from './devnetMarkets.js'
export { devnetPrices } from './devnetPlan.js'
export { type DvnInstruction, dvnAbi, signVerification, type Verification } from './dvn.js'
export { DevnetError } from './errors.js'
export { jsonRpc } from './jsonRpc.js'
export {
  type AccountRole,
  type DevnetAccount,
  devnetAccounts,
  mnemonic,
  type SigningKey,
  seededKey,
} from './keys.js'
export {
  defaultConfirmations,
  deployLayerZero,
  type LayerZeroAddresses,
  type LayerZeroParameters,
  layerZeroArtifacts,
  type OutsideDvnSpec,
  receiveOptions,
  ulnConfig,
  wireLayerZero,
} from './layerzero.js'
export {
  createPacket,
  decodePacket,
  encodePacket,
  type Packet,
  type PacketPath,
  packetGuid,
  packetHeader,
  packetPayloadHash,
} from './packet.js'
export { type Report, signReport } from './processes/reports.js'
export { sliceOf } from './processes/surfaces.js'
export type { RelayerParameters } from './relayerProcess.js'
export { type RpcFaults, type RpcProxy, startRpcProxy } from './rpcProxy.js'
export type { Service } from './service.js'
export {
  encodeVaaBody,
  type GuardianSet,
  guardianAddresses,
  guardianQuorum,
  guardianSet,
  guardianSetUpgradePayload,
  signVaa,
  type VaaBody,
  vaaDigest,
} from './vaa.js'
export { createWallet, viemChain, type Wallet } from './wallet.js'
export { startWorld } from './world.js'
export type * from './worldTypes.js'
export {
  deployWormhole,
  type WormholeAddresses,
  wormholeCoreAbi,
  wormholeGovernance,
} from './wormhole.js'
