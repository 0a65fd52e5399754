import type { Address, Hex, LocalAccount } from 'viem'
import type { Batch } from './batch.js'
import type { ChainNumber, ChainSpec } from './chains.js'
import type { AccountRole, DevnetAccount, SigningKey } from './keys.js'
import type { LayerZeroAddresses } from './layerzero.js'
import type { Packet } from './packet.js'
import type { RpcProxy } from './rpcProxy.js'
import type { Service } from './service.js'
import type { GuardianSet } from './vaa.js'
import type { Wallet } from './wallet.js'
import type { WormholeAddresses } from './wormhole.js'

/** What `startWorld` takes; everything has a default. */
export type WorldParameters = {
  /** Names the keys of guardians and DVN signers. Default 'causeway'. */
  seed?: string
  /** Ports; what is not named gets a free one. */
  ports?: {
    chains?: Partial<Record<ChainNumber, number>>
    guardians?: number
    dvns?: readonly [number, number]
  }
  /** Seconds between blocks, where they should differ from the table of the chains. */
  blockTimes?: Partial<Record<ChainNumber, number>>
  /**
   * How many past blocks' states each chain keeps; older ones cannot be read. Default: all. A state is a whole copy: with a hundred
   * thousand accounts on it each takes hundreds of megabytes.
   */
  keptStates?: number
  /** 'interval' (default): blocks by the clock; 'auto': a block per transaction until `setMining('interval')`. */
  mining?: MiningMode
  /** Price of a Wormhole message, in wei. Default 0. */
  wormholeMessageFee?: bigint
  /** How many of the three operators must sign for their DVN. Default 2. */
  operatorQuorum?: number
  /** Folder that holds the run folder. Default `.causeway` in the current directory. */
  folder?: string
  /** Told what is happening, in a few words. */
  onProgress?: (step: string) => void
}

/** When blocks are made. */
export type MiningMode = 'interval' | 'auto'

/** A running chain with the contracts of LayerZero and Wormhole. */
export type WorldChain = ChainSpec & {
  number: ChainNumber
  url: string
  port: number
  pid: number
  layerZero: LayerZeroAddresses
  wormhole: WormholeAddresses
}

/** A chain by registry number or name. */
export type ChainRef = number | string

/** A bridge that can be made to misbehave. */
export type BridgeName = 'wormhole' | 'layerzero'

/** An outside DVN of the local world. */
export type OutsideDvn = {
  name: string
  signer: SigningKey
  sender: DevnetAccount
  service: Service
}

/** Where a fault applies; without it, everywhere. */
export type FaultScope = {
  /** Chains that it concerns (LayerZero: as source or as destination). */
  chains?: readonly ChainRef[]
  /** LayerZero only: which of the two outside DVNs. */
  dvns?: readonly (0 | 1)[]
}

/** What `forgeVaa` takes. */
export type VaaForgery = {
  chain: ChainRef
  /** Emitter: 32 bytes, or an address. */
  emitter: Hex
  sequence: bigint
  payload: Hex
  consistencyLevel?: number
  nonce?: number
  timestamp?: number
  /** Guardians that sign; without it, a quorum. */
  indices?: readonly number[]
  /** Whether the API serves it too. Default true. */
  publish?: boolean
}

/** What `forgePacket` takes. Sender and receiver are addresses or 32 bytes. */
export type PacketForgery = {
  from: ChainRef
  to: ChainRef
  sender: Hex
  receiver: Hex
  nonce: bigint
  message: Hex
  /** Which of the two outside DVNs verify it. Default both. */
  dvns?: readonly (0 | 1)[]
}

/** What can be done to the world. */
export type WorldFaults = {
  /** Lets a bridge stop working, or go on. A guardian network that was silent catches up, an operator too. */
  silence(bridge: BridgeName, on: boolean, scope?: FaultScope): Promise<void>
  /** Lets a bridge wait before it acts on what is new. 0 ends it. */
  delay(bridge: BridgeName, seconds: number, scope?: FaultScope): Promise<void>
  /** Lets a bridge lose what it sees while this is on: new messages of a chain, or packets from or to it. For good. */
  drop(bridge: BridgeName, on: boolean, scope?: FaultScope): Promise<void>
  /** Guardians sign what no chain said. Returns the VAA. */
  forgeVaa(forgery: VaaForgery): Promise<Hex>
  /** Outside DVNs verify, at once, a packet that was never sent. Returns it, and who succeeded. */
  forgePacket(forgery: PacketForgery): Promise<{ packet: Packet; verified: boolean[] }>
  /**
   * Replaces the last `depth` blocks by as many others. Their transactions are lost, unless `keepTransactions`: then they
   * stand in the first of the new blocks.
   */
  reorg(chain: ChainRef, depth: number, options?: { keepTransactions?: boolean }): Promise<void>
  /** Suspends a chain: no blocks, no answers, connections hang. */
  stopChain(chain: ChainRef): void
  /** Ends `stopChain`; the clock is set right, the blocks that were not made are not made up for. */
  resumeChain(chain: ChainRef): Promise<void>
  /** Ends a chain for good. */
  killChain(chain: ChainRef): Promise<void>
  /** Moves all chains forward by whole seconds and keeps their clocks equal; a suspended one follows when it resumes. */
  increaseTime(seconds: number): Promise<void>
  /** Makes blocks on one chain, now. */
  mine(chain: ChainRef, blocks?: number): Promise<void>
  /** An RPC address of the chain that can be made to misbehave; one per chain, started when first asked for. */
  proxy(chain: ChainRef): Promise<RpcProxy>
}

/** Four chains, LayerZero and Wormhole on each, 19 guardians and two outside DVN operators. */
export type World = WorldFaults & {
  seed: string
  chains: readonly WorldChain[]
  hub: WorldChain
  chain(ref: ChainRef): WorldChain
  accounts: Record<AccountRole, DevnetAccount>
  /** A wallet on one chain: of a role, or of any account. */
  wallet(chain: ChainRef, account: AccountRole | LocalAccount): Wallet
  /** A batch of transactions that does not wait for the chain's blocks: it makes its own. */
  batch(chain: ChainRef, account: AccountRole | LocalAccount): Promise<Batch>
  guardians: { url: string; set: GuardianSet; service: Service }
  outsideDvns: readonly [OutsideDvn, OutsideDvn]
  /** The keys of the operators' own DVN: run by relayers, not by the world. */
  operatorDvn: { signers: readonly DevnetAccount[]; quorum: number; admins: readonly Address[] }
  setMining(mode: MiningMode): Promise<void>
  /** Time of the chains, in seconds. */
  now(): number
  /** Says in one line which chain has ended, or which process though nobody ended it; undefined while all live. */
  deceased(): string | undefined
  /** Configurations and logs. */
  runFolder: string
  /** Ends everything; with `remove`, the run folder too. May be called twice. */
  stop(options?: { remove?: boolean }): Promise<void>
}
