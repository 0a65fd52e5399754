import { type Address, isAddressEqual, type Log, parseEventLogs } from 'viem'
import { hubAbi, spokeAbi } from '../abis/index.js'
import { appendedIn, decodeKnown } from '../actions/appended.js'
import { events } from '../actions/events.js'
import { simulateExecuteTicket } from '../actions/executeTicket.js'
import { getMessage } from '../actions/getMessage.js'
import { readDeployed } from '../actions/read.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { RevertError } from '../errors/causewayError.js'
import { sayReason } from '../errors/sentencesHub.js'
import { type BidDeposit, type Message, toAssetId } from '../wire/index.js'
import { timeOf } from './blocks.js'
import { type Crossing, hubOf } from './crossing.js'
import { firstLog } from './firstLog.js'
import type { Transfer, TransferState, TransferStep } from './types.js'

/** What has become of a handled message, and the steps after its handling. */
export type Outcome = { state: TransferState; steps: TransferStep[] }

/** Follows a release that a deposit or ticket led to. */
export type FollowRelease = (message: Crossing['message']) => Promise<Transfer>

/** A message that was handled where it goes to. */
export type Handled = Crossing & { handled: NonNullable<Crossing['handled']> }
type Deposit = Pick<Extract<Message, { type: 'deposit' }>, keyof BidDeposit>
type Exit = Extract<Message, { type: 'exitRequest' }>

/** What the hub did with a deposit that it handled. */
export async function depositOutcome(
  client: CausewayClientBase,
  crossing: Handled,
  deposit: Deposit,
  follow: FollowRelease,
): Promise<Outcome> {
  const { source, destination, seq } = crossing.message
  const { receipt, at, hash } = crossing.handled
  const settled = { name: 'settled', chain: destination, done: true } as const
  const logs = parseEventLogs({ abi: hubAbi, logs: receipt.logs as Log[] })
  const asset = toAssetId({ chain: source, token: deposit.token })
  const isOurs = (log: { args: { asset?: string; seq?: bigint } }) =>
    log.args.seq === seq && log.args.asset?.toLowerCase() === asset.toLowerCase()
  const credited = logs.find((log) => log.eventName === 'Credited' && isOurs(log))
  if (credited?.eventName === 'Credited') {
    const { amount, rebate } = credited.args
    return {
      state: { status: 'credited', amount, rebate },
      steps: [{ ...settled, label: 'credited', at, hash }],
    }
  }
  const entry = await readDeployed(client, {
    ...{ chain: destination, contract: 'hub', abi: hubAbi, functionName: 'entryOf' },
    args: [source, seq],
  })
  if (entry.status === 1)
    return {
      state: {
        status: 'pending',
        reason: entry.reason,
        why: sayReason(entry.reason),
        matureAt: entry.matureAt,
      },
      steps: [{ ...settled, label: 'waits on the hub', done: false, at, hash }],
    }
  const later = { chain: destination, address: hubOf(client), fromBlock: receipt.blockNumber }
  if (entry.status === 2) {
    const log = await firstLog(client, {
      ...{ ...later, event: events.credited, args: { account: deposit.account, asset, seq } },
    })
    const { amount, rebate } = log?.args ?? { amount: deposit.amount, rebate: 0n }
    return {
      state: { status: 'credited', amount, rebate },
      steps: [{ ...settled, label: 'credited', ...(await whenOf(client, destination, log)) }],
    }
  }
  if (entry.status === 3) {
    const log = await firstLog(client, {
      ...{ ...later, event: events.depositRefunded, args: { asset, seq } },
    })
    const release = log && (await releaseIn(client, log.transactionHash, deposit.depositor, follow))
    const label = 'sent back'
    const steps = [{ ...settled, label, ...(await whenOf(client, destination, log)) }]
    if (release)
      return { state: { status: release.done ? 'refunded' : 'refunding', release }, steps }
  }
  return { state: { status: 'rejected' }, steps: [{ ...settled, label: 'rejected', at, hash }] }
}

/** What the hub did with an exit request that it handled. */
export async function exitOutcome(
  client: CausewayClientBase,
  crossing: Handled,
  exit: Exit,
  follow: FollowRelease,
): Promise<Outcome> {
  const { source, destination, seq } = crossing.message
  const { receipt, at, hash } = crossing.handled
  const settled = { name: 'settled', chain: destination, done: true } as const
  const entry = await readDeployed(client, {
    ...{ chain: destination, contract: 'hub', abi: hubAbi, functionName: 'entryOf' },
    args: [source, seq],
  })
  if (entry.status === 0 || entry.status === 5)
    return { state: { status: 'rejected' }, steps: [{ ...settled, label: 'rejected', at, hash }] }
  if (entry.status === 1)
    return {
      state: {
        status: 'booked',
        expiry: entry.matureAt,
        blocker: await blockerOf(client, source, seq),
      },
      steps: [{ ...settled, label: 'ticket executed', done: false }],
    }
  const log = await firstLog(client, {
    ...{ chain: destination, address: hubOf(client), fromBlock: receipt.blockNumber },
    ...{ event: events.ticketClosed, args: { account: exit.account, chain: source, seq } },
  })
  const when = await whenOf(client, destination, log)
  if (entry.status === 2 && log) {
    const release = await releaseIn(client, log.transactionHash, exit.receiver, follow)
    if (release)
      return {
        state: { status: 'releasing', release, amount: log.args.amount },
        steps: [{ ...settled, label: 'ticket executed', ...when }],
      }
  }
  return {
    state: { status: 'cancelled' },
    steps: [{ ...settled, label: 'ticket closed', ...when }],
  }
}

