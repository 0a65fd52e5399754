export type { AppendedMessage } from './appended.js'
export * from './deposit.js'
export * from './getAccount.js'
export {
  type GetAppendFeeParameters,
  type GetAppendFeeReturnType,
  getAppendFee,
} from './getAppendFee.js'
export * from './getFees.js'
export { getInFlight, type InFlight } from './getInFlight.js'
export * from './getMessage.js'
export * from './quoteDeposit.js'
export * from './quoteWithdraw.js'
export {
  type PrepareWithdrawReturnType,
  prepareWithdraw,
  type SimulateWithdrawReturnType,
  simulateWithdraw,
  type WithdrawErrorType,
  type WithdrawParameters,
  type WithdrawReturnType,
  withdraw,
} from './withdraw.js'
export { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'
