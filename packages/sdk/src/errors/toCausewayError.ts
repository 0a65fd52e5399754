import { InstrumentError } from '@causeway/risk'
import {
  type Abi,
  BaseError,
  BlockNotFoundError,
  ContractFunctionZeroDataError,
  decodeErrorResult,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  isHex,
  RpcError,
  RpcRequestError,
  TimeoutError,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from 'viem'
import { GuardiansUnavailableError, LogsContradictedError, RelayError } from '../relay/errors.js'
import { WireError } from '../wire/errors.js'
import { CausewayError, InputError, NetworkError, RevertError } from './causewayError.js'
import { type ErrorContext, sayChain } from './format.js'
import { knownErrors } from './knownErrors.js'
import { sentences } from './sentences.js'

/** Where an error happened, as far as it is known. */
export type CallContext = ErrorContext & { functionName?: string | undefined }

/** What a revert said. */
export type DecodedRevert = { errorName: string; args: Record<string, unknown> }

/**
 * Names the custom error in revert data, with its arguments by name; undefined when it is none that a deployment knows.
 *
 * @example
 * decodeRevert('0x…') // { errorName: 'Spoke_OverCap', args: { token: '0x…', amount: 5n, room: 3n } }
 */
export function decodeRevert(data: Hex): DecodedRevert | undefined {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: knownErrors as Abi, data })
    const inputs = abiItem.type === 'error' ? abiItem.inputs : []
    const named = inputs.map(
      (input, i) => [input.name || String(i), (args as unknown[] | undefined)?.[i]] as const,
    )
    if (errorName === 'Error') return { errorName, args: { message: args?.[0] } }
    if (errorName === 'Panic') return { errorName, args: { code: args?.[0] } }
    return { errorName, args: Object.fromEntries(named) }
  } catch {
    return undefined
  }
}

/** Turns revert data into an error that says what happened and what to do. */
export function revertError(data: Hex, context: CallContext = {}, cause?: unknown): RevertError {
  const decoded = decodeRevert(data)
  const sentence = decoded && sentences[decoded.errorName]
  const { chain, functionName } = context
  const revert = {
    errorName: decoded?.errorName,
    args: decoded?.args ?? {},
    data,
    chain,
    functionName,
  }
  const where = functionName ? `${functionName}: ` : ''
  if (!decoded || !sentence) {
    const what = decoded ? decoded.errorName : data === '0x' ? 'without a reason' : `with ${data}`
    return new RevertError(`${where}The contract reverted ${what}.`, {
      action: 'give up',
      cause,
      revert,
    })
  }
  const [action, text] = sentence
  const words = typeof text === 'string' ? text : text(decoded.args, context)
  return new RevertError(`${where}${words} (${decoded.errorName})`, { action, cause, revert })
}

/**
 * Turns anything that viem or fetch throws into a {@link CausewayError}: reverts are decoded, dead connections can be
 * retried, what is one already stays as it is.
 */
export function toCausewayError(error: unknown, context: CallContext = {}): CausewayError {
  if (error instanceof CausewayError) return error
  if (error instanceof GuardiansUnavailableError || error instanceof LogsContradictedError)
    return new NetworkError(error.message, error)
  if (error instanceof RelayError || error instanceof WireError || error instanceof InstrumentError)
    return new InputError(error.message, error)
  const data = revertData(error)
  if (data) return revertError(data, context, error)
  if (!(error instanceof BaseError)) return foreignError(error)
  if (error.walk((e) => e instanceof InsufficientFundsError))
    return new CausewayError(
      'The wallet has too little native coin for value and gas: fund it on this chain.',
      { action: 'fix', cause: error },
    )
  if (error.walk((e) => e instanceof UserRejectedRequestError))
    return new CausewayError('The wallet refused to sign.', { action: 'fix', cause: error })
  if (error.walk((e) => e instanceof WaitForTransactionReceiptTimeoutError))
    return new CausewayError(
      'The transaction was sent, but is not in a block yet: look it up by its hash before you send it again.',
      { action: 'wait', cause: error },
    )
  const rpc = `The RPC of ${context.chain === undefined ? 'a chain' : sayChain(context, context.chain)}`
  if (error.walk((e) => e instanceof HttpRequestError || e instanceof TimeoutError))
    return new NetworkError(`${rpc} does not answer: ${error.shortMessage}`, error)
  if (error.walk((e) => e instanceof ContractFunctionZeroDataError))
    return new InputError(
      `There is no such contract (${error.shortMessage}) Is the deployment record the right one?`,
      error,
    )
  if (error.walk(isTransient))
    return new NetworkError(`${rpc} answers with an error: ${error.shortMessage}`, error)
  return new CausewayError(error.shortMessage, { action: 'give up', cause: error })
}

/** Answers that another look, or another node, may give differently: one that lags, limits, or saw a reorganisation. */
function isTransient(error: unknown): boolean {
  return (
    error instanceof RpcError ||
    error instanceof RpcRequestError ||
    error instanceof BlockNotFoundError ||
    error instanceof TransactionNotFoundError ||
    error instanceof TransactionReceiptNotFoundError
  )
}

/** What is not of viem: a request that failed can be repeated, anything else is a mistake of this package. */
function foreignError(error: unknown): CausewayError {
  const message = error instanceof Error ? error.message : String(error)
  const name = error instanceof Error ? error.name : ''
  if (/fetch failed|network/i.test(message) || /Abort|Timeout/.test(name))
    return new NetworkError(message, error)
  return new CausewayError(message, { action: 'give up', cause: error })
}

/** The bytes that a contract reverted with, wherever in the chain of causes they stand. */
function revertData(error: unknown): Hex | undefined {
  let at = error
  let reverted = false
  for (let depth = 0; at && depth < 12; depth++) {
    const { data, code, message, name, cause } = at as {
      data?: unknown
      code?: unknown
      message?: unknown
      name?: unknown
      cause?: unknown
    }
    const inner = isHex(data) ? data : (data as { data?: unknown } | undefined)?.data
    if (isHex(inner) && inner.length >= 10) return inner
    if (name === 'ExecutionRevertedError' || code === 3) reverted = true
    if (typeof message === 'string' && /execution reverted/i.test(message)) reverted = true
    at = cause
  }
  return reverted ? '0x' : undefined
}
