import { type Address, type Hex, isAddressEqual } from 'viem'
import { gatewayAbi, hubAbi, spokeAbi } from '../abis/index.js'
import { contractOf, spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { messengerOf } from '../relay/index.js'
import { parseAccountId, parseAssetId } from '../wire/index.js'
import { appendedIn, decodeKnown } from './appended.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'
import { getMessage } from './getMessage.js'
import { readDeployed } from './read.js'

/** Value on its way to or from an account. Amounts in token units, `seq` in the lane from `source` to `destination`. */
export type InFlight = {
  /** `pending`: the deposit arrived and waits on the hub; `waiting`: the release arrived and waits at the vault. */
  type: 'deposit' | 'pending' | 'exitRequest' | 'ticket' | 'release' | 'waiting'
  source: number
  destination: number
  seq: bigint
  token: Address
  amount: bigint
  /** Transaction that started it. */
  hash: Hex
}

/**
 * Everything on its way to or from an account, from chain state: deposits and exit requests that the hub has not handled,
 * deposits and tickets that wait there, releases that no vault has paid.
 *
 * @example
 * const inFlight = await getInFlight(client, { account: accountId })
 */
export async function getInFlight(
  client: CausewayClientBase,
  { account }: { account: Hex },
): Promise<InFlight[]> {
  const lists = await Promise.all([
    ...spokeChains(client.deployment).map(({ chain }) => incoming(client, chain, account)),
    waitingOnHub(client, account),
    outgoing(client, account),
  ])
  return lists.flat()
}

async function incoming(
  client: CausewayClientBase,
  chain: number,
  account: Hex,
): Promise<InFlight[]> {
  const { hubChain } = client.deployment
  const [lane, hubLane] = await Promise.all([
    readLane(client, chain, hubChain),
    readLane(client, hubChain, chain),
  ])
  const missing = Array.from(
    { length: Math.min(Number(lane.outSeq - hubLane.inSeq), 1_000) },
    (_, i) => hubLane.inSeq + 1n + BigInt(i),
  )
  if (missing.length === 0) return []
  const logs = await findLogs(client, {
    ...{ chain, address: messengerOf(client.deployment, chain), event: events.appended },
    args: { chain: hubChain, seq: missing },
  })
  return logs.flatMap(({ args, transactionHash }) => {
    const message = decodeKnown(args)
    if (!message) return []
    // the cash of a bid is a deposit like any other
    const type = message.type === 'bid' ? 'deposit' : message.type
    if (type !== 'deposit' && type !== 'exitRequest') return []
    if (!('account' in message) || !('amount' in message)) return []
    if (message.account.toLowerCase() !== account.toLowerCase()) return []
    const { token, amount } = message
    return [
      {
        ...{ type, source: chain, destination: hubChain, seq: args.seq, token, amount },
        hash: transactionHash,
      },
    ]
  })
}

async function waitingOnHub(client: CausewayClientBase, account: Hex): Promise<InFlight[]> {
  const { hubChain } = client.deployment
  const hub = {
    ...{ chain: hubChain, address: contractOf(client.deployment, hubChain, 'hub') },
    args: { account },
  }
  const [pending, tickets] = await Promise.all([
    findLogs(client, { ...hub, event: events.depositPending }),
    findLogs(client, { ...hub, event: events.ticketBooked }),
  ])
  const rows = [
    ...pending.map((log) => ({ type: 'pending' as const, log })),
    ...tickets.map((log) => ({ type: 'ticket' as const, log })),
  ]
  const found = await Promise.all(
    rows.map(async ({ type, log }): Promise<InFlight[]> => {
      const { asset, seq, amount } = log.args
      const { chain: source, token } = parseAssetId(asset)
      const { status } = await readDeployed(client, {
        ...{ chain: hubChain, contract: 'hub', abi: hubAbi, functionName: 'entryOf' },
        args: [source, seq],
      })
      if (status !== 1) return []
      const { hash } = await getMessage(client, { from: source, to: hubChain, seq })
      return [{ type, source, destination: hubChain, seq, token, amount, hash }]
    }),
  )
  return found.flat()
}

async function outgoing(client: CausewayClientBase, account: Hex): Promise<InFlight[]> {
  const { hubChain } = client.deployment
  const hub = { chain: hubChain, address: contractOf(client.deployment, hubChain, 'hub') }
  const [withdrawn, refunded] = await Promise.all([
    findLogs(client, { ...hub, event: events.withdrawn, args: { account } }),
    findLogs(client, {
      ...{ ...hub, event: events.depositRefunded },
      args: { depositor: parseAccountId(account).owner },
    }),
  ])
  const found = await Promise.all([
    ...withdrawn.map(({ args, transactionHash }) =>
      release(client, { ...args, seq: args.releaseSeq, hash: transactionHash }),
    ),
    ...refunded.map(({ args, transactionHash }) =>
      refund(client, { ...args, hash: transactionHash }),
    ),
  ])
  return found.flat()
}

/** The release of a refund has another number than the deposit: the transaction that made both knows it. */
async function refund(
  client: CausewayClientBase,
  row: { asset: Hex; amount: bigint; depositor: Address; hash: Hex },
): Promise<InFlight[]> {
  const { hubChain } = client.deployment
  const receipt = await client.reader(hubChain).getTransactionReceipt({ hash: row.hash })
  const sent = appendedIn(client, hubChain, receipt).find((message) => {
    const decoded = decodeKnown(message)
    return decoded?.type === 'release' && isAddressEqual(decoded.receiver, row.depositor)
  })
  return sent ? release(client, { ...row, seq: sent.seq }) : []
}

async function release(
  client: CausewayClientBase,
  { asset, seq, amount, hash }: { asset: Hex; seq: bigint; amount: bigint; hash: Hex },
): Promise<InFlight[]> {
  const { hubChain } = client.deployment
  const { chain: destination, token } = parseAssetId(asset)
  const { inSeq } = await readLane(client, destination, hubChain)
  const row = { source: hubChain, destination, seq, token, amount, hash }
  if (seq > inSeq) return [{ type: 'release', ...row }]
  const waiting = await readDeployed(client, {
    ...{ chain: destination, contract: 'spoke', abi: spokeAbi, functionName: 'waiting' },
    args: [seq],
  })
  return BigInt(waiting) === 0n ? [] : [{ type: 'waiting', ...row }]
}

function readLane(client: CausewayClientBase, chain: number, remote: number) {
  return readDeployed(client, {
    ...{ chain, contract: chain === client.deployment.hubChain ? 'gateway' : 'spoke' },
    ...{ abi: gatewayAbi, functionName: 'laneOf', args: [remote] },
  })
}
