import type { Address, Hash, Hex } from 'viem'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { parseAssetId } from '../wire/index.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'
import { getInFlight } from './getInFlight.js'

/** A crossing that an account has or had a part in. `seq` in the lane from `source` to `destination`, `amount` in token units. */
export type AccountCrossing = {
  type: 'deposit' | 'exit' | 'withdrawal'
  source: number
  destination: number
  seq: bigint
  token: Address
  amount: bigint
  /** Whether it is still on its way, or waits. */
  isOpen: boolean
  /** The transaction that began it, where that is known without asking its chain. */
  hash: Hash | undefined
  /** The hub's block of what the hub knows of it; undefined before. */
  block: bigint | undefined
}

export type GetCrossingsParameters = { account?: AccountRef | undefined }
export type GetCrossingsReturnType = AccountCrossing[]
export type GetCrossingsErrorType = CausewayError

/**
 * Every crossing of an account, from the events of the hub and what has not reached it yet: what is open first, then the newest.
 *
 * @example
 * for (const { source, seq } of await getCrossings(client)) console.log(await getTransfer(client, { chain: source, seq }))
 */
export async function getCrossings(
  client: CausewayClientBase,
  parameters: GetCrossingsParameters = {},
): Promise<GetCrossingsReturnType> {
  const { hubChain } = client.deployment
  const account = resolveAccount(client, parameters.account)
  const hub = {
    ...{ chain: hubChain, address: contractOf(client.deployment, hubChain, 'hub') },
    args: { account },
  }
  const [inFlight, credited, pending, tickets, withdrawn] = await Promise.all([
    getInFlight(client, { account }),
    findLogs(client, { ...hub, event: events.credited }),
    findLogs(client, { ...hub, event: events.depositPending }),
    findLogs(client, { ...hub, event: events.ticketBooked }),
    findLogs(client, { ...hub, event: events.withdrawn }),
  ])
  const toHub = (type: 'deposit' | 'exit', log: Incoming): AccountCrossing => {
    const { chain: source, token } = parseAssetId(log.args.asset)
    const { seq, amount } = log.args
    const found = { type, source, destination: hubChain, seq, token, amount }
    return { ...found, isOpen: false, hash: undefined, block: log.blockNumber }
  }
  const known = [
    ...credited.map((log) => toHub('deposit', log)),
    ...pending.map((log) => toHub('deposit', log)),
    ...tickets.map((log) => toHub('exit', log)),
    ...withdrawn.map(({ args, blockNumber, transactionHash }): AccountCrossing => {
      const { chain: destination, token } = parseAssetId(args.asset)
      const { releaseSeq: seq, amount } = args
      const found = { source: hubChain, destination, seq, token, amount, isOpen: false }
      return { type: 'withdrawal', ...found, hash: transactionHash, block: blockNumber }
    }),
  ]
  const open = inFlight.map(({ type, ...row }): AccountCrossing => {
    const same = known.find((entry) => keyOf(entry) === keyOf(row))
    return { ...row, type: kinds[type], isOpen: true, block: same?.block }
  })
  return merge(open, known)
}

type Incoming = { args: { asset: Hex; seq: bigint; amount: bigint }; blockNumber: bigint }

const kinds = {
  deposit: 'deposit',
  pending: 'deposit',
  exitRequest: 'exit',
  ticket: 'exit',
  release: 'withdrawal',
  waiting: 'withdrawal',
} as const

const keyOf = ({
  source,
  destination,
  seq,
}: Pick<AccountCrossing, 'source' | 'destination' | 'seq'>) => `${source} ${destination} ${seq}`

/** One row for each message: a deposit that waited was credited later, and is one. */
function merge(
  open: readonly AccountCrossing[],
  known: readonly AccountCrossing[],
): AccountCrossing[] {
  const newest = [...known].sort((a, b) => Number((b.block ?? 0n) - (a.block ?? 0n)))
  const rows = new Map<string, AccountCrossing>()
  for (const row of [...open, ...newest]) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row)
  return [...rows.values()]
}
