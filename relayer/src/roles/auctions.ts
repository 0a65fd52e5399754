import { computeMargin } from '@causeway/risk'
import {
  type Auction,
  type CausewayClient,
  getInsurance,
  getMargin,
  prepareCloseAuction,
  prepareCoverDebt,
  prepareDeclareInsolvency,
  prepareOpenAuction,
  prepareRefreshStaleArrays,
  RevertError,
} from '@causeway/sdk'
import type { Hex } from 'viem'
import { dollars } from '../bigints.js'
import { readBlock } from '../chain/finality.js'
import { sdkClient } from '../chain/sdkClient.js'
import { type Context, chainIn } from '../context.js'
import { reasonOf } from '../errors.js'
import { auctionClocks } from '../liquidate/clocks.js'
import { lackingOf } from '../liquidate/lacking.js'
import { readAuctions } from '../liquidate/readAuctions.js'
import type { StepResult } from '../loop.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import { createScan, look, type Scan } from '../scan/scan.js'
import { openAuctions } from '../store/accounts.js'
import { deleveragings } from './deleveraging.js'
import { arrayDuties, type Duty, fulfil } from './duty.js'
import { insuranceDuties } from './insurance.js'
import { spokeBids } from './spokeBids.js'

/** Flagged accounts that are confirmed in one step. */
const confirmPerStep = 50
/** Seconds for which an account that cannot be valued is left alone. */
const failedRest = 15
/** USD that an account may have in tokens when its debt is paid. */
const worthless = 10n ** 18n

/** What a run remembers of auctions. */
type Memory = {
  scan: Scan
  /** Auctions that are or were open a moment ago. */
  open: Set<Hex>
  /** Since when an account is below maintenance, in milliseconds. */
  below: Map<Hex, number>
}
const memories = new WeakMap<Context, Memory>()

function memoryOf(context: Context): Memory {
  const known = memories.get(context)
  if (known) return known
  const memory: Memory = { scan: createScan(), open: new Set(), below: new Map() }
  memories.set(context, memory)
  return memory
}

/**
 * One step of keeping auctions, once a block: the scanner looks at every account, what it flags is confirmed by the exact margin,
 * and an auction opened, as soon as arrays allow it; of open ones the recovered are closed, insolvencies declared, what exceeds the
 * fund is deleveraged, and debts are covered. Nobody leaves the fund's stake ahead of a loss; what haircuts took is given back as the
 * fund recovers.
 * Bids that came from spokes are made, or their cash goes back.
 */
export async function auctionStep(context: Context): Promise<StepResult> {
  const { database, deployment } = context
  const { rpc, number } = chainIn(context, deployment.hubChain)
  const memory = memoryOf(context)
  const { number: head, timestamp: now } = await rpc.use((reader) => readBlock(reader, 'latest'))
  // a node that begins reads thousands of books, and waits for no block meanwhile
  if (head === memory.scan.block && !memory.scan.more) return undefined
  const { more, duties } = await rpc.use(async (reader) => {
    const client = sdkClient(deployment, number, reader)
    const seen = await look(context, memory.scan, reader, head)
    for (const account of [...seen.opened, ...(await openAuctions(database))])
      memory.open.add(account)
    const auctions = await readAuctions(context, client, memory.open)
    const insurance = await getInsurance(client)
    const { fund } = insurance
    const { duties: opening, stale } = await openings(context, client, seen.flagged)
    const duties = [
      ...(await refreshes(context, client, { stale, auctions, now })),
      ...opening,
      ...(await proceedings(client, auctions, fund, now)),
      ...(await deleveragings(context, client, { scan: memory.scan, auctions, fund, now })),
      ...(await spokeBids(context, client, { auctions, now })),
      ...(await insuranceDuties(context, client, auctions, insurance)),
    ]
    return { more: seen.more, duties }
  })
  await fulfil(context, 'keep', duties)
  return { more }
}

