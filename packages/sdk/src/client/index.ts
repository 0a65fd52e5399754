export { type AccountRef, type OwnerKind, resolveAccount } from './accounts.js'
export { type ContractName, contractOf, spokeChains } from './contracts.js'
export {
  type CausewayClient,
  type CausewayClientBase,
  type ChainReader,
  type ChainRef,
  type ChainWallet,
  type CreateCausewayClientParameters,
  createCausewayClient,
  findChain,
  httpOf,
} from './createCausewayClient.js'
export { type InstrumentRef, resolveInstrument } from './instruments.js'
export { cashTokenOf, findToken, isNative, type TokenRef } from './tokens.js'
export { formatAmount, parseAmount, toBookUnits, toTokenUnitsDown } from './units.js'
export { viemChainOf } from './viemChain.js'
