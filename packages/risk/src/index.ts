/** Integers of the hub: USD and quantities, 18 decimals. */
export const WAD = 10n ** 18n
export {
  decodeInstrument,
  encodeInstrument,
  type Instrument,
  InstrumentError,
} from './instrument.js'
export { EXPIRY_HOUR, formatInstrument, parseInstrument } from './instrumentName.js'
