import { computeMargin } from '@causeway/risk'
import { measure } from '@causeway/risk/scanner'
import {
  type Auction,
  type CausewayClient,
  getMargin,
  parseAccountId,
  prepareDeleverage,
  RevertError,
  simulateDeleverage,
} from '@causeway/sdk'
import { type Hex, isAddressEqual } from 'viem'
import { dollars, lesser } from '../bigints.js'
import type { Context } from '../context.js'
import { reasonOf } from '../errors.js'
import { auctionClocks } from '../liquidate/clocks.js'
import { isLive } from '../liquidate/isLive.js'
import { lackingOf } from '../liquidate/lacking.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import type { Scan } from '../scan/scan.js'
import type { Duty } from './duty.js'

const ppm = 1_000_000n
/** Counterparties of one auction that are valued exactly, and called upon, in one step. */
const askedPerStep = 16
/** Seconds for which one that would be worse off, or cannot be valued, is left alone. */
const refusedRest = 30

/** Someone on the other side of a position in auction. */
type Counterparty = { account: Hex; instrument: Hex; size: bigint; exposure: number }

/**
 * Deleverages accounts whose insolvency was declared and exceeds the fund: their positions are closed against opposite ones, those of
 * the most exposed first, of whom the hub's threshold, which falls with time, lets each be called upon.
 */
export async function deleveragings(
  context: Context,
  client: CausewayClient,
  facts: { scan: Scan; auctions: readonly Auction[]; fund: bigint; now: bigint },
): Promise<Duty[]> {
  const { scan, auctions, fund, now } = facts
  const duties: Duty[] = []
  for (const auction of auctions) {
    const threshold = thresholdOf(auction, fund, Number(now))
    if (threshold === undefined) continue
    const others = counterparties(scan, auction, now)
      .filter(({ account }) => triesOf(context, refused(auction, account)).secondsAgo > refusedRest)
      .slice(0, askedPerStep)
    duties.push(...(await callUpon(context, client, auction, { others, threshold })))
  }
  return duties
}

const refused = ({ account }: Auction, other: Hex) => `deleveraging/refused/${account}/${other}`

/** The score from which somebody can be called upon, ppm; undefined while nobody can: as the hub judges it. */
export function thresholdOf(
  { margin, insolventAt }: Pick<Auction, 'margin' | 'insolventAt'>,
  fund: bigint,
  now: number,
): bigint | undefined {
  if (insolventAt === undefined || margin === undefined) return undefined
  const { deleveraging, declaration } = auctionClocks
  const since = BigInt(now - insolventAt)
  const lacking = lackingOf(margin)
  if (since < 0n || since > BigInt(declaration) || lacking <= fund) return undefined
  return since >= BigInt(deleveraging) ? 0n : ppm - (ppm * since) / BigInt(deleveraging)
}

/** Who holds the opposite of what is in auction, the most exposed first, as far as the scanner can tell. */
export function counterparties(
  { books, table }: Scan,
  { account, positions }: Pick<Auction, 'account' | 'positions'>,
  now: bigint,
): Counterparty[] {
  const { owner } = parseAccountId(account)
  const live = positions.filter(({ instrument }) => isLive(instrument, Number(now)))
  const found: Counterparty[] = []
  for (const [other, { book }] of books) {
    for (const { id, size } of book.positions) {
      const isOpposite = live.some((own) => own.id === id && own.size > 0n !== size > 0n)
      if (!isOpposite || isAddressEqual(parseAccountId(other).owner, owner)) continue
      const place = table?.places.get(other)
      const seen = table && place !== undefined ? measure(table.scanner, place) : undefined
      const exposure = !seen || seen.equity <= 0 ? Infinity : seen.maintenance / seen.equity
      found.push({ account: other, instrument: id, size: size < 0n ? -size : size, exposure })
    }
  }
  return found.sort((a, b) => b.exposure - a.exposure)
}

async function callUpon(
  context: Context,
  client: CausewayClient,
  auction: Auction,
  { others, threshold }: { others: readonly Counterparty[]; threshold: bigint },
): Promise<Duty[]> {
  const scores = new Map(
    await Promise.all(
      [...new Set(others.map(({ account }) => account))].map(
        async (account) => [account, await scoreOf(client, account)] as const,
      ),
    ),
  )
  const scoreIn = ({ account }: Counterparty) => scores.get(account) ?? -1n
  const eligible = others
    .filter((other) => scoreIn(other) >= threshold)
    .sort((a, b) => Number(scoreIn(b) - scoreIn(a)))
  const rest = new Map(auction.positions.map(({ id, size }) => [id, size < 0n ? -size : size]))
  const duties: Duty[] = []
  for (const other of eligible) {
    const left = rest.get(other.instrument) ?? 0n
    const size = lesser(left, other.size)
    if (size === 0n) continue
    const duty = await attempt(context, client, auction, { ...other, size })
    if (!duty) continue
    rest.set(other.instrument, left - size)
    duties.push(duty)
  }
  return duties
}

/** Requirement over equity, ppm, as the hub scores it; undefined for who cannot be valued. */
async function scoreOf(client: CausewayClient, account: Hex): Promise<bigint | undefined> {
  try {
    const { input } = await getMargin(client, { account })
    const { equity, requirement } = computeMargin({ ...input, initial: false })
    return equity <= 0n ? ppm : lesser((requirement * ppm) / equity, ppm)
  } catch (error) {
    if (error instanceof RevertError) return undefined
    throw error
  }
}

async function attempt(
  context: Context,
  client: CausewayClient,
  auction: Auction,
  { account: counterparty, instrument, size }: Counterparty,
): Promise<Duty | undefined> {
  const { account, insolventAt, margin } = auction
  const step = { account, counterparty, instrument, size }
  try {
    await simulateDeleverage(client, step)
  } catch (error) {
    if (!(error instanceof RevertError)) throw error
    noteTry(context, refused(auction, counterparty))
    if (isFirst(context, `deleveraging/${account}/${counterparty}/${error.revert.errorName}`))
      context.log.info({ account, counterparty, reason: reasonOf(error) }, 'not deleveraged')
    return undefined
  }
  if (isFirst(context, `deleveraging/${account}/${insolventAt}`))
    context.log.warn({ account, equity: margin && dollars(margin.equity) }, 'deleveraging')
  return {
    what: 'deleveraging',
    of: `${account}/${counterparty}/${instrument}`,
    due: { subject: account, state: `deleveraging/${insolventAt}` },
    request: await prepareDeleverage(client, step),
  }
}
