import { bytesToHex, type Hex, hexToBytes } from 'viem'
import { ROW_SIZE } from '../riskArray.js'
import type { Slice } from '../svi.js'
import {
  type LineInput,
  MARGIN_MODES,
  type MarginInput,
  type PositionInput,
  type RiskParameters,
} from './marginInput.js'

type Numeric = bigint | number

/** `MarginInput` as the contract writes it and viem reads it: `RiskEngine.inputOf`. */
export type ContractMarginInput = {
  cash: bigint
  mode: number
  initial: boolean
  initialFactor: bigint
  words: readonly bigint[]
  costs: readonly bigint[]
  places: readonly bigint[]
  markets: readonly {
    index: bigint
    confidence: bigint
    mark: bigint
    params: Readonly<Record<keyof RiskParameters, Numeric>> & { listed: boolean }
  }[]
  expiries: readonly {
    market: bigint
    forward: bigint
    tau: bigint
    tauAtPublication: bigint
    settled: boolean
    slice: Readonly<Record<keyof Slice, Numeric>>
  }[]
  blobs: readonly { expiry: bigint; anchor: bigint; scanRange: bigint; rows: Hex }[]
  lines: readonly {
    market: bigint
    amount: bigint
    price: bigint
    haircutBps: bigint
    basisRate: bigint
    late: boolean
  }[]
  pairs: readonly { first: bigint; second: bigint; share: bigint }[]
}

const KINDS = ['perpetual', 'future', 'call', 'put'] as const
const BYTE = 255n

/** What `computeMargin` takes, from what `RiskEngine.inputOf` answers. */
export function fromContractInput(input: ContractMarginInput): MarginInput {
  const mode = MARGIN_MODES[input.mode]
  if (mode === undefined) throw new RangeError(`${input.mode} is no margin mode`)
  return {
    ...input,
    mode,
    positions: input.words.map((word, i) =>
      readPosition(word, input.costs[i] ?? 0n, input.places[i] ?? 0n),
    ),
    markets: input.markets.map((market) => ({
      ...market,
      params: toBigInts(market.params) as RiskParameters,
    })),
    expiries: input.expiries.map((expiry) => ({
      ...expiry,
      market: Number(expiry.market),
      slice: toBigInts(expiry.slice) as Slice,
    })),
    blobs: input.blobs.map((blob) => ({
      ...blob,
      expiry: Number(blob.expiry),
      rows: readRows(blob.rows),
    })),
    lines: input.lines.map(
      ({ market, ...line }): LineInput =>
        market === 0n ? line : { ...line, market: Number(market) - 1 },
    ),
    pairs: input.pairs.map((pair) => ({
      first: Number(pair.first),
      second: Number(pair.second),
      share: pair.share,
    })),
  }
}

function readPosition(word: bigint, cost: bigint, place: bigint): PositionInput {
  const size = BigInt.asIntN(96, word)
  const kind = KINDS[Number((word >> 200n) & BYTE) - 1]
  const market = Number(place & BYTE)
  const expiry = Number((place >> 8n) & BYTE)
  if (kind === undefined) throw new RangeError(`${word} is no position`)
  if (kind === 'perpetual') return { kind, size, market, cost }
  if (kind === 'future') return { kind, size, market, cost, expiry }
  const strike = BigInt.asUintN(64, word >> 96n)
  const blob = Number((place >> 16n) & BYTE)
  return { kind, size, market, expiry, strike, blob, row: Number(place >> 24n) }
}

function readRows(rows: Hex): number[][] {
  const bytes = hexToBytes(rows)
  return Array.from({ length: bytes.length / ROW_SIZE }, (_, row) =>
    Array.from({ length: ROW_SIZE / 3 }, (_, node) => {
      const from = row * ROW_SIZE + node * 3
      return (
        ((bytes[from] as number) << 16) |
        ((bytes[from + 1] as number) << 8) |
        (bytes[from + 2] as number)
      )
    }),
  )
}

function toBigInts(record: Readonly<Record<string, Numeric | boolean>>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, BigInt(value)]))
}

/** The other way: what a contract takes that computes from the same. */
export function toContractInput(input: MarginInput): ContractMarginInput {
  return {
    ...input,
    mode: MARGIN_MODES.indexOf(input.mode),
    words: input.positions.map(writeWord),
    costs: input.positions.map((position) => ('cost' in position ? position.cost : 0n)),
    places: input.positions.map(writePlace),
    markets: input.markets.map((market) => ({
      ...market,
      params: { ...market.params, listed: true },
    })),
    expiries: input.expiries.map((expiry) => ({ ...expiry, market: BigInt(expiry.market) })),
    blobs: input.blobs.map((blob) => ({
      ...blob,
      expiry: BigInt(blob.expiry),
      rows: bytesToHex(
        Uint8Array.from(blob.rows.flat().flatMap((n) => [n >> 16, (n >> 8) & 255, n & 255])),
      ),
    })),
    lines: input.lines.map((line) => ({
      ...line,
      market: line.market === undefined ? 0n : BigInt(line.market + 1),
    })),
    pairs: input.pairs.map((pair) => ({
      ...pair,
      first: BigInt(pair.first),
      second: BigInt(pair.second),
    })),
  }
}

function writeWord(position: PositionInput): bigint {
  const kind = BigInt(KINDS.indexOf(position.kind) + 1)
  const strike = 'strike' in position ? position.strike : 0n
  return (kind << 200n) | (strike << 96n) | BigInt.asUintN(96, position.size)
}

function writePlace(position: PositionInput): bigint {
  const expiry = position.kind === 'perpetual' ? 0 : position.expiry
  // linear ones have none
  const [blob, row] = 'blob' in position ? [position.blob, position.row] : [255, 0]
  return (
    BigInt(position.market) | (BigInt(expiry) << 8n) | (BigInt(blob) << 16n) | (BigInt(row) << 24n)
  )
}
