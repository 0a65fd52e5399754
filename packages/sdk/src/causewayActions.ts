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
  getAccount: actions.getAccount,
  getAppendFee: actions.getAppendFee,
  getCollateralByChain: actions.getCollateralByChain,
  getFees: actions.getFees,
  getFunding: actions.getFunding,
  getInFlight: actions.getInFlight,
  getLanes: actions.getLanes,
  getMargin: actions.getMargin,
  getMarkets: actions.getMarkets,
  getMessage: actions.getMessage,
  getOrder: actions.getOrder,
  getPositions: actions.getPositions,
  getRates: actions.getRates,
  getTransfer,
  matchOrders: actions.matchOrders,
  moveBetween: actions.moveBetween,
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
  prepareMatchOrders: actions.prepareMatchOrders,
  prepareMoveBetween: actions.prepareMoveBetween,
  prepareOrder: actions.prepareOrder,
  preparePayWaiting: actions.preparePayWaiting,
  preparePokeFunding: actions.preparePokeFunding,
  prepareRefreshArrays: actions.prepareRefreshArrays,
  prepareRefundDeposit: actions.prepareRefundDeposit,
  prepareReportDeficit: actions.prepareReportDeficit,
  prepareRequestExit: actions.prepareRequestExit,
  prepareSetMode: actions.prepareSetMode,
  prepareSetOperator: actions.prepareSetOperator,
  prepareSetSigner: actions.prepareSetSigner,
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
  simulateMatchOrders: actions.simulateMatchOrders,
  simulateMoveBetween: actions.simulateMoveBetween,
  simulatePayWaiting: actions.simulatePayWaiting,
  simulatePokeFunding: actions.simulatePokeFunding,
  simulateRefreshArrays: actions.simulateRefreshArrays,
  simulateRefundDeposit: actions.simulateRefundDeposit,
  simulateReportDeficit: actions.simulateReportDeficit,
  simulateRequestExit: actions.simulateRequestExit,
  simulateSetMode: actions.simulateSetMode,
  simulateSetOperator: actions.simulateSetOperator,
  simulateSetSigner: actions.simulateSetSigner,
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
