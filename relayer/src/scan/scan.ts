import {
  type Account,
  createScanner,
  removeAccount,
  rescan,
  type Scanner,
  ScannerFullError,
  setAccount,
} from '@causeway/risk/scanner'
import { type CausewayClient, getBook, getRiskState } from '@causeway/sdk'
import type { Address, Hex, PublicClient } from 'viem'
import { sdkClient } from '../chain/sdkClient.js'
import type { Context } from '../context.js'
import { readTouched } from '../store/accounts.js'
import {
  type Book,
  type RiskState,
  type ScanMarket,
  toPrices,
  toScanAccount,
  toScanMarket,
} from './market.js'
import { type RecentPlace, readRecent } from './recent.js'

/** Books read in one step. */
const booksPerStep = 400
/** Seconds after which a book is read again although nothing changed it: funding and interest grow. */
const bookLife = 1_800
/** USD by which an account is flagged before it is below maintenance: the exact twin decides. */
const slack = 1

/** Every account that the node knows, as the scanner has them. What a run forgets at its end it finds again by itself. */
export type Scan = {
  /** The last change of a book that was heard of. */
  touch: bigint
  recent: RecentPlace
  /** Whose book must be read. */
  dirty: Set<Hex>
  /** Of those that can be below maintenance: with positions or debts. */
  books: Map<Hex, { book: Book; readAt: number }>
  arrays: Map<Address, Hex>
  table: Table | undefined
  /** The block of the last look, and whether more books waited to be read. */
  block: bigint
  more: boolean
}

/** The scanner and who stands where in it. */
type Table = {
  key: string
  scan: ScanMarket
  scanner: Scanner
  /** How many it has room for. */
  accounts: number
  places: Map<Hex, number>
  names: Map<number, Hex>
  free: number[]
}

export function createScan(): Scan {
  return {
    ...{ touch: 0n, recent: { head: 0n, seen: new Set() }, dirty: new Set(), books: new Map() },
    ...{ arrays: new Map(), table: undefined, block: 0n, more: false },
  }
}

/** What a look found. */
export type Look = {
  /** Accounts that may be below maintenance, the poorest first. */
  flagged: Hex[]
  /** Accounts of which an auction was opened in the newest blocks. */
  opened: Hex[]
  /** More books wait to be read. */
  more: boolean
}

/**
 * One look at all accounts: reads the books that changed, then prices, surfaces and risk arrays as they are at this block, and
 * lets the scanner say who may be below maintenance.
 */
export async function look(
  context: Context,
  scan: Scan,
  reader: PublicClient,
  head: bigint,
): Promise<Look> {
  const { metrics, deployment, database } = context
  const client = sdkClient(deployment, deployment.hubChain, reader)
  const { touched, auctions } = await readRecent(context, reader, scan.recent, head)
  for (const account of touched) scan.dirty.add(account)
  const changed = await readTouched(database, scan.touch, booksPerStep)
  for (const { account, touch } of changed) {
    scan.dirty.add(account)
    scan.touch = touch
  }
  forgetOld(scan)
  const read = await readBooks(scan, client)
  const state = await getRiskState(client, {
    instruments: instrumentsOf(scan),
    arrays: scan.arrays,
  })
  const began = performance.now()
  const flagged = evaluate(scan, state, read)
  metrics.scanSeconds.set((performance.now() - began) / 1_000)
  metrics.scanned.set(scan.books.size)
  scan.block = head
  scan.more = scan.dirty.size > 0 || changed.length === booksPerStep
  return {
    flagged,
    opened: auctions.flatMap(({ account, kind }) => (kind === 'opened' ? [account] : [])),
    more: scan.more,
  }
}

/** The oldest books are read again, a few at a time. */
function forgetOld({ books, dirty }: Scan): void {
  const before = Date.now() - bookLife * 1_000
  let count = 0
  // in the order in which they were read
  for (const [account, { readAt }] of books) {
    if (readAt > before || ++count > booksPerStep / 4) return
    dirty.add(account)
  }
}

async function readBooks(scan: Scan, client: CausewayClient): Promise<Hex[]> {
  const accounts = [...scan.dirty].slice(0, booksPerStep)
  const books = await Promise.all(accounts.map((account) => getBook(client, { account })))
  for (const { account, ...book } of books) {
    scan.dirty.delete(account)
    scan.books.delete(account)
    if (book.positions.length > 0 || book.cash < 0n)
      scan.books.set(account, { book, readAt: Date.now() })
  }
  return accounts
}

/** Every instrument that somebody holds. */
export function instrumentsOf({ books }: Scan): Hex[] {
  const ids = new Set<Hex>()
  for (const { book } of books.values()) for (const { id } of book.positions) ids.add(id)
  return [...ids].sort()
}

/** Puts what was read into the scanner, which is made anew when the market changed or has become too small, and scans. */
export function evaluate(scan: Scan, state: RiskState, read: readonly Hex[]): Hex[] {
  const market = toScanMarket(state, instrumentsOf(scan))
  const table = fill(scan, market, read)
  const { accounts, equity, maintenance } = rescan(table.scanner, toPrices(state, market), {
    slack,
  })
  return Array.from(accounts, (number, i) => ({
    account: table.names.get(number),
    health: (equity[i] ?? 0) / Math.max(1e-9, maintenance[i] ?? 0),
  }))
    .sort((a, b) => a.health - b.health)
    .flatMap(({ account }) => (account === undefined ? [] : [account]))
}

function fill(scan: Scan, market: ScanMarket, read: readonly Hex[]): Table {
  const key = JSON.stringify(market.market)
  const { table, books } = scan
  try {
    if (table?.key === key && table.accounts >= books.size) {
      for (const account of read) place(table, account, books.get(account)?.book)
      return table
    }
  } catch (error) {
    if (!(error instanceof ScannerFullError)) throw error
  }
  const made = makeTable(market, key, sizeOf(scan))
  for (const [account, { book }] of books) place(made, account, book)
  scan.table = made
  return made
}

function sizeOf({ books }: Scan): { accounts: number; lines: number } {
  let lines = 0
  for (const { book } of books.values()) lines += book.positions.length + book.holdings.length
  return { accounts: books.size, lines }
}

/** With room for half as many accounts again, and for what they leave in pieces when they change. */
function makeTable(scan: ScanMarket, key: string, needed: ReturnType<typeof sizeOf>): Table {
  const accounts = Math.ceil(needed.accounts * 1.5) + 64
  const scanner = createScanner(scan.market, { accounts, lines: 2 * needed.lines + 1_024 })
  return { key, scan, scanner, accounts, places: new Map(), names: new Map(), free: [] }
}

function place(table: Table, account: Hex, book: Book | undefined): void {
  const known = table.places.get(account)
  const entry: Account | undefined = book && toScanAccount(book, table.scan)
  if (entry === undefined) {
    if (known === undefined) return
    removeAccount(table.scanner, known)
    table.places.delete(account)
    table.names.delete(known)
    table.free.push(known)
    return
  }
  const number = known ?? table.free.pop() ?? table.places.size
  table.places.set(account, number)
  table.names.set(number, account)
  setAccount(table.scanner, number, entry)
}
