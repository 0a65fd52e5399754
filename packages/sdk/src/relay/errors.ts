/** Something about carrying messages that cannot work as asked. */
export class RelayError extends Error {
  override readonly name: string = 'RelayError'
}

/** An RPC left logs out or invented some: what it told does not fit the hash chain in the contract's storage. */
export class LogsContradictedError extends RelayError {
  override readonly name = 'LogsContradictedError'
}

/** No guardian API gave a usable answer. */
export class GuardiansUnavailableError extends RelayError {
  override readonly name = 'GuardiansUnavailableError'
}
