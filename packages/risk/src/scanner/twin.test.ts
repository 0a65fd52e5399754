import { expect, test } from 'vitest'
import { computeMargin } from '../margin/index.js'
import { setAccount } from './accounts.js'
import { exactInput } from './exact.fixture.js'
import { EPSILON, PER_LINE } from './kernel.js'
import type { Account, Mode, Prices } from './market.js'
import { createAccount, createMarket, createRandom } from './random.fixture.js'
import { createScanner, measure, rescan } from './scanner.js'

const modes: readonly Mode[] = ['portfolio', 'isolated', 'cross']
const { market, prices } = createMarket(5, 8)
const usd = (value: bigint) => Number(value) / 1e18
/** Accounts of the sample; as many as the scanner is promised to agree on in the long suite. */
const count = process.env.CAUSEWAY_FULL ? 10_000 : 400

/** Prices `move` later, one expiry in its last half hour and one settled; the risk arrays stay at their anchors. */
function moved(move: number): Prices {
  const index = Array.from(prices.index, (price) => price * (1 + move))
  const assets = market.assets.map(
    ({ underlying }, i) => (prices.assets[i] ?? 0) * (underlying === undefined ? 1 : 1 + move),
  )
  const settlements = [...prices.settlements]
  const spot = index[0] ?? 0
  settlements[0] = { fixedPart: spot * 0.25, remaining: 0.75, isFixed: false }
  settlements[6] = { fixedPart: index[1] ?? 0, remaining: 0, isFixed: true }
  return { ...prices, index, assets, settlements }
}

function sample(seed: number): Account[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) => {
    const notional = 10 ** (3 + 4 * random())
    const positions = 1 + Math.floor(random() * 12)
    const mode = modes[i % 3] ?? 'cross'
    return createAccount(random, market, prices, { mode, positions, notional })
  })
}

for (const kind of ['simd', 'plain'] as const) {
  for (const move of [0, 0.03, -0.04]) {
    test(`${kind}, prices ${100 * move} % on: nothing that the exact twin would liquidate is missed`, () => {
      const at = moved(move)
      const accounts = sample(100 * move + 21)
      const capacity = { accounts: count, lines: 14 * count }
      const [scanner, line] = [
        createScanner(market, capacity, kind),
        createScanner(market, capacity, kind),
      ]
      for (const [i, account] of accounts.entries()) setAccount(scanner, i, account)
      const flagged = new Set(rescan(scanner, at).accounts)
      let worst = 0
      let liquidatable = 0
      for (const [i, account] of accounts.entries()) {
        const exact = computeMargin(exactInput(market, at, account))
        const found = measure(scanner, i) ?? { equity: 0, maintenance: 0, gross: 1 }
        const off = Math.max(
          Math.abs(found.equity - usd(exact.equity)),
          Math.abs(found.maintenance - usd(exact.maintenance)),
        )
        const lines = account.positions.length + account.collateral.length
        worst = Math.max(worst, off / found.gross / (EPSILON + PER_LINE * lines))
        if (exact.equity < exact.maintenance) {
          liquidatable++
          expect(flagged.has(i)).toBe(true)
        } else if (flagged.has(i))
          expect(found.equity).toBeLessThan(found.maintenance + found.gross * 3e-6)
        // the same account, less than a millionth of a dollar below the line
        const cash = account.cash + usd(exact.maintenance - exact.equity) - 1e-7
        setAccount(line, i, { ...account, cash })
      }
      expect(worst).toBeLessThan(1)
      expect(liquidatable).toBeGreaterThan(count / 10)
      expect(liquidatable).toBeLessThan((9 * count) / 10)
      expect(rescan(line, at).accounts.length).toBe(count)
      process.stdout.write(`off by at most ${worst.toFixed(3)} of what is allowed\n`)
    }, 600_000)
  }
}
