export {
  type CrossOrdersParameters,
  type CrossOrdersReturnType,
  crossOrders,
  type RestingOrder,
} from './crossOrders.js'
