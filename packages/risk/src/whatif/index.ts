export { makeArrays, refreshArrays } from './arrays.js'
export {
  type ArrayChoice,
  atPrices,
  type KnownAverage,
  type MarketChange,
  type PriceChanges,
} from './atPrices.js'
export { type BuyingPowerParameters, buyingPower } from './buyingPower.js'
export { type AccountGreeks, type Exposure, greeksOf } from './greeksOf.js'
export {
  applyChange,
  type Change,
  type Standing,
  standingOf,
  type Verdict,
} from './judge.js'
export {
  type LiquidationOptions,
  type LiquidationPrices,
  liquidationPrice,
} from './liquidationPrice.js'
export { type MaxWithdrawalParameters, maxWithdrawal } from './maxWithdrawal.js'
export { type Preview, preview } from './preview.js'
export { type PriceBand, priceBand } from './priceBand.js'
export { feeOf, type Realised, realise, tradeValue } from './realise.js'
export {
  type ScenarioLeg,
  type ScenarioRow,
  scenarioReport,
  type UnderlyingScenarios,
} from './scenarioReport.js'
export {
  type AuctionedAccount,
  type AuctionTerms,
  type BidRefusal,
  bidRules,
  shareOf,
  type TakeOver,
  type Taking,
  takeOver,
} from './takeOver.js'
export { type CollateralChange, withCash, withCollateral } from './withHoldings.js'
export {
  type NewArray,
  type NewExpiry,
  type PositionChange,
  type TradedInstrument,
  withPosition,
} from './withPosition.js'
