// Writes test/vectors/messages.json: node --conditions=source --import tsx packages/sdk/src/wire/vectors.ts
// Numbers are decimal strings, so that every language reads them alike.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Address, type Hex, keccak256, numberToHex, stringToHex } from 'viem'
import { bidSubaccount } from './bid.js'
import { type Checkpoint, encodeCheckpoint } from './checkpoint.js'
import { nativeToken, toAccountId, toAssetId } from './ids.js'
import { fold, laneId, leaf, packMessages } from './lane.js'
import { encodeMessage, type Message } from './message.js'

/** Where the vectors lie. */
export const vectorsFile = fileURLToPath(
  new URL('../../../../test/vectors/messages.json', import.meta.url),
)

const word = (name: string) => keccak256(stringToHex(name))
const address = (name: string) => word(name).slice(0, 42) as Address
const max = (bits: number) => (1n << BigInt(bits)) - 1n
const zero: Address = numberToHex(0, { size: 20 })
const ones: Address = numberToHex(max(160), { size: 20 })
const account = (name: string, subaccount = 0n, chain = 0) =>
  toAccountId({ owner: address(name), chain, subaccount })

const messages: Record<string, Message> = {
  deposit: {
    type: 'deposit',
    account: account('alice'),
    token: address('USDC'),
    amount: 1_000_000n,
    depositor: address('alice'),
  },
  depositOfTheLargestAmount: {
    type: 'deposit',
    account: numberToHex(max(256), { size: 32 }),
    token: ones,
    amount: max(128),
    depositor: ones,
  },
  depositOfNothing: {
    type: 'deposit',
    account: numberToHex(0, { size: 32 }),
    token: zero,
    amount: 0n,
    depositor: zero,
  },
  depositOfTheNativeCoin: {
    type: 'deposit',
    account: account('bob', max(64), 4),
    token: nativeToken,
    amount: 10n ** 18n,
    depositor: address('bob'),
  },
  exitRequest: {
    type: 'exitRequest',
    account: account('carol', 7n),
    token: address('WETH'),
    amount: 123_456_789n,
    receiver: address('carol'),
  },
  setSigner: {
    type: 'setSigner',
    owner: address('wallet'),
    signer: address('key'),
    expiry: 1_800_000_000n,
  },
  setSignerForever: { type: 'setSigner', owner: ones, signer: zero, expiry: max(64) },
  bidOfLegs: {
    type: 'bid',
    account: account('liquidator', bidSubaccount(2, 12n)),
    token: address('USDC'),
    amount: 25_000_000_000n,
    depositor: address('liquidator'),
    liquidated: account('alice'),
    share: 0,
    maxCost: 24_000n * 10n ** 18n,
    deadline: 1_800_000_000n,
    receiver: address('liquidator'),
    collateral: [
      { chain: 1, token: address('WETH'), amount: 10n ** 18n },
      { chain: 2, token: nativeToken, amount: 3n },
    ],
    positions: [{ instrument: address('ETH-PERP'), size: 5n * 10n ** 17n }],
  },
  bidOfAShare: {
    type: 'bid',
    account: account('wallet', bidSubaccount(4, 1n), 4),
    token: address('USDC'),
    amount: 1n,
    depositor: address('wallet'),
    liquidated: account('bob', 3n),
    share: 1_000_000,
    maxCost: -(1n << 127n),
    deadline: max(64),
    receiver: zero,
    collateral: [],
    positions: [],
  },
  bidOfTheLargestLegs: {
    type: 'bid',
    account: numberToHex(max(256), { size: 32 }),
    token: ones,
    amount: max(128),
    depositor: ones,
    liquidated: numberToHex(max(256), { size: 32 }),
    share: 0xffffffff,
    maxCost: max(127),
    deadline: 0n,
    receiver: ones,
    collateral: [{ chain: 0xffffffff, token: ones, amount: max(128) }],
    positions: [
      { instrument: ones, size: max(96) },
      { instrument: zero, size: 0n },
    ],
  },
  deficit: { type: 'deficit', token: address('stETH'), shortfall: 42n },
  deficitOfTheLargestAmount: { type: 'deficit', token: ones, shortfall: max(128) },
  escaped: { type: 'escaped', account: account('dave'), token: address('USDC'), paid: 5n },
  release: {
    type: 'release',
    id: 1n,
    token: address('USDC'),
    amount: 999_999n,
    receiver: address('alice'),
    reason: 1,
  },
  releaseOfTheLargestAmount: {
    type: 'release',
    id: max(64),
    token: ones,
    amount: max(128),
    receiver: ones,
    reason: 255,
  },
  halt: { type: 'halt', token: address('USDC'), level: 2 },
  haltOfTheHighestLevel: { type: 'halt', token: ones, level: 255 },
}

