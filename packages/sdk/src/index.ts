export {
  decodeInstrument,
  encodeInstrument,
  formatInstrument,
  type Instrument,
  InstrumentError,
  MARGIN_MODES,
  type MarginMode,
  parseInstrument,
} from '@causeway/risk'
export * from './abis/index.js'
export * from './actions/index.js'
export { type CausewayActions, causewayActions } from './causewayActions.js'
export * from './client/index.js'
export * from './deployment.js'
export * from './doctor/index.js'
export * from './errors/index.js'
export * from './market/index.js'
export * from './relay/index.js'
export * from './transfer/index.js'
export * from './wire/index.js'
