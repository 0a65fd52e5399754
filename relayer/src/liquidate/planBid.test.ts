import { type MarginInput, takeOver } from '@causeway/risk'
import { expect, test } from 'vitest'
import { type BidFacts, planBid } from './planBid.js'

const wad = (units: number) => BigInt(Math.round(units * 1e6)) * 10n ** 12n

/** Long ETH perpetuals, and perhaps ether, at 2,000; a scan range of a fifth, no further charges. */
function account(own: {
  cash: number
  size?: number
  cost?: number
  ether?: number
  haircutBps?: bigint
}): MarginInput {
  const { cash, size = 0, cost = 0, ether = 0, haircutBps = 500n } = own
  return {
    cash: wad(cash),
    mode: 'cross',
    initial: false,
    initialFactor: 1_300_000n,
    positions:
      size === 0 ? [] : [{ kind: 'perpetual', size: wad(size), cost: wad(cost), market: 0 }],
    markets: [
      {
        index: wad(2_000),
        confidence: 0n,
        mark: wad(2_000),
        params: {
          ...{ scanRange: 200_000n, volShock: 450_000n, basisRate: 10_000n, floorRate: 5_000n },
          ...{ shortRate: 30_000n, tenorRate: 250_000n, concentration: 0n },
        },
      },
    ],
    expiries: [],
    blobs: [],
    lines:
      ether === 0
        ? []
        : [
            {
              ...{ market: 0, amount: wad(ether), price: wad(2_000), haircutBps },
              ...{ basisRate: 10_000n, late: false },
            },
          ],
    pairs: [],
  }
}

function facts(input: MarginInput, own: Partial<BidFacts> = {}): BidFacts {
  return {
    input,
    terms: { discount: 50_000n, grown: 0n, fund: 0n },
    wants: { lines: input.lines.map(() => true), positions: input.positions.map(() => true) },
    isComplete: true,
    limits: { cash: wad(1e9), room: wad(1e9), maxShare: 1_000_000n },
    costs: { gas: wad(2), release: wad(1), hedging: 500n },
    minProfit: wad(10),
    ...own,
  }
}

function planned(own: BidFacts) {
  const plan = planBid(own)
  if (plan.kind !== 'bid') throw new Error(`${plan.reason} ${plan.profit}`)
  return plan
}

// 10 ETH bought at 2,000: maintenance 4,000, initial 5,200
const short = account({ cash: 3_500, size: 10, cost: 20_000 })

test('default: the share that restores initial margin with half of the slack to spare', () => {
  const plan = planned(facts(short))
  // (3,500 − 200 s) − 5,200 (1 − s) = 26
  expect(plan.share).toBe(345_200n)
  expect(plan.isWhole).toBe(true)
  expect(plan.taking).toEqual({
    collateral: [],
    positions: [{ position: 0, size: wad(3.452) }],
  })
  const { outcome } = plan
  expect(outcome.refusal).toBeUndefined()
  expect(outcome.closes).toBe(true)
  expect(outcome.left.equity - outcome.left.initial).toBe(wad(26))
  // 4,000 · 34.52 % released, 5 % of it, a tenth of that to the fund; linear positions cost nothing
  expect(outcome.released).toBe(wad(1380.8))
  expect(outcome.discount).toBe(wad(62.136))
  expect(outcome.fee).toBe(wad(6.904))
  expect(outcome.cost).toBe(-wad(62.136))
  // hedging 5 basis points of 6,904, gas 2
  expect(outcome.notional).toBe(wad(6_904))
  expect(plan.costs).toBe(wad(5.452))
  expect(plan.profit).toBe(wad(56.684))
})

test('behavior: the next larger share that still stands is refused once it overshoots by a hundredth', () => {
  const at = (size: number) =>
    takeOver(
      short,
      { collateral: [], positions: [{ position: 0, size: wad(size) }] },
      facts(short).terms,
    ).refusal
  // an overshoot of 52 is at 1,752 / 5,000
  expect(at(3.504)).toBeUndefined()
  expect(at(3.505)).toBe('excessive')
})

test('behavior: waits while the discount does not pay for gas and hedging, and says what is missing', () => {
  expect(planBid(facts(short, { minProfit: wad(57) }))).toEqual({
    kind: 'wait',
    reason: 'unprofitable',
    profit: wad(56.684),
  })
  // it grows with time
  const later = facts(short, {
    minProfit: wad(57),
    terms: { discount: 100_000n, grown: 0n, fund: 0n },
  })
  expect(planned(later).profit).toBeGreaterThan(wad(115))
})

test('behavior: a discount beyond what the account has for each unit of maintenance is cut to that', () => {
  // 1,000 of equity against 4,000
  const poor = account({ cash: 1_000, size: 10, cost: 20_000 })
  const late = { discount: 300_000n, grown: 0n, fund: 0n }
  const { outcome, share } = planned(facts(poor, { terms: late }))
  expect(share).toBe(1_000_000n)
  expect(outcome.discount).toBe(wad(900))
  expect(outcome.fee).toBe(wad(100))
  expect(outcome.left.equity).toBe(0n)
})

test('behavior: above maintenance the discount is the least, whatever time has passed', () => {
  const risen = account({ cash: 4_500, size: 10, cost: 20_000 })
  const late = { discount: 300_000n, grown: 0n, fund: 0n }
  const { outcome } = planned(facts(risen, { terms: late, minProfit: 0n }))
  expect(outcome.discount + outcome.fee).toBe(outcome.released / 20n)
})

