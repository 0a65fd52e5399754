import type { Address, Hash, Hex } from 'viem'
import type { Message } from '../wire/index.js'

/** One step of a crossing, in the order in which they happen. */
export type TransferStep = {
  name:
    | 'appended'
    | 'final'
    | 'published'
    | 'layerzero'
    | 'wormhole'
    | 'accepted'
    | 'handled'
    | 'settled'
  /** What the step is, in a few words. */
  label: string
  done: boolean
  /** Registry number of the chain where it happens. */
  chain: number
  /** Seconds, by that chain's clock; undefined when it is not done, or no block says when. */
  at?: number | undefined
  hash?: Hash | undefined
}

/** Where the money is. */
export type FundsAt = {
  place: 'wallet' | 'vault' | 'account' | 'receiver' | 'none'
  /** Registry number of the chain. */
  chain: number
  /** Who holds it there: wallet, vault or receiver. */
  address?: Address | undefined
  /** In words. */
  words: string
}

/** Who can do what next. `call` is what `recoverTransfer` would do for it, where anyone may. */
export type NextStep = {
  who:
    | 'anyone'
    | 'owner'
    | 'depositor'
    | 'receiver'
    | 'the chain'
    | 'the DVNs'
    | 'the operators'
    | 'the guardians'
    | 'governance'
  action: string
  /** Seconds from which it is possible, if not now. */
  since?: number | undefined
  call?: RecoveryCall | undefined
}

/** What anyone can do to move a transfer on. */
export type RecoveryCall =
  | 'publish'
  | 'commitPacket'
  | 'deliverPacket'
  | 'reportStuck'
  | 'skipStuck'
  | 'submitVaa'
  | 'acceptCheckpoint'
  | 'ingest'
  | 'executeDeposit'
  | 'executeTicket'
  | 'executeBid'
  | 'returnBid'
  | 'payWaiting'

/** How far LayerZero is with the checkpoint. */
export type LayerZeroProgress = {
  status: 'not sent' | 'verifying' | 'verifiable' | 'committed' | 'contradicted' | 'attested'
  nonce?: bigint | undefined
  /** Required DVNs that did not verify yet. */
  missing: Address[]
  /** Whether the operators' own DVN, run by relayers, is among them. */
  waitsForOperators: boolean
  /** A nonce before ours that LayerZero must deliver or skip first. */
  blockedBy?: bigint | undefined
  at?: number | undefined
  hash?: Hash | undefined
}

/** How far Wormhole is with the checkpoint. */
export type WormholeProgress = {
  status: 'not sent' | 'signing' | 'signed' | 'unreachable' | 'attested'
  sequence?: bigint | undefined
  /** The signed VAA, when it has to be brought. */
  vaa?: Hex | undefined
  at?: number | undefined
  hash?: Hash | undefined
}

/** A published checkpoint that covers the message. */
export type TransferCheckpoint = {
  outSeq: bigint
  bytes: Hex
  hash: Hash
  blockNumber: bigint
  at: number
  isFinal: boolean
}

/** Where a transfer stands. Amounts in token units unless said; times in seconds. */
export type TransferState =
  | { status: 'sent' }
  | { status: 'failed'; reason: string }
  | { status: 'reorganised' }
  | { status: 'locked' }
  | { status: 'appended' }
  | { status: 'final' }
  | {
      status: 'published'
      checkpoint: TransferCheckpoint
      layerzero: LayerZeroProgress
      wormhole: WormholeProgress
    }
  | {
      status: 'attested'
      checkpoint: TransferCheckpoint
      layerzero: LayerZeroProgress
      wormhole: WormholeProgress
      /** When one transport and the committee suffice; 0: they do not. */
      eligibleAt: number
    }
  | { status: 'accepted'; acceptedSeq: bigint; handledSeq: bigint }
  | { status: 'frozen'; chain: number }
  | { status: 'credited'; amount: bigint /** Cash, 18 decimals. */; rebate: bigint }
  | { status: 'pending'; reason: number; why: string; matureAt: number }
  | { status: 'refunding'; release: Transfer }
  | { status: 'refunded'; release: Transfer }
  | {
      /** A ticket that waits to be executed until it expires, or a bid that waits to be made until its deadline. */
      status: 'booked'
      expiry: number
      blocker?: string | undefined
    }
  | {
      /** A bid took part in its auction: what it came to (USD, 18 decimals), and what it sent out. */
      status: 'made'
      cost: bigint
      discount: bigint
      fee: bigint
      covered: bigint
      released: bigint
      releases: Transfer[]
      /** Whether what is left of its cash can still be sent back. */
      returnable: boolean
    }
  | {
      /** The cash of a bid that was not made went back. */ status: 'returned'
      releases: Transfer[]
    }
  | { status: 'releasing'; release: Transfer; amount: bigint }
  | { status: 'cancelled' }
  | { status: 'released'; amount: bigint; receiver: Address; at?: number | undefined }
  | { status: 'waiting'; amount: bigint; receiver: Address; matureAt: number }
  | { status: 'claimable'; amount: bigint; receiver: Address }
  | { status: 'claimed'; amount: bigint; receiver: Address; to: Address }
  | { status: 'rejected' }
  | { status: 'handled' }

/** Names of all states. */
export type TransferStatus = TransferState['status']

/** A crossing of one message from chain to chain, as the chains tell it. */
export type Transfer = {
  type: 'deposit' | 'exit' | 'withdrawal' | 'bid' | 'signer' | 'other'
  /** Registry numbers. `destination` and `seq` are undefined until the message is in a block. */
  source: number
  destination: number | undefined
  seq: bigint | undefined
  hash: Hash
  message: Message | undefined
  /** The message's bytes as they are needed by `executeDeposit` and the like. */
  body: Hex | undefined
  state: TransferState
  /** Nothing more will happen by itself, and nothing needs to. */
  done: boolean
  steps: TransferStep[]
  fundsAt: FundsAt
  next: NextStep[]
}

/** The releases that a transfer led to. */
export function releasesOf({ state }: Pick<Transfer, 'state'>): Transfer[] {
  if ('releases' in state) return state.releases
  return 'release' in state ? [state.release] : []
}
