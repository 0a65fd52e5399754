import {
  auctionClocks,
  createScan,
  evaluate,
  factsOf,
  instrumentsOf,
  lackingOf,
  nextStep,
  placesOf,
  planBid,
  takingOf,
} from '@causeway/relayer/liquidate'
import { computeMargin } from '@causeway/risk'
import {
  type Auction,
  type GetRiskStateReturnType,
  getAuction,
  getBook,
  getInsurance,
  getMargin,
  getMarkets,
  getRiskState,
  prepareBid,
  prepareCloseAuction,
  prepareCoverDebt,
  prepareDeclareInsolvency,
  prepareDeleverage,
  prepareOpenAuction,
  previewBid,
  RevertError,
  simulateDeleverage,
} from '@causeway/sdk'
import { type Hex, maxInt256, parseEther, type TransactionReceipt } from 'viem'
import type { Sending } from '../world/chain.js'
import type { Population } from '../world/openAccounts.js'
import type { ReplayWorld } from '../world/startReplayWorld.js'
import { fill, type Trader } from '../world/trade.js'
import { createLedger, type LiquidationLedger } from './ledger.js'

/** How liquidators act. */
export type LiquidatorTerms = {
  /** Of its notional, what it costs to close what was taken over. */
  costBps: number
  /** Seconds from an auction's opening to the first bid in it: what a congested chain, or a slow operator, takes. */
  reaction: number
}

/** Everybody who watches accounts below maintenance: keepers, bidders, and who deleverages. */
export type Liquidators = {
  ledger: LiquidationLedger
  /** Opens, closes, bids, declares, deleverages and covers what can be at these prices. */
  step(): Promise<void>
  /** Auctions that are open. */
  open(): number
  /** USD that insolvent accounts lack at mark and nobody has paid. */
  lacking(): Promise<number>
  books(): Awaited<ReturnType<typeof getBook>>[]
  instruments(): Hex[]
  state(): Promise<GetRiskStateReturnType>
}

const mostRounds = 10
const mostHalvings = 4
const bidGas = 8_000_000n
const policy = {
  ...{ minProfitUsd: 1, maxInventoryUsd: 1e12, tokens: null, chains: null, maxShare: 1 },
  ...{ bidder: null, coin: 'ETH' },
}

