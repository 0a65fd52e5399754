import type { Address, Hex } from 'viem'
import { type BidDeposit, type BidTerms, bidHeadLength, decodeBid, encodeBid } from './bid.js'
import { fixed, join, read, uint } from './bytes.js'
import { WireError } from './errors.js'

/** Numbers of the kinds of message. 1 to 15 go from a spoke to the hub, 16 and more the other way. */
export const messageKinds = {
  deposit: 1,
  exitRequest: 2,
  setSigner: 3,
  bid: 4,
  deficit: 5,
  escaped: 6,
  release: 16,
  halt: 17,
} as const

/** Why a release was made. */
export const releaseReasons = { withdrawal: 1, ticket: 2, refund: 3 } as const

/** What a message says. Amounts are in the token's own units, `expiry` in seconds. */
export type Message =
  | { type: 'deposit'; account: Hex; token: Address; amount: bigint; depositor: Address }
  | { type: 'exitRequest'; account: Hex; token: Address; amount: bigint; receiver: Address }
  | { type: 'setSigner'; owner: Address; signer: Address; expiry: bigint }
  | ({ type: 'bid' } & BidDeposit & BidTerms)
  | { type: 'deficit'; token: Address; shortfall: bigint }
  | { type: 'escaped'; account: Hex; token: Address; paid: bigint }
  | {
      type: 'release'
      id: bigint
      token: Address
      amount: bigint
      receiver: Address
      reason: number
    }
  | { type: 'halt'; token: Address; level: number }

/** A message as a lane has it: the number of its kind, and its bytes. */
export type RawMessage = { kind: number; body: Hex }

/** Bytes of each kind's body; a bid's legs follow its. */
export const bodyLengths = {
  deposit: 88,
  exitRequest: 88,
  setSigner: 48,
  bid: bidHeadLength,
  deficit: 36,
  escaped: 68,
  release: 65,
  halt: 21,
} as const satisfies Record<Message['type'], number>

/** A message's kind and body. @throws WireError when a value does not fit its field */
export function encodeMessage(message: Message): RawMessage {
  return { kind: messageKinds[message.type], body: join(fields(message)) }
}

function fields(message: Message): Hex[] {
  switch (message.type) {
    case 'deposit':
      return [...accountTokenAmount(message), fixed(message.depositor, 20, 'depositor')]
    case 'exitRequest':
      return [...accountTokenAmount(message), fixed(message.receiver, 20, 'receiver')]
    case 'setSigner':
      return [
        fixed(message.owner, 20, 'owner'),
        fixed(message.signer, 20, 'signer'),
        uint(message.expiry, 8, 'expiry'),
      ]
    case 'bid':
      return [encodeBid(message)]
    case 'deficit':
      return [fixed(message.token, 20, 'token'), uint(message.shortfall, 16, 'shortfall')]
    case 'escaped':
      return accountTokenAmount({ ...message, amount: message.paid })
    case 'release':
      return [
        uint(message.id, 8, 'id'),
        fixed(message.token, 20, 'token'),
        uint(message.amount, 16, 'amount'),
        fixed(message.receiver, 20, 'receiver'),
        uint(message.reason, 1, 'reason'),
      ]
    case 'halt':
      return [fixed(message.token, 20, 'token'), uint(message.level, 1, 'level')]
  }
}

function accountTokenAmount(message: { account: Hex; token: Address; amount: bigint }): Hex[] {
  return [
    fixed(message.account, 32, 'account'),
    fixed(message.token, 20, 'token'),
    uint(message.amount, 16, 'amount'),
  ]
}

/** What the body of a message of this kind says. @throws WireError for an unknown kind or a wrong length */
export function decodeMessage({ kind, body }: RawMessage): Message {
  const type = typeOf(kind)
  if (type === undefined) throw new WireError(`messages of kind ${kind} are unknown`)
  if (type === 'bid') return { type, ...decodeBid(body) }
  const reader = read(body, bodyLengths[type], `body of a ${type}`)
  switch (type) {
    case 'deposit':
      return { type, ...readAmount(reader), depositor: reader.address() }
    case 'exitRequest':
      return { type, ...readAmount(reader), receiver: reader.address() }
    case 'setSigner':
      return { type, owner: reader.address(), signer: reader.address(), expiry: reader.uint(8) }
    case 'deficit':
      return { type, token: reader.address(), shortfall: reader.uint(16) }
    case 'escaped': {
      const { amount, ...rest } = readAmount(reader)
      return { type, ...rest, paid: amount }
    }
    case 'release':
      return {
        type,
        id: reader.uint(8),
        token: reader.address(),
        amount: reader.uint(16),
        receiver: reader.address(),
        reason: Number(reader.uint(1)),
      }
    case 'halt':
      return { type, token: reader.address(), level: Number(reader.uint(1)) }
  }
}

function readAmount(reader: ReturnType<typeof read>) {
  return { account: reader.bytes(32), token: reader.address(), amount: reader.uint(16) }
}

function typeOf(kind: number): Message['type'] | undefined {
  const entries = Object.entries(messageKinds) as [Message['type'], number][]
  return entries.find(([, number]) => number === kind)?.[0]
}
