import { MARGIN_MODES, type MarginMode } from '@causeway/risk'
import { hubAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { refreshStaleArrays } from './refreshStaleArrays.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type SetModeParameters = {
  account?: AccountRef | undefined
  /** What may net: nothing (`cross`), everything on the one underlying against cash (`isolated`), everything (`portfolio`). */
  mode: MarginMode
}
export type SetModeReturnType = WriteResult
export type SetModeErrorType = CausewayError

/**
 * Switches an account's margin mode, after refreshing the risk arrays that this needs. It must be healthy in the new one.
 *
 * @example
 * await setMode(client, { mode: 'portfolio' })
 */
export async function setMode(
  client: CausewayClientBase,
  parameters: SetModeParameters,
): Promise<SetModeReturnType> {
  const request = prepareSetMode(client, parameters)
  await refreshStaleArrays(client, { account: parameters.account })
  return sendWrite(client, request)
}

/** Makes the request of {@link setMode} without sending it. */
export function prepareSetMode(
  client: CausewayClientBase,
  { account, mode }: SetModeParameters,
): WriteRequest {
  const number = MARGIN_MODES.indexOf(mode)
  if (number < 0)
    throw new InputError(`"${mode}" is no margin mode: it is one of ${MARGIN_MODES.join(', ')}.`)
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'hub'),
    abi: hubAbi,
    functionName: 'setMode',
    args: [resolveAccount(client, account), number],
  })
}

/** Runs {@link setMode} without sending it. */
export async function simulateSetMode(
  client: CausewayClientBase,
  parameters: SetModeParameters,
): Promise<void> {
  await simulateWrite(client, prepareSetMode(client, parameters))
}
