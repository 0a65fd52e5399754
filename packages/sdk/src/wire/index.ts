export {
  type BidDeposit,
  type BidTerms,
  bidSubaccount,
  type CollateralLeg,
  decodeBid,
  encodeBid,
  encodeBidLegs,
  type PositionLeg,
} from './bid.js'
export {
  type Checkpoint,
  checkpointLength,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint.js'
export { WireError } from './errors.js'
export {
  type AccountFields,
  type AssetFields,
  nativeToken,
  parseAccountId,
  parseAssetId,
  toAccountId,
  toAssetId,
} from './ids.js'
export {
  fold,
  foldMessages,
  laneId,
  leaf,
  packMessages,
  unpackMessages,
  wireVersion,
} from './lane.js'
export {
  bodyLengths,
  decodeMessage,
  encodeMessage,
  type Message,
  messageKinds,
  type RawMessage,
  releaseReasons,
} from './message.js'
export {
  cancelAllTypedData,
  cancelTypedData,
  hashOrder,
  type Order,
  type OrderDomain,
  orderFlags,
  orderTypedData,
  orderTypes,
  toContractOrder,
} from './order.js'
export {
  hashSurface,
  type Surface,
  type SurfaceSlice,
  surfaceTypedData,
  surfaceTypes,
  toContractSurface,
  toSymbol,
} from './surface.js'
