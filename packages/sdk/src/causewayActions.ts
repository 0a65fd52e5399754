import * as actions from './actions/index.js'
import type { CausewayClientBase } from './client/createCausewayClient.js'
import { doctor } from './doctor/index.js'
import { getTransfer, recoverTransfer, selfRelay, watchTransfer } from './transfer/index.js'

const bound = {
  cancelAllOrders: actions.cancelAllOrders,
  cancelNonce: actions.cancelNonce,
  cancelOrder: actions.cancelOrder,
  cancelTicket: actions.cancelTicket,
  claim: actions.claim,
  deposit: actions.deposit,
  doctor,
  executeDeposit: actions.executeDeposit,
  executeTicket: actions.executeTicket,
  fixSettlement: actions.fixSettlement,
  getAccount: actions.getAccount,
  getAppendFee: actions.getAppendFee,
  getCollateralByChain: actions.getCollateralByChain,
  getExpired: actions.getExpired,
  getFees: actions.getFees,
  getFunding: actions.getFunding,
  getInFlight: actions.getInFlight,
  getLanes: actions.getLanes,
  getMargin: actions.getMargin,
  getMarkets: actions.getMarkets,
  getMessage: actions.getMessage,
  getOrder: actions.getOrder,
  getPositions: actions.getPositions,
  getPrice: actions.getPrice,
  getRates: actions.getRates,
  getSettlement: actions.getSettlement,
  getTransfer,
  matchOrders: actions.matchOrders,
  moveBetween: actions.moveBetween,
  observePrice: actions.observePrice,
  observeSettlement: actions.observeSettlement,
  payWaiting: actions.payWaiting,
  placeOrder: actions.placeOrder,
  pokeFunding: actions.pokeFunding,
  prepareCancelAllOrders: actions.prepareCancelAllOrders,
  prepareCancelNonce: actions.prepareCancelNonce,
  prepareCancelOrder: actions.prepareCancelOrder,
  prepareCancelTicket: actions.prepareCancelTicket,
  prepareClaim: actions.prepareClaim,
  prepareDeposit: actions.prepareDeposit,
  prepareExecuteDeposit: actions.prepareExecuteDeposit,
  prepareExecuteTicket: actions.prepareExecuteTicket,
  prepareFixSettlement: actions.prepareFixSettlement,
  prepareMatchOrders: actions.prepareMatchOrders,
  prepareMoveBetween: actions.prepareMoveBetween,
  prepareObservePrice: actions.prepareObservePrice,
  prepareObserveSettlement: actions.prepareObserveSettlement,
  prepareOrder: actions.prepareOrder,
  preparePayWaiting: actions.preparePayWaiting,
  preparePokeFunding: actions.preparePokeFunding,
  prepareRefreshArrays: actions.prepareRefreshArrays,
  prepareRefreshStaleArrays: actions.prepareRefreshStaleArrays,
  prepareRefundDeposit: actions.prepareRefundDeposit,
  prepareReportDeficit: actions.prepareReportDeficit,
  prepareRequestExit: actions.prepareRequestExit,
  prepareSetMode: actions.prepareSetMode,
  prepareSetOperator: actions.prepareSetOperator,
  prepareSetSigner: actions.prepareSetSigner,
  prepareSettleExpired: actions.prepareSettleExpired,
  prepareSettlePosition: actions.prepareSettlePosition,
  prepareSubmitWithdrawal: actions.prepareSubmitWithdrawal,
  prepareWithdraw: actions.prepareWithdraw,
  prepareWithdrawal: actions.prepareWithdrawal,
  previewOrder: actions.previewOrder,
  quoteDeposit: actions.quoteDeposit,
  quoteWithdraw: actions.quoteWithdraw,
  recoverTransfer,
  refreshArrays: actions.refreshArrays,
  refreshStaleArrays: actions.refreshStaleArrays,
  refundDeposit: actions.refundDeposit,
  reportDeficit: actions.reportDeficit,
  requestExit: actions.requestExit,
  selfRelay,
  setMode: actions.setMode,
  setOperator: actions.setOperator,
  setSigner: actions.setSigner,
  settleExpired: actions.settleExpired,
  settlePosition: actions.settlePosition,
  signCancelAllOrders: actions.signCancelAllOrders,
  signCancelOrder: actions.signCancelOrder,
  signOrder: actions.signOrder,
  signWithdrawal: actions.signWithdrawal,
  simulateCancelAllOrders: actions.simulateCancelAllOrders,
  simulateCancelNonce: actions.simulateCancelNonce,
  simulateCancelOrder: actions.simulateCancelOrder,
  simulateCancelTicket: actions.simulateCancelTicket,
  simulateClaim: actions.simulateClaim,
  simulateDeposit: actions.simulateDeposit,
  simulateExecuteDeposit: actions.simulateExecuteDeposit,
  simulateExecuteTicket: actions.simulateExecuteTicket,
  simulateFixSettlement: actions.simulateFixSettlement,
  simulateMatchOrders: actions.simulateMatchOrders,
  simulateMoveBetween: actions.simulateMoveBetween,
  simulateObservePrice: actions.simulateObservePrice,
  simulateObserveSettlement: actions.simulateObserveSettlement,
  simulatePayWaiting: actions.simulatePayWaiting,
  simulatePokeFunding: actions.simulatePokeFunding,
  simulateRefreshArrays: actions.simulateRefreshArrays,
  simulateRefundDeposit: actions.simulateRefundDeposit,
  simulateReportDeficit: actions.simulateReportDeficit,
  simulateRequestExit: actions.simulateRequestExit,
  simulateSetMode: actions.simulateSetMode,
  simulateSetOperator: actions.simulateSetOperator,
  simulateSetSigner: actions.simulateSetSigner,
  simulateSettleExpired: actions.simulateSettleExpired,
  simulateSettlePosition: actions.simulateSettlePosition,
  simulateSubmitWithdrawal: actions.simulateSubmitWithdrawal,
  simulateWithdraw: actions.simulateWithdraw,
  submitWithdrawal: actions.submitWithdrawal,
  watchTransfer,
  withdraw: actions.withdraw,
} as const

type Bound = typeof bound

/** All actions as methods: what the functions of the same names do, without their first parameter. */
export type CausewayActions = {
  [name in keyof Bound]: Bound[name] extends (
    client: CausewayClientBase,
    ...rest: infer rest
  ) => infer result
    ? (...rest: rest) => result
    : never
}

/**
 * The actions for `client.extend`.
 *
 * @example
 * const client = createCausewayClient({ deployment, account }).extend(causewayActions())
 * await client.deposit({ chain: 'arbitrum', token: 'USDC', amount: 1_000_000n })
 */
export function causewayActions(): (client: CausewayClientBase) => CausewayActions {
  return (client) =>
    Object.fromEntries(
      Object.entries(bound).map(([name, action]) => [
        name,
        (...rest: unknown[]) => (action as (...args: unknown[]) => unknown)(client, ...rest),
      ]),
    ) as CausewayActions
}
