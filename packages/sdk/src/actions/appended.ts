import { type Hex, isAddressEqual, parseEventLogs, type TransactionReceipt } from 'viem'
import { gatewayAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { CausewayError } from '../errors/causewayError.js'
import { messengerOf } from '../relay/index.js'
import { decodeMessage, type Message, WireError } from '../wire/index.js'

/** A message that joined a lane: `source` and `destination` are registry numbers. */
export type AppendedMessage = {
  source: number
  destination: number
  seq: bigint
  kind: number
  body: Hex
}

/** The messages that a transaction appended to lanes of chain `source`, in order. */
export function appendedIn(
  client: CausewayClientBase,
  source: number,
  receipt: TransactionReceipt,
): AppendedMessage[] {
  const messenger = messengerOf(client.deployment, source)
  const logs = receipt.logs.filter(({ address }) => isAddressEqual(address, messenger))
  return parseEventLogs({ abi: gatewayAbi, eventName: 'Appended', logs }).map(({ args }) => ({
    source,
    destination: args.chain,
    seq: args.seq,
    kind: args.kind,
    body: args.body,
  }))
}

/** The one message that a transaction appended. @throws CausewayError when it appended none */
export function onlyAppended(
  client: CausewayClientBase,
  source: number,
  receipt: TransactionReceipt,
): AppendedMessage {
  const [message] = appendedIn(client, source, receipt)
  if (message) return message
  throw new CausewayError(
    `Transaction ${receipt.transactionHash} succeeded but appended no message: is the deployment record the right one?`,
    { action: 'give up' },
  )
}

/** What a message says; undefined for a body without meaning here, which the contracts pass over too. */
export function decodeKnown(message: { kind: number; body: Hex }): Message | undefined {
  try {
    return decodeMessage(message)
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}