const checkpoints: Record<string, Checkpoint> = {
  first: {
    lane: word('lane'),
    outSeq: 0n,
    outAcc: word('lane'),
    inSeq: 0n,
    inAcc: word('opposite'),
    blockNumber: 1n,
    blockHash: word('block'),
    heardBlock: 0n,
    heardTime: 0n,
    time: 1_700_000_000n,
  },
  typical: {
    lane: word('lane'),
    outSeq: 1_234n,
    outAcc: word('outAcc'),
    inSeq: 567n,
    inAcc: word('inAcc'),
    blockNumber: 21_000_000n,
    blockHash: word('block 2'),
    heardBlock: 29_000_000n,
    heardTime: 1_799_999_000n,
    time: 1_800_000_000n,
  },
  largest: {
    lane: numberToHex(max(256), { size: 32 }),
    outSeq: max(64),
    outAcc: numberToHex(max(256), { size: 32 }),
    inSeq: max(64),
    inAcc: numberToHex(max(256), { size: 32 }),
    blockNumber: max(64),
    blockHash: numberToHex(max(256), { size: 32 }),
    heardBlock: max(64),
    heardTime: max(64),
    time: max(64),
  },
}

const lanes = [
  {
    sourceChain: 1,
    source: address('spoke'),
    destinationChain: 3,
    destination: address('gateway'),
    epoch: 1,
  },
  {
    sourceChain: 0xffffffff,
    source: ones,
    destinationChain: 0,
    destination: zero,
    epoch: 0xffffffff,
  },
]

/** All vectors, computed by the TypeScript side. */
export function makeVectors() {
  const raws = Object.values(messages).map(encodeMessage)
  let acc: Hex = laneId(lanes[0] as (typeof lanes)[0])
  const links = raws.map((raw, index) => {
    const leafHash = leaf(BigInt(index + 1), raw)
    acc = fold(acc, leafHash)
    return { seq: String(index + 1), leaf: leafHash, acc }
  })
  return {
    messages: Object.entries(messages).map(([name, { type, ...fields }]) => {
      const { kind, body } = encodeMessage({ type, ...fields } as Message)
      return { name, type, kind, body, fields: text(fields) }
    }),
    checkpoints: Object.entries(checkpoints).map(([name, checkpoint]) => ({
      name,
      fields: text(checkpoint),
      bytes: encodeCheckpoint(checkpoint),
    })),
    lanes: lanes.map((lane) => ({ fields: text(lane), id: laneId(lane) })),
    chain: { seed: laneId(lanes[0] as (typeof lanes)[0]), row: packMessages(raws), links },
    bidSubaccounts: [
      { chain: 2, seq: 12n },
      { chain: 0xffffffff, seq: max(64) },
    ].map((value) => ({
      fields: text(value),
      subaccount: String(bidSubaccount(value.chain, value.seq)),
    })),
    accounts: [
      { owner: address('alice'), chain: 0, subaccount: 0n },
      { owner: ones, chain: 0xffffffff, subaccount: max(64) },
    ].map((value) => ({ fields: text(value), id: toAccountId(value) })),
    assets: [
      { chain: 1, token: address('USDC') },
      { chain: 0xffffffff, token: nativeToken },
    ].map((value) => ({ fields: text(value), id: toAssetId(value) })),
  }
}

type Field = string | number | bigint | readonly object[]
type Text = string | Text[] | { [name: string]: Text }

/** Values as text: numbers in decimal, hex in lower case. */
export function text(fields: object): Record<string, Text> {
  const entries = Object.entries(fields) as [string, Field][]
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'object' ? value.map(text) : String(value).toLowerCase(),
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(vectorsFile), { recursive: true })
  writeFileSync(vectorsFile, `${JSON.stringify(makeVectors(), null, 2)}\n`)
}
