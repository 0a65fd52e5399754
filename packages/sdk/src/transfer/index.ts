export * from './findTransfer.js'
export * from './getFinality.js'
export {
  type GetTransferErrorType,
  type GetTransferParameters,
  type GetTransferReturnType,
  getTransfer,
  type TransferRef,
} from './getTransfer.js'
export {
  type RecoverTransferParameters,
  type RecoverTransferReturnType,
  type RecoveryAction,
  recoverTransfer,
} from './recoverTransfer.js'
export {
  type SelfRelayErrorType,
  type SelfRelayParameters,
  type SelfRelayReturnType,
  selfRelay,
} from './selfRelay.js'
export type * from './types.js'
export { releasesOf } from './types.js'
export { type WatchTransferParameters, watchTransfer } from './watchTransfer.js'
