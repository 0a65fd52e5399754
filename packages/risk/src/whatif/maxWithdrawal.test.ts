import { describe, expect, test } from 'vitest'
import { maxWithdrawal } from './maxWithdrawal.js'
import { preview } from './preview.js'
import { account, randomPortfolio, traded, wad } from './testing/portfolio.js'
import { withCollateral } from './withHoldings.js'

const token = { market: 0, price: wad(2000), haircutBps: 1_000n, basisRate: 0n, late: false }

describe('maxWithdrawal', () => {
  test('default: free margin, in token units', () => {
    const input = traded(account(1000), { kind: 'perpetual', market: 0 }, 1, 2000)
    expect(maxWithdrawal(input, { asset: 'cash' })).toBe(wad(740))
    const uneven = { ...input, cash: input.cash + 999_999_999_999n }
    expect(maxWithdrawal(uneven, { asset: 'cash', decimals: 6 })).toBe(wad(740))
    expect(maxWithdrawal({ ...input, cash: wad(260) - 1n }, { asset: 'cash' })).toBe(0n)
  })

  test('behavior: profit that is not realised is no cash to take', () => {
    const input = traded(account(300), { kind: 'perpetual', market: 0 }, 1, 1000)
    expect(maxWithdrawal(input, { asset: 'cash' })).toBe(wad(300))
  })

  test('behavior: all, of who neither owes nor holds anything', () => {
    expect(maxWithdrawal(account(7), { asset: 'cash' })).toBe(wad(7))
    const rich = withCollateral(account(0), { line: token, amount: wad(3) })
    expect(maxWithdrawal(rich, { asset: { line: 0 } })).toBe(wad(3))
  })

  test('behavior: tokens carry borrowed cash', () => {
    // 1,800 after the haircut, which may fall by 10 %, times 1.3: 1,800 − 234, and the cash
    const input = withCollateral(account(100), { line: token, amount: wad(1) })
    expect(maxWithdrawal(input, { asset: 'cash' })).toBe(wad(1666))
  })

  test('error: no such token', () => {
    expect(() => maxWithdrawal(account(7), { asset: { line: 0 } })).toThrow('there is no line 0')
  })

  test('behavior: that much is accepted, one unit more is not', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed++) {
      const input = randomPortfolio(seed, { options: seed % 3 === 0, lines: true })
      const decimals = [18, 6, 8][seed % 3] as number
      const unit = 10n ** BigInt(18 - decimals)
      const assets = ['cash' as const, ...input.lines.map((_, line) => ({ line }))]
      for (const asset of assets) {
        const most = maxWithdrawal(input, { asset, decimals })
        expect(most % unit).toBe(0n)
        const isAccepted = (taken: bigint) => {
          const amount = -taken
          const change =
            asset === 'cash'
              ? ({ type: 'cash', amount } as const)
              : ({ type: 'collateral', line: asset.line, amount } as const)
          return preview(input, change, { liquidation: false }).accepted
        }
        if (most > 0n) expect(isAccepted(most), `seed ${seed}`).toBe(true)
        const all = asset === 'cash' ? undefined : input.lines[asset.line]?.amount
        if (all === undefined || most + unit <= all)
          expect(isAccepted(most + unit), `seed ${seed}`).toBe(false)
        if (most > 0n) found++
      }
    }
    expect(found).toBeGreaterThan(30)
  }, 120_000)
})
