export { computeMargin } from './computeMargin.js'
export { type ContractMarginInput, fromContractInput, toContractInput } from './contractInput.js'
export {
  type BlobInput,
  type ExpiryInput,
  type LineInput,
  MARGIN_MODES,
  type MarginInput,
  type MarginMode,
  type MarketInput,
  type PairInput,
  type PositionInput,
  type RiskParameters,
} from './marginInput.js'
export type { Leg, Margin, MarginReport, MarketReport } from './marginReport.js'
