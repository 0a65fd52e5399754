import { slice } from 'viem'
import { hubAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { bodyLengths, messageKinds } from '../wire/index.js'
import { ampleAppendFee } from './getAppendFee.js'
import { getMessage } from './getMessage.js'
import { type WriteRequest, writeRequest } from './write.js'

/** A deposit or exit request that waits on the hub: the chain it came from and its number in that lane. */
export type EntryRef = { chain: ChainRef; seq: bigint }

/** The request of a hub function that takes a waiting message: its body is read from the chain that sent it. */
export async function prepareEntryCall(
  client: CausewayClientBase,
  functionName: 'executeTicket' | 'cancelTicket' | 'executeDeposit' | 'refundDeposit',
  parameters: EntryRef & { fee?: bigint | undefined },
): Promise<WriteRequest> {
  const { hubChain } = client.deployment
  const { chain } = findChain(client.deployment, parameters.chain)
  const appends = functionName === 'executeTicket' || functionName === 'refundDeposit'
  const [message, value] = await Promise.all([
    getMessage(client, { from: chain, to: hubChain, seq: parameters.seq }),
    appends ? (parameters.fee ?? ampleAppendFee(client, { from: hubChain, to: chain })) : 0n,
  ])
  // a bid begins as the deposit of its cash, and that is what waits
  const { kind } = message
  const body =
    kind === messageKinds.bid ? slice(message.body, 0, bodyLengths.deposit) : message.body
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'hub'),
    abi: hubAbi,
    functionName,
    args: [chain, parameters.seq, body],
    value,
  })
}