/** What a vault did with a release that it handled. */
export async function releaseOutcome(
  client: CausewayClientBase,
  crossing: Handled,
  release: Extract<Message, { type: 'release' }>,
): Promise<Outcome> {
  const { destination, seq } = crossing.message
  const { receipt, at, hash } = crossing.handled
  const { amount, receiver, token } = release
  const settled = { name: 'settled', chain: destination } as const
  const logs = parseEventLogs({ abi: spokeAbi, logs: receipt.logs as Log[] })
  const now = logs.find((log) => 'seq' in log.args && log.args.seq === seq)
  const address = contractOf(client.deployment, destination, 'spoke')
  const from = { chain: destination, address, fromBlock: receipt.blockNumber }
  if (now?.eventName === 'Released')
    return {
      state: { status: 'released', amount, receiver, at },
      steps: [{ ...settled, label: 'paid', done: true, at, hash }],
    }
  let refused: { transactionHash: `0x${string}`; blockHash: `0x${string}`; blockNumber: bigint } = {
    ...{ transactionHash: hash, blockHash: receipt.blockHash, blockNumber: receipt.blockNumber },
  }
  if (now?.eventName === 'ReleaseWaiting') {
    const open = await readDeployed(client, {
      ...{ chain: destination, contract: 'spoke', abi: spokeAbi, functionName: 'waiting' },
      args: [seq],
    })
    const matureAt = Number(now.args.matureAt)
    if (BigInt(open) !== 0n)
      return {
        state: { status: 'waiting', amount, receiver, matureAt },
        steps: [{ ...settled, label: 'waits at the vault', done: false }],
      }
    const paid = await firstLog(client, { ...from, event: events.released, args: { seq } })
    if (paid) {
      const when = await whenOf(client, destination, paid)
      return {
        state: { status: 'released', amount, receiver, at: when.at },
        steps: [{ ...settled, label: 'paid', done: true, ...when }],
      }
    }
    const later = await firstLog(client, { ...from, event: events.releaseClaimable, args: { seq } })
    if (later) refused = later
  } else if (now?.eventName !== 'ReleaseClaimable')
    return { state: { status: 'rejected' }, steps: [{ ...settled, label: 'rejected', done: true }] }
  const claimed = await firstLog(client, {
    ...{ ...from, event: events.claimed, args: { receiver, token } },
    fromBlock: refused.blockNumber,
  })
  if (claimed)
    return {
      state: { status: 'claimed', amount, receiver, to: claimed.args.to },
      steps: [
        {
          ...settled,
          label: 'claimed',
          done: true,
          ...(await whenOf(client, destination, claimed)),
        },
      ],
    }
  return {
    state: { status: 'claimable', amount, receiver },
    steps: [{ ...settled, label: 'refused, claimable', done: true }],
  }
}

/** Why a ticket cannot be executed now; undefined when it can. */
async function blockerOf(client: CausewayClientBase, chain: number, seq: bigint) {
  try {
    await simulateExecuteTicket(client, { chain, seq })
    return undefined
  } catch (error) {
    if (error instanceof RevertError && error.revert.errorName) return error.message
    return undefined
  }
}

/** The release to `receiver` that a transaction on the hub made. */
async function releaseIn(
  client: CausewayClientBase,
  hash: `0x${string}`,
  receiver: Address,
  follow: FollowRelease,
) {
  const { hubChain } = client.deployment
  const receipt = await client.reader(hubChain).getTransactionReceipt({ hash })
  const release = appendedIn(client, hubChain, receipt).find((message) => {
    const decoded = decodeKnown(message)
    return decoded?.type === 'release' && isAddressEqual(decoded.receiver, receiver)
  })
  if (!release) return undefined
  const { destination: to, seq } = release
  return follow(await getMessage(client, { from: hubChain, to, seq, block: receipt.blockNumber }))
}

async function whenOf(
  client: CausewayClientBase,
  chain: number,
  log:
    | { blockHash: `0x${string}`; blockNumber: bigint; transactionHash: `0x${string}` }
    | undefined,
) {
  if (!log) return {}
  return { at: await timeOf(client, chain, log), hash: log.transactionHash }
}