export function createLiquidators(
  { devnet, world, publishers }: ReplayWorld,
  population: Population,
  terms: LiquidatorTerms,
): Liquidators {
  const client = devnet.client('carol')
  const keeper = devnet.accounts.carol.account
  const scan = createScan()
  const ledger = createLedger()
  const open = new Set<Hex>()
  const bidders = population.liquidators
  const watched = [...population.accounts, ...bidders].map(({ account }) => account)
  const isWatched = new Set(watched)
  let turn = 0

  const readBooks = async (accounts: readonly Hex[]) => {
    const read = [...new Set(accounts)].filter((account) => isWatched.has(account))
    for (const { account, ...book } of await Promise.all(
      read.map((account) => getBook(client, { account })),
    )) {
      scan.books.delete(account)
      if (book.positions.length > 0 || book.cash < 0n)
        scan.books.set(account, { book, readAt: Date.now() })
    }
    return read
  }
  const readState = () =>
    getRiskState(client, { instruments: instrumentsOf(scan), arrays: scan.arrays })
  const send = async (sendings: readonly Sending[]): Promise<TransactionReceipt[]> => {
    await publishers.keep()
    return world.hub.send(sendings)
  }
  const started = readBooks(watched)

  /** Auctions of what the exact margin, too, finds below maintenance. */
  const openings = async (flagged: readonly Hex[]): Promise<Sending[]> => {
    const found = await Promise.all(
      flagged
        .filter((account) => !open.has(account))
        .map(async (account): Promise<Sending[]> => {
          try {
            const { input } = await getMargin(client, { account })
            const { equity, maintenance } = computeMargin({ ...input, initial: false })
            if (equity >= maintenance) return []
            const { request } = await prepareOpenAuction(client, { account })
            open.add(account)
            return [{ from: keeper, to: request.to, data: request.data, gas: bidGas }]
          } catch (error) {
            if (!(error instanceof RevertError)) throw error
            return []
          }
        }),
    )
    return found.flat()
  }

  const auctionsNow = async (): Promise<Auction[]> => {
    const found = await Promise.all(
      [...open].map(async (account) => {
        const auction = await getAuction(client, { account })
        if (!auction) open.delete(account)
        return auction ?? []
      }),
    )
    return found.flat().sort((a, b) => a.openedAt - b.openedAt)
  }

  const proceeding = async (auction: Auction, fund: bigint): Promise<Sending | undefined> => {
    const step = nextStep(auction, fund, world.now())
    if (step === undefined) return undefined
    const prepare = {
      ...{ recovery: prepareCloseAuction, insolvency: prepareDeclareInsolvency },
      debt: prepareCoverDebt,
    }[step]
    const { to, data } = await prepare(client, { account: auction.account })
    return { from: keeper, to, data, gas: bidGas }
  }

  /** The bid of one liquidator: as large as what he has bears. */
  const bidOf = async (
    bidder: Trader,
    auction: Auction,
    scene: { fund: bigint; cash: bigint },
  ): Promise<{ sending: Sending; cost: bigint } | undefined> => {
    const { input } = auction
    // nobody can value it now
    if (input === undefined) return undefined
    const places = placesOf(input, auction)
    const receiver = bidder.owner.key.address
    const facts = await factsOf(
      { ...policy, hedgingCostBps: terms.costBps, receiver },
      {
        ...{ client, now: BigInt(world.now()), fund: scene.fund, cash: scene.cash },
        ...{ room: maxInt256, gasPrice: 0n, coinPrice: 0n },
      },
      auction,
      input,
    )
    let plan = planBid(facts)
    for (let tries = 0; plan.kind === 'bid' && tries <= mostHalvings; tries++) {
      const bid = {
        ...{ ...takingOf(auction, places, plan), account: auction.account, bidder: bidder.account },
      }
      try {
        const { cost } = await previewBid(bidder.owner.client, bid)
        const { request } = await prepareBid(bidder.owner.client, {
          ...{ ...bid, receiver, maxCost: maxInt256, deadline: BigInt(world.now() + 600) },
          fee: parseEther('1'),
        })
        const { to, data, value } = request
        const from = bidder.owner.key.account
        return { sending: { from, to, data, value, gas: bidGas }, cost }
      } catch (error) {
        if (!(error instanceof RevertError)) throw error
        if (error.revert.errorName !== 'Clearing_Unhealthy') return undefined
        plan = planBid({ ...facts, limits: { ...facts.limits, maxShare: plan.share / 2n } })
      }
    }
    return undefined
  }

  const bids = async (auctions: readonly Auction[], fund: bigint): Promise<Sending[]> => {
    const cash = new Map(
      await Promise.all(
        bidders.map(
          async ({ account }) => [account, (await getBook(client, { account })).cash] as const,
        ),
      ),
    )
    const able = bidders.filter(
      ({ account }) => (cash.get(account) ?? 0n) > 0n && !open.has(account),
    )
    if (able.length === 0) return []
    const due = auctions.filter(({ openedAt }) => world.now() >= openedAt + terms.reaction)
    const planned = await Promise.all(
      due.map(async (auction) => {
        const bidder = able[turn++ % able.length] as Trader
        const own = cash.get(bidder.account) ?? 0n
        return { bidder, bid: await bidOf(bidder, auction, { fund, cash: own }) }
      }),
    )
    // what one bid takes leaves less cash for the next: who has too little waits for the next round
    return planned.flatMap(({ bidder, bid }) => {
      const own = cash.get(bidder.account) ?? 0n
      if (!bid || bid.cost > own) return []
      cash.set(bidder.account, own - bid.cost)
      return [bid.sending]
    })
  }

  /** Ten minutes after a declaration everybody opposite can be called upon; the most exposed is first. */
  const deleverageAll = async (auctions: readonly Auction[]): Promise<TransactionReceipt[]> => {
    const receipts: TransactionReceipt[] = []
    for (const { account, insolventAt, positions } of auctions) {
      if (insolventAt === undefined || world.now() < insolventAt + auctionClocks.deleveraging)
        continue
      for (const { id, size } of positions) {
        const opposite = [...watched, population.maker.account].filter((other) => other !== account)
        const candidates = await Promise.all(
          opposite.map(async (other) => {
            const book =
              scan.books.get(other)?.book ??
              (other === population.maker.account
                ? await getBook(client, { account: other })
                : undefined)
            const held = book?.positions.find((position) => position.id === id)?.size ?? 0n
            return held * size < 0n && !open.has(other) ? [{ other, held }] : []
          }),
        )
        let left = size < 0n ? -size : size
        for (const { other, held } of candidates.flat().slice(0, 20)) {
          if (left === 0n) break
          const most = held < 0n ? -held : held
          const amount = most < left ? most : left
          const step = { account, counterparty: other, instrument: id, size: amount }
          try {
            await simulateDeleverage(client, step)
          } catch (error) {
            if (error instanceof RevertError) continue
            throw error
          }
          const { to, data } = await prepareDeleverage(client, step)
          receipts.push(...(await send([{ from: keeper, to, data, gas: bidGas }])))
          left -= amount
        }
      }
    }
    return receipts
  }

  /** Liquidators close what they took over against the maker, at a cost, so that their capital is free again. */
  const unwind = async (): Promise<Hex[]> => {
    const held = await Promise.all(
      bidders.map(async (bidder) => ({
        ...{ bidder, book: await getBook(client, { account: bidder.account }) },
      })),
    )
    const ids = [...new Set(held.flatMap(({ book }) => book.positions.map(({ id }) => id)))]
    if (ids.length === 0) return []
    await publishers.keep()
    const markets = await getMarkets(client)
    for (const id of ids) {
      const price = markets.find((market) => market.id === id)?.price
      if (price === undefined || price === 0n) continue
      for (const sign of [1n, -1n]) {
        const deals = held.flatMap(({ bidder, book }) => {
          const size = book.positions.find((position) => position.id === id)?.size ?? 0n
          return size * sign > 0n ? [{ ...bidder, size: -size }] : []
        })
        const cost = (price * BigInt(terms.costBps) * sign) / 10_000n
        if (deals.length > 0)
          await fill(world, population.maker, { instrument: id, price: price - cost, deals })
      }
    }
    return bidders.map(({ account }) => account)
  }

  /** What everything is marked at now, USD. */
  const marksNow = async () => {
    const markets = await getMarkets(client)
    return new Map(markets.map(({ id, price }) => [id, Number(price ?? 0n) / 1e18]))
  }

  return {
    ledger,
    open: () => open.size,
    books: () =>
      watched.flatMap((account) => {
        const book = scan.books.get(account)?.book
        return book && !bidders.some((bidder) => bidder.account === account)
          ? [{ account, ...book }]
          : []
      }),
    instruments: () => instrumentsOf(scan),
    state: readState,
    async lacking() {
      const amounts = await Promise.all(
        [...open].map(async (account) => {
          const auction = await getAuction(client, { account })
          if (!auction?.margin) return 0
          const short = lackingOf(auction.margin)
          return short > 0n ? Number(short) / 1e18 : 0
        }),
      )
      return amounts.reduce((sum, amount) => sum + amount, 0)
    },
    async step() {
      let changed = await started
      for (let round = 0; round < mostRounds; round++) {
        const state = await readState()
        const flagged = evaluate(scan, state, changed)
        const opened = await send(await openings(flagged))
        ledger.book(opened)
        const auctions = await auctionsNow()
        if (auctions.length === 0) return
        const { fund } = await getInsurance(client)
        const duties = new Map<Hex, Sending>()
        await Promise.all(
          auctions.map(async (auction) => {
            const duty = await proceeding(auction, fund)
            if (duty) duties.set(auction.account, duty)
          }),
        )
        const bidding = auctions.filter(({ account }) => !duties.has(account))
        const receipts = await send([...duties.values(), ...(await bids(bidding, fund))])
        const touched = ledger.book(receipts)
        const deleveraged = await deleverageAll(bidding)
        if (deleveraged.length > 0) touched.push(...ledger.book(deleveraged, await marksNow()))
        touched.push(...(await unwind()))
        changed = await readBooks([...touched, ...bidders.map(({ account }) => account)])
        // what reverted was overtaken by another bid: it is looked at again in the next round
        if ([...receipts, ...deleveraged].every(({ status }) => status === 'reverted')) return
      }
    },
  }
}
