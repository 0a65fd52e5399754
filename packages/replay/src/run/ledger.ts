import { clearingAbi, liquidationAbi } from '@causeway/sdk'
import { type Hex, parseEventLogs, type TransactionReceipt } from 'viem'

/** What liquidations came to so far: USD. */
export type Totals = {
  auctions: number
  bids: number
  /** What bidders got off the mark, and the fund's tenth of it. */
  discount: number
  fees: number
  /** By the fund: for what insolvent accounts lacked, and to who took them over. */
  covered: number
  forTakingOver: number
  /** Beyond the fund: borne by those opposite, and by all cash. */
  deleveraged: number
  deleveragings: number
  haircut: number
  insolvencies: number
}

/** Follows the events of the liquidation. */
export type LiquidationLedger = {
  totals: Totals
  /** Accounts that somebody bid for. */
  liquidated: ReadonlySet<Hex>
  /** Books receipts, and returns the accounts that they changed. `marks`: what instruments are marked at where positions are deleveraged, USD. */
  book(receipts: readonly TransactionReceipt[], marks?: ReadonlyMap<Hex, number>): Hex[]
}

export function createLedger(): LiquidationLedger {
  const liquidated = new Set<Hex>()
  const totals: Totals = {
    ...{ auctions: 0, bids: 0, discount: 0, fees: 0, covered: 0, forTakingOver: 0 },
    ...{ deleveraged: 0, deleveragings: 0, haircut: 0, insolvencies: 0 },
  }
  return {
    totals,
    liquidated,
    book(receipts, marks) {
      const logs = receipts.flatMap((receipt) => receipt.logs)
      const touched = new Set<Hex>()
      for (const { eventName, args } of parseEventLogs({ abi: liquidationAbi, logs })) {
        if ('account' in args && args.account) touched.add(args.account)
        switch (eventName) {
          case 'AuctionOpened':
            totals.auctions++
            break
          case 'BidMade': {
            const { discount, fee, covered } = args.outcome
            totals.bids++
            totals.fees += usd(fee)
            totals.covered += usd(covered)
            if (covered > 0n) totals.forTakingOver += usd(discount)
            else totals.discount += usd(discount)
            liquidated.add(args.account)
            touched.add(args.bidder)
            break
          }
          case 'InsolvencyDeclared':
            totals.insolvencies++
            break
          case 'Deleveraged': {
            const mark = marks?.get(toId(args.instrument))
            if (mark === undefined) throw new Error(`${args.instrument} has no mark`)
            totals.deleveragings++
            totals.deleveraged += Math.abs(usd(args.size) * (mark - usd(args.price)))
            touched.add(args.counterparty)
            break
          }
          case 'DebtCovered':
            totals.covered += usd(args.byFund)
            totals.haircut += usd(args.byHaircut)
            break
        }
      }
      for (const { args } of parseEventLogs({ abi: clearingAbi, logs }))
        if ('account' in args && typeof args.account === 'string') touched.add(args.account as Hex)
      return [...touched]
    },
  }
}

const toId = (instrument: Hex | bigint): Hex =>
  typeof instrument === 'bigint'
    ? `0x${instrument.toString(16).padStart(40, '0')}`
    : (instrument as Hex)

const usd = (value: bigint) => Number(value) / 1e18
