import { type Instrument, InstrumentError } from './instrument.js'

/** Hour of the day (UTC) at which a name without a time expires. */
export const EXPIRY_HOUR = 8

const YEAR_10000 = 253402300800

/** `ETH-PERP`, `ETH-20261225`, `ETH-20261225-4000-C`; an expiry at another time than 08:00 UTC carries it: `20261225T0930`. */
export function formatInstrument(instrument: Instrument): string {
  const { underlying, kind } = instrument
  if (kind === 'perpetual') return `${underlying}-PERP`
  const dated = `${underlying}-${formatExpiry(instrument.expiry)}`
  if (kind === 'future') return dated
  return `${dated}-${formatStrike(instrument.strike)}-${kind === 'call' ? 'C' : 'P'}`
}

/** @throws InstrumentError when it is none of the forms that `formatInstrument` writes */
export function parseInstrument(name: string): Instrument {
  const [, underlying, perpetual, date, strike, letter] =
    /^([\x21-\x7e]{1,6}?)-(?:(PERP)|(\d{8}(?:T\d{4}(?:\d\d)?)?)(?:-(\d+(?:\.\d{1,8})?)-([CP]))?)$/.exec(
      name,
    ) ?? []
  if (underlying === undefined) throw new InstrumentError(`"${name}" is no instrument`)
  if (perpetual) return { underlying, kind: 'perpetual' }
  const expiry = parseExpiry(date as string)
  if (strike === undefined) return { underlying, kind: 'future', expiry }
  return {
    underlying,
    kind: letter === 'C' ? 'call' : 'put',
    expiry,
    strike: parseStrike(strike),
  }
}

function formatExpiry(expiry: number): string {
  if (expiry >= YEAR_10000) throw new InstrumentError(`${expiry} is no date of four digits a year`)
  const iso = new Date(expiry * 1000).toISOString().replace(/[-:]/g, '')
  const [date, time] = [iso.slice(0, 8), iso.slice(9, 15)]
  if (time === `${String(EXPIRY_HOUR).padStart(2, '0')}0000`) return date
  return `${date}T${time.endsWith('00') ? time.slice(0, 4) : time}`
}

function parseExpiry(text: string): number {
  const [date = '', time = `0${EXPIRY_HOUR}00`] = text.split('T')
  const digits = `${date}${time.padEnd(6, '0')}`.match(/\d\d/g)?.map(Number) ?? []
  const [century = 0, year = 0, month = 0, ...rest] = digits
  const [day = 0, hour = 0, minute = 0, second = 0] = rest
  const expiry = Date.UTC(century * 100 + year, month - 1, day, hour, minute, second) / 1000
  // 31 February is 3 March to a Date: a name says what it means
  if (formatExpiry(expiry).slice(0, 8) !== date || hour > 23 || minute > 59 || second > 59)
    throw new InstrumentError(`"${text}" is no date`)
  return expiry
}

/** 1e-8 USD in plain decimals without needless zeros. */
function formatStrike(strike: bigint): string {
  const digits = strike.toString().padStart(9, '0')
  const fraction = digits.slice(-8).replace(/0+$/, '')
  return digits.slice(0, -8) + (fraction === '' ? '' : `.${fraction}`)
}

function parseStrike(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(8, '0'))
}
