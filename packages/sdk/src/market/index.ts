export { marketClocks } from './clocks.js'
export {
  type CrossOrdersParameters,
  type CrossOrdersReturnType,
  crossOrders,
  type RestingOrder,
} from './crossOrders.js'
export {
  type FetchOrdersParameters,
  fetchOrders,
  ordersSchema,
  restingOrderSchema,
} from './fetchOrders.js'
