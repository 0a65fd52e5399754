export {
  CausewayError,
  type CausewayErrorParameters,
  type ErrorAction,
  InputError,
  NetworkError,
  NotFoundError,
  NotYetError,
  OffMarkError,
  type RevertDetails,
  RevertError,
} from './causewayError.js'
export type { ErrorArguments, ErrorContext } from './format.js'
export { knownErrors } from './knownErrors.js'
export { type Sentence, sentences } from './sentences.js'
export { sayReason, sayRefusal, sayStatus } from './sentencesHub.js'
export { sayOrderRefusal } from './sentencesMarket.js'
export {
  type CallContext,
  type DecodedRevert,
  decodeRevert,
  revertError,
  toCausewayError,
} from './toCausewayError.js'
