export { expWad, lnRatio, lnWad, sqrt, sqrtDown, WAD } from './fixedPoint.js'
export { type Greeks, type GreeksParameters, greeks } from './greeks.js'
export {
  decodeInstrument,
  encodeInstrument,
  type Instrument,
  InstrumentError,
} from './instrument.js'
export { EXPIRY_HOUR, formatInstrument, parseInstrument } from './instrumentName.js'
export * from './margin/index.js'
export { bell, normalCdf, scaledTail } from './normal.js'
export { type Option, type Price, price } from './optionPricing.js'
export {
  encodeRow,
  type Grid,
  type GridParameters,
  ROW_SIZE,
  riskGrid,
  riskRow,
} from './riskArray.js'
export {
  AS_IS,
  chargedShares,
  nodeMoves,
  SCENARIO_COUNT,
  scenarioMoves,
  volatilityMultipliers,
} from './scenarios.js'
export { isSound, type Slice, variance, varianceAt } from './svi.js'
