import type { Hex } from 'viem'

/** What an instrument is; `expiry` in seconds, `strike` in 1e-8 USD. */
export type Instrument = { underlying: string } & (
  | { kind: 'perpetual' }
  | { kind: 'future'; expiry: number }
  | { kind: 'call' | 'put'; expiry: number; strike: bigint }
)

/** An id or a name that no instrument has. */
export class InstrumentError extends Error {
  override name = 'InstrumentError'
}

const KINDS = ['perpetual', 'future', 'call', 'put'] as const
const LIMIT = { underlying: /^[\x21-\x7e]{1,6}$/, expiry: 2 ** 40, strike: 1n << 64n }

/** The id on the hub, 20 bytes: underlying (6) | kind (1) | expiry (5) | strike (8). */
export function encodeInstrument(instrument: Instrument): Hex {
  const { underlying, kind } = instrument
  if (!LIMIT.underlying.test(underlying))
    throw new InstrumentError(`"${underlying}" is no underlying`)
  const expiry = kind === 'perpetual' ? 0 : instrument.expiry
  const strike = kind === 'call' || kind === 'put' ? instrument.strike : 0n
  if (kind !== 'perpetual' && !(Number.isInteger(expiry) && expiry > 0 && expiry < LIMIT.expiry))
    throw new InstrumentError(`${expiry} is no expiry`)
  if ((kind === 'call' || kind === 'put') && !(strike > 0n && strike < LIMIT.strike))
    throw new InstrumentError(`${strike} is no strike`)
  const name = [...underlying].map((char) => hex(char.charCodeAt(0), 2)).join('')
  return `0x${name.padEnd(12, '0')}${hex(KINDS.indexOf(kind) + 1, 2)}${hex(expiry, 10)}${hex(strike, 16)}`
}

/** @throws InstrumentError when the parts do not fit together, exactly where the hub refuses them or a name could not be read */
export function decodeInstrument(id: Hex): Instrument {
  if (!/^0x[0-9a-fA-F]{40}$/.test(id)) throw new InstrumentError(`${id} is not 20 bytes`)
  const bytes = id.slice(2, 14).match(/../g) ?? []
  const padded = bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('')
  const underlying = padded.replace(/\0+$/, '')
  const kind = KINDS[Number.parseInt(id.slice(14, 16), 16) - 1]
  const expiry = Number.parseInt(id.slice(16, 26), 16)
  const strike = BigInt(`0x${id.slice(26)}`)
  const dated = kind !== undefined && kind !== 'perpetual'
  const struck = kind === 'call' || kind === 'put'
  if (!kind || !LIMIT.underlying.test(underlying) || dated !== expiry > 0 || struck !== strike > 0n)
    throw new InstrumentError(`${id} names no instrument`)
  if (kind === 'perpetual') return { underlying, kind }
  return kind === 'future' ? { underlying, kind, expiry } : { underlying, kind, expiry, strike }
}

function hex(value: number | bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
