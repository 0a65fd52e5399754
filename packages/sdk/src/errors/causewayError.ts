import type { Hex } from 'viem'

/**
 * What whoever meets an error can do: `retry` the same call, `fix` the input or the wallet, `wait` until something on
 * chain has changed, or `give up`, because no repetition will ever succeed.
 */
export type ErrorAction = 'retry' | 'fix' | 'wait' | 'give up'

/** Details that all errors of this package take. */
export type CausewayErrorParameters = {
  action: ErrorAction
  cause?: unknown
}

/** Anything that this package throws on purpose. The message says what happened and what to do. */
export class CausewayError extends Error {
  override name = 'CausewayError'
  readonly action: ErrorAction

  constructor(message: string, { action, cause }: CausewayErrorParameters) {
    super(message, cause === undefined ? undefined : { cause })
    this.action = action
  }
}

/** The caller's input makes no sense, or is ambiguous. Nothing was sent. */
export class InputError extends CausewayError {
  override name = 'InputError'

  constructor(message: string, cause?: unknown) {
    super(message, { action: 'fix', cause })
  }
}

/** Something that the caller named does not exist (yet): a chain, a transaction, a message. */
export class NotFoundError extends CausewayError {
  override name = 'NotFoundError'

  constructor(message: string, action: ErrorAction = 'fix') {
    super(message, { action })
  }
}

/** A chain or an API did not answer, or not as it should. */
export class NetworkError extends CausewayError {
  override name = 'NetworkError'

  constructor(message: string, cause?: unknown) {
    super(message, { action: 'retry', cause })
  }
}

/** The call must wait for something; `until` is the second from which it can be repeated, if that is known. */
export class NotYetError extends CausewayError {
  override name = 'NotYetError'
  readonly until: number | undefined

  constructor(message: string, until?: number) {
    super(message, { action: 'wait' })
    this.until = until
  }
}

/** A price outside the band round the mark, in which alone the hub fills orders now. `band`: USD, 18 decimals. */
export class OffMarkError extends CausewayError {
  override name = 'OffMarkError'
  readonly band: { readonly mark: bigint; readonly least: bigint; readonly most: bigint }

  constructor(message: string, band: OffMarkError['band']) {
    super(message, { action: 'fix' })
    this.band = band
  }
}

/** What a {@link RevertError} knows of the revert. */
export type RevertDetails = {
  /** Name of the custom error, `Error` or `Panic`; undefined when nobody knows the bytes. */
  errorName: string | undefined
  args: Readonly<Record<string, unknown>>
  data: Hex
  chain: number | undefined
  functionName: string | undefined
}

/** A contract reverted, in a simulation or on chain. */
export class RevertError extends CausewayError {
  override name = 'RevertError'
  readonly revert: RevertDetails

  constructor(message: string, parameters: CausewayErrorParameters & { revert: RevertDetails }) {
    super(message, parameters)
    this.revert = parameters.revert
  }
}
