export { removeAccount, ScannerFullError, setAccount } from './accounts.js'
export { EPSILON, PER_LINE } from './kernel.js'
export type {
  Account,
  Asset,
  Correlation,
  Expiry,
  Instrument,
  Market,
  Mode,
  Prices,
  RiskArray,
  Settlement,
  Slice,
  Underlying,
} from './market.js'
export {
  type Capacity,
  createScanner,
  type Flagged,
  measure,
  pass,
  type RescanOptions,
  rescan,
  type Scanner,
  setPrices,
} from './scanner.js'
