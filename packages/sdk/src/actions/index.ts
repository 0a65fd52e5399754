export * from './adaptScanRange.js'
export * from './addTokens.js'
export * from './addTrades.js'
export type { AppendedMessage } from './appended.js'
export * from './bidFromSpoke.js'
export {
  type BidOnAuctionErrorType,
  type BidOnAuctionParameters,
  type BidOnAuctionReturnType,
  type BidOutcome,
  bidOnAuction,
  type PrepareBidReturnType,
  type PreviewBidReturnType,
  prepareBid,
  previewBid,
  type SimulateBidReturnType,
  simulateBid,
} from './bidOnAuction.js'
export * from './cancelAllOrders.js'
export * from './cancelNonce.js'
export * from './cancelOrder.js'
export * from './cancelTicket.js'
export * from './claim.js'
export * from './closeAuction.js'
export * from './coverDebt.js'
export * from './declareInsolvency.js'
export * from './deleverage.js'
export * from './deposit.js'
export type { EntryRef } from './entry.js'
export {
  type ExecuteBidErrorType,
  type ExecuteBidParameters,
  type ExecuteBidReturnType,
  executeBid,
  prepareExecuteBid,
  type SpokeBidRef,
  simulateExecuteBid,
} from './executeBid.js'
export * from './executeDeposit.js'
export * from './executeTicket.js'
export * from './fixSettlement.js'
export * from './getAccount.js'
export {
  type GetAppendFeeParameters,
  type GetAppendFeeReturnType,
  getAppendFee,
} from './getAppendFee.js'
export * from './getAuction.js'
export * from './getBidStage.js'
export * from './getBlockTime.js'
export * from './getBook.js'
export * from './getCollateralByChain.js'
export * from './getCrossings.js'
export * from './getExpired.js'
export * from './getFees.js'
export { getInFlight, type InFlight } from './getInFlight.js'
export * from './getInsurance.js'
export * from './getLanes.js'
export * from './getMargin.js'
export * from './getMarkets.js'
export * from './getMessage.js'
export * from './getOrder.js'
export {
  type GetPositionsErrorType,
  type GetPositionsParameters,
  type GetPositionsReturnType,
  getPositions,
  type Position,
} from './getPositions.js'
export * from './getPrice.js'
export * from './getRiskState.js'
export * from './getScanRange.js'
export * from './getSeizures.js'
export * from './getSettlement.js'
export * from './getVolatility.js'
export * from './holdExits.js'
export * from './matchOrders.js'
export * from './moveBetween.js'
export {
  type ObservePriceErrorType,
  type ObservePriceParameters,
  type ObservePriceReturnType,
  observePrice,
  prepareObservePrice,
  simulateObservePrice,
} from './observePrice.js'
export {
  type ExpiryRef,
  type ObserveSettlementErrorType,
  type ObserveSettlementParameters,
  type ObserveSettlementReturnType,
  observeSettlement,
  prepareObserveSettlement,
  simulateObserveSettlement,
} from './observeSettlement.js'
export * from './observeVolatility.js'
export * from './openAuction.js'
export * from './payWaiting.js'
export * from './placeOrder.js'
export * from './pokeFunding.js'
export * from './previewBidder.js'
export * from './previewOrder.js'
export {
  type PreviewTransferErrorType,
  type PreviewTransferParameters,
  type PreviewTransferReturnType,
  previewTransfer,
} from './previewTransfer.js'
export * from './quoteDeposit.js'
export * from './quoteWithdraw.js'
export { readAhead } from './readAhead.js'
export * from './refreshArrays.js'
export * from './refreshStaleArrays.js'
export * from './refundDeposit.js'
export * from './reportDeficit.js'
export * from './requestExit.js'
export * from './requestUnstake.js'
export * from './returnBid.js'
export * from './setMode.js'
export * from './setOperator.js'
export * from './setSigner.js'
export * from './settleExpired.js'
export * from './settlePosition.js'
export * from './signCancelOrder.js'
export * from './signOrder.js'
export * from './signWithdrawal.js'
export * from './stakeInsurance.js'
export * from './submitWithdrawal.js'
export * from './sweepFees.js'
export type { BidTaking } from './taking.js'
export * from './undoHaircut.js'
export * from './unstake.js'
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
