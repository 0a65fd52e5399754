import { MARGIN_MODES, type MarginInput } from '@causeway/risk'
import { InputError } from '@causeway/sdk'
import { z } from 'zod'
import type { Portfolio } from './portfolio.js'

/** Of a link; and of what is in it. */
const longest = { link: 100_000, text: 2_000_000 }

const index = z.number().int().min(0).max(255)
const number = z.bigint()
const slice = z.object({
  ...{ a: number, b: number, rho: number, m: number, sigma: number, basis: number, time: number },
})
const params = z.object({
  ...{ scanRange: number, volShock: number, basisRate: number, floorRate: number },
  ...{ shortRate: number, tenorRate: number, concentration: number },
})
const held = { size: number, market: index }
const position = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('perpetual'), ...held, cost: number }),
  z.object({ kind: z.literal('future'), ...held, cost: number, expiry: index }),
  ...(['call', 'put'] as const).map((kind) =>
    z.object({
      kind: z.literal(kind),
      ...held,
      strike: number,
      expiry: index,
      blob: index,
      row: index,
    }),
  ),
])

/** What a link holds, checked: it comes from anybody. */
export const portfolioSchema = z.object({
  underlyings: z.array(z.string().max(16)).max(64),
  input: z.object({
    ...{ cash: number, mode: z.enum(MARGIN_MODES), initial: z.boolean(), initialFactor: number },
    positions: z.array(position).max(128),
    markets: z.array(
      z.object({ index: number.positive(), confidence: number, mark: number, params }),
    ),
    expiries: z.array(
      z.object({
        ...{ market: index, forward: number, tau: number, tauAtPublication: number },
        ...{ settled: z.boolean(), slice },
      }),
    ),
    blobs: z.array(
      z.object({
        ...{ expiry: index, anchor: number, scanRange: number },
        rows: z.array(z.array(z.number().int())),
      }),
    ),
    lines: z
      .array(
        z.object({
          ...{ market: index.optional(), amount: number, price: number, haircutBps: number },
          ...{ basisRate: number, late: z.boolean() },
        }),
      )
      .max(128),
    pairs: z.array(z.object({ first: index, second: index, share: number })),
  }),
})

/** A portfolio as text for a link, all of it, exactly. */
export async function encodePortfolio({ input, underlyings }: Portfolio): Promise<string> {
  const text = JSON.stringify({ input, underlyings }, (_, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  )
  const packed = await pass(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws InputError for what is no portfolio */
export async function decodePortfolio(link: string): Promise<Portfolio> {
  try {
    if (link.length > longest.link) throw new RangeError('too long')
    const binary = atob(link.replaceAll('-', '+').replaceAll('_', '/'))
    const packed = Uint8Array.from(binary, (char) => char.charCodeAt(0))
    const bytes = await pass(packed, new DecompressionStream('deflate-raw'))
    const parsed = JSON.parse(new TextDecoder().decode(bytes), (_, value) =>
      typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
    )
    const { input, underlyings } = portfolioSchema.parse(parsed)
    return { input: input as MarginInput, underlyings }
  } catch (error) {
    throw new InputError('This link holds no portfolio: copy it again, and all of it.', error)
  }
}

async function pass(bytes: Uint8Array, through: CompressionStream | DecompressionStream) {
  const writer = through.writable.getWriter()
  const written = writer.write(bytes as never).then(() => writer.close())
  // what is wrong with it shows where it is read
  written.catch(() => {})
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = through.readable.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value)
    length += next.value.length
    if (length > longest.text) throw new RangeError('too long')
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
