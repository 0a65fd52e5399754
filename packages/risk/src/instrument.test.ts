import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeInstrument,
  encodeInstrument,
  type Instrument,
  InstrumentError,
} from './instrument.js'
import { formatInstrument, parseInstrument } from './instrumentName.js'

const CHRISTMAS = Date.UTC(2026, 11, 25, 8) / 1000
const call: Instrument = {
  underlying: 'ETH',
  kind: 'call',
  expiry: CHRISTMAS,
  strike: 4000_00000000n,
}

const any = fc
  .record({
    underlying: fc.stringMatching(/^[A-Z0-9]{1,6}$/),
    kind: fc.constantFrom('perpetual', 'future', 'call', 'put'),
    expiry: fc.integer({ min: 1, max: 253402300799 }),
    strike: fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }),
  })
  .map(({ underlying, kind, expiry, strike }): Instrument => {
    if (kind === 'perpetual') return { underlying, kind }
    if (kind === 'future') return { underlying, kind, expiry }
    return { underlying, kind: kind as 'call' | 'put', expiry, strike }
  })

describe('encodeInstrument', () => {
  test('default', () => {
    expect(encodeInstrument({ underlying: 'ETH', kind: 'perpetual' })).toBe(
      '0x4554480000000100000000000000000000000000',
    )
    expect(encodeInstrument(call)).toBe(
      `0x45544800000003${CHRISTMAS.toString(16).padStart(10, '0')}0000005d21dba000`,
    )
  })

  test('behavior: back and forth', () => {
    fc.assert(
      fc.property(any, (x) => {
        expect(decodeInstrument(encodeInstrument(x))).toEqual(x)
      }),
    )
  })

  test('error: what no instrument has', () => {
    expect(() => encodeInstrument({ underlying: 'ETHEREUM', kind: 'perpetual' })).toThrow(
      InstrumentError,
    )
    expect(() => encodeInstrument({ underlying: '', kind: 'perpetual' })).toThrow(InstrumentError)
    expect(() => encodeInstrument({ underlying: 'ETH', kind: 'future', expiry: 0 })).toThrow(
      InstrumentError,
    )
    expect(() => encodeInstrument({ ...call, strike: 1n << 64n })).toThrow(InstrumentError)
    for (const id of [
      '0x45544800000001000000000100000000000000ff', // a perpetual with an expiry
      '0x4554480000000200000000000000000000000000', // a future without one
      '0x4554480000000300000000010000000000000000', // a call without a strike
      '0x4554480000000500000000010000000000000001', // no such kind
      '0x0000000000000100000000000000000000000000', // no underlying
      '0x4500480000000100000000000000000000000000', // a hole in its name
      '0x45',
    ] as const)
      expect(() => decodeInstrument(id), id).toThrow(InstrumentError)
  })
})

describe('formatInstrument', () => {
  test('default', () => {
    const names = ['ETH-PERP', 'ETH-20261225', 'ETH-20261225-4000-C', 'DOGE-20261225T0930-0.125-P']
    for (const name of names) expect(formatInstrument(parseInstrument(name))).toBe(name)
    expect(parseInstrument('ETH-20261225-4000-C')).toEqual(call)
    expect(parseInstrument('DOGE-20261225T0930-0.125-P')).toEqual({
      underlying: 'DOGE',
      kind: 'put',
      expiry: CHRISTMAS + 5400,
      strike: 12500000n,
    })
  })

  test('behavior: back and forth', () => {
    fc.assert(
      fc.property(any, (x) => {
        expect(parseInstrument(formatInstrument(x))).toEqual(x)
      }),
    )
  })

  test('error: no year of four digits', () => {
    const late: Instrument = { underlying: 'ETH', kind: 'future', expiry: 253402300800 }
    expect(() => formatInstrument(late)).toThrow(InstrumentError)
  })

  test('error: no date, no strike, no letter', () => {
    for (const name of [
      'ETH',
      'ETH-20260231',
      'ETH-20261301',
      'ETH-20261225T2500',
      'ETH-20261225-4000',
      'ETH-20261225-4000-X',
      'ETH-20261225-0.123456789-C',
      'ETHEREUM-PERP',
    ])
      expect(() => parseInstrument(name), name).toThrow(InstrumentError)
  })
})