/** Auctions of what the exact margin, too, finds below maintenance; `stale`: whose options are too far from the price to be valued. */
async function openings(
  context: Context,
  client: CausewayClient,
  flagged: readonly Hex[],
): Promise<{ duties: Duty[]; stale: Hex[] }> {
  const { open, below } = memoryOf(context)
  const stale: Hex[] = []
  const isFlagged = new Set(flagged)
  for (const account of below.keys()) if (!isFlagged.has(account)) below.delete(account)
  const asked = flagged
    .filter(
      (account) => !open.has(account) && triesOf(context, failed(account)).secondsAgo > failedRest,
    )
    .slice(0, confirmPerStep)
  const duties = await Promise.all(
    asked.map(async (account): Promise<Duty[]> => {
      const since = below.get(account) ?? Date.now()
      below.delete(account)
      try {
        const { input } = await getMargin(client, { account })
        const { equity, maintenance } = computeMargin({ ...input, initial: false })
        if (equity >= maintenance) return []
        below.set(account, since)
        if (isFirst(context, `below/${account}/${since}`))
          context.log.info(
            { account, equity: dollars(equity), maintenance: dollars(maintenance) },
            'below maintenance',
          )
        const { request } = await prepareOpenAuction(client, { account })
        const due = { subject: account, state: String(since) }
        return [{ what: 'auction', of: account, due, request }]
      } catch (error) {
        if (!(error instanceof RevertError)) throw error
        if (error.revert.errorName === 'Risk_StaleArray') {
          stale.push(account)
          return []
        }
        noteTry(context, failed(account))
        if (error.revert.errorName !== 'Liquidation_Open')
          context.log.warn({ account, reason: reasonOf(error) }, 'an account cannot be valued')
        return []
      }
    }),
  )
  return { duties: duties.flat(), stale }
}

/**
 * The arrays without which nothing can be opened, or bid for: of flagged accounts and auctions whose options the price has left
 * behind. They are not left to the oracle's round: a fall must hide nobody.
 */
async function refreshes(
  context: Context,
  client: CausewayClient,
  facts: { stale: readonly Hex[]; auctions: readonly Auction[]; now: bigint },
): Promise<Duty[]> {
  const { stale, auctions, now } = facts
  const { books } = memoryOf(context).scan
  const held = [
    ...stale.flatMap((account) => books.get(account)?.book.positions ?? []),
    ...auctions.flatMap(({ margin, positions }) => (margin === undefined ? positions : [])),
  ]
  if (held.length === 0) return []
  const instruments = [...new Set(held.map(({ id }) => id))]
  const requests = await prepareRefreshStaleArrays(client, { instruments })
  // what no refresh helps is not asked about in every block
  if (requests.length === 0) for (const account of stale) noteTry(context, failed(account))
  return arrayDuties(context, requests, now)
}

const failed = (account: Hex) => `auction/failed/${account}`

/** What is to be done in auctions that are open. */
async function proceedings(
  client: CausewayClient,
  auctions: readonly Auction[],
  fund: bigint,
  now: bigint,
): Promise<Duty[]> {
  const duties = await Promise.all(
    auctions.map(async (auction): Promise<Duty[]> => {
      const { account, openedAt } = auction
      const step = nextStep(auction, fund, Number(now))
      if (step === undefined) return []
      const prepare = { recovery: prepareCloseAuction, insolvency: prepareDeclareInsolvency }
      const request = await (step === 'debt' ? prepareCoverDebt : prepare[step])(client, {
        account,
      })
      const due = { subject: account, state: `${step}/${openedAt}/${auction.insolventAt}` }
      return [{ what: step, of: account, due, request }]
    }),
  )
  return duties.flat()
}

/** What is to be done in an auction at `now` (seconds): the account has recovered, lacks more than the fund has, or has only a debt. */
export function nextStep(
  auction: Pick<Auction, 'margin' | 'cash' | 'positions' | 'openedAt' | 'pace' | 'insolventAt'>,
  fund: bigint,
  now: number,
): 'recovery' | 'insolvency' | 'debt' | undefined {
  const { margin, cash, positions, openedAt, pace, insolventAt } = auction
  if (margin === undefined) return undefined
  // a discount that has grown for an earlier fall must not wait for the next one
  const isSpent = now >= openedAt + pace && margin.equity >= margin.maintenance
  if (margin.equity >= margin.initial || isSpent) return 'recovery'
  const lacking = lackingOf(margin)
  const isEmpty = positions.length === 0 && -lacking <= cash + worthless
  const since = insolventAt === undefined ? undefined : now - insolventAt
  const { deleveraging, declaration, redeclaration } = auctionClocks
  const isOver = since !== undefined && since >= deleveraging && since <= declaration
  if (isEmpty && cash < 0n && (-cash <= fund || isOver)) return 'debt'
  const isDeclared = since !== undefined && since < redeclaration
  return lacking > fund && !isDeclared ? 'insolvency' : undefined
}