test('behavior: no more than the bidder can hold and pay', () => {
  const limits = { cash: wad(1e9), room: wad(5_000), maxShare: 1_000_000n }
  const narrow = planned(facts(short, { limits }))
  expect(narrow.share).toBe(250_000n)
  expect(narrow.outcome.closes).toBe(false)
  expect(planBid(facts(short, { limits: { ...limits, room: 0n } }))).toEqual({
    kind: 'wait',
    reason: 'no room',
  })
  const capped = facts(short, { limits: { ...limits, room: wad(1e9), maxShare: 100_000n } })
  expect(planned(capped).share).toBe(100_000n)
})

test('behavior: tokens are paid for in cash, and each release has its price', () => {
  // 10 ether counted 19,000 against a debt of 15,500: maintenance 3,800
  const indebted = account({ cash: -15_500, ether: 10 })
  const plan = planned(facts(indebted))
  const { outcome, taking } = plan
  expect(taking.collateral).toEqual([{ line: 0, amount: (wad(10) * plan.share) / 1_000_000n }])
  expect(outcome.closes).toBe(true)
  const value = ((wad(10) * plan.share) / 1_000_000n) * 2_000n
  expect(outcome.cost).toBe(value - outcome.discount)
  expect(plan.costs).toBe(wad(3) + value / 2_000n)
  // half of the cash is there, so half is bought
  const limits = { cash: outcome.cost / 2n, room: wad(1e9), maxShare: 1_000_000n }
  const half = planned(facts(indebted, { limits }))
  expect(half.share).toBe(plan.share / 2n)
  expect(half.outcome.cost).toBeLessThanOrEqual(outcome.cost / 2n)
})

test('behavior: what is not wanted stays, and the rest is named leg by leg', () => {
  const mixed = account({ cash: -12_500, size: 10, cost: 20_000, ether: 10 })
  const wants = { lines: [false], positions: [true] }
  const plan = planned(facts(mixed, { wants }))
  expect(plan.isWhole).toBe(false)
  expect(plan.taking.collateral).toEqual([])
  expect(plan.taking.positions).toHaveLength(1)
  const none = { lines: [false], positions: [false] }
  expect(planBid(facts(mixed, { wants: none }))).toEqual({ kind: 'wait', reason: 'unwanted' })
})

test('behavior: tokens of an isolated account count nothing and are left to it', () => {
  const isolated = { ...short, mode: 'isolated' } as const
  expect(planned(facts(isolated)).isWhole).toBe(false)
})

test('behavior: an account that needs less than 100 is taken whole', () => {
  // 0.2 ETH: maintenance 80, initial 104
  const small = account({ cash: 70, size: 0.2, cost: 400 })
  const plan = planned(
    facts(small, { minProfit: 0n, costs: { gas: 0n, release: 0n, hedging: 0n } }),
  )
  expect(plan.share).toBe(1_000_000n)
  expect(plan.outcome.left.maintenance).toBe(0n)
  expect(plan.outcome.discount).toBe(wad(3.6))
})

test('behavior: leaves at least 100, or nothing, where initial margin is not restored', () => {
  // 1 ETH: maintenance 400, initial 520; little equity, so that nearly all of it must go
  const weak = account({ cash: 40, size: 1, cost: 2_000 })
  const limits = { cash: wad(1e9), room: wad(1_800), maxShare: 1_000_000n }
  const plan = planned(facts(weak, { limits, minProfit: 0n }))
  // 90 % would leave 40
  expect(plan.share).toBe(750_000n)
  expect(plan.outcome.left.maintenance).toBe(wad(100))
  expect(plan.outcome.closes).toBe(false)
})

test('behavior: the fund pays for the takeover of what is insolvent, as far as it has it', () => {
  // 1,000 lacking, 4,000 of maintenance: half of the way, so 1,500 for all of it
  const insolvent = account({ cash: -1_000, size: 10, cost: 20_000 })
  const terms = { discount: 275_000n, grown: 500_000n, fund: wad(10_000) }
  const { outcome, share, profit, costs } = planned(facts(insolvent, { terms }))
  expect(share).toBe(1_000_000n)
  expect(outcome.isInsolvent).toBe(true)
  expect(outcome.covered).toBe(wad(1_000))
  expect(outcome.discount).toBe(wad(1_500))
  expect(outcome.fee).toBe(0n)
  expect(outcome.left.equity).toBe(0n)
  expect(outcome.closes).toBe(true)
  expect(profit).toBe(wad(1_500) - costs)
  // what is left of the fund after what it covers bounds what it pays
  const little = planned(facts(insolvent, { terms: { ...terms, fund: wad(1_200) } }))
  expect(little.outcome.discount).toBe(wad(200))
  // and what it covers bounds the share
  const half = facts(insolvent, { terms: { ...terms, fund: wad(500) } })
  expect(planBid(half)).toEqual({ kind: 'wait', reason: 'unprofitable', profit: -wad(7) })
  expect(planned({ ...half, minProfit: -wad(7) }).share).toBe(500_000n)
  expect(planBid(facts(insolvent, { terms: { ...terms, fund: 0n } }))).toEqual({
    kind: 'wait',
    reason: 'fund exhausted',
  })
})
