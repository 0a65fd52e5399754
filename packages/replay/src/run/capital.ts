import { type Book, toPrices, toScanAccount, toScanMarket } from '@causeway/relayer/liquidate'
import { MARGIN_MODES, type MarginMode } from '@causeway/risk'
import { createScanner, measure, setAccount, setPrices } from '@causeway/risk/scanner'
import type { GetRiskStateReturnType } from '@causeway/sdk'
import type { Hex } from 'viem'

/** Initial margin that the same accounts need as they are, and if all of them had one mode: USD. */
export type Capital = { asIs: number } & Record<MarginMode, number>

/**
 * Adds up what accounts need, by the scanner: maintenance times the initial factor. The charges that only initial margin knows (late
 * lanes, depeg, uncertainty, array error) are not in it.
 */
export function capitalNeeded(
  books: readonly Book[],
  state: GetRiskStateReturnType,
  instruments: readonly Hex[],
  initialFactor: number,
): Capital {
  const market = toScanMarket(state, instruments)
  const lines = books.reduce(
    (sum, { positions, holdings }) => sum + positions.length + holdings.length,
    0,
  )
  const all = [undefined, ...MARGIN_MODES]
  const scanner = createScanner(market.market, {
    ...{ accounts: all.length * books.length, lines: 2 * all.length * (lines + books.length) },
  })
  setPrices(scanner, toPrices(state, market))
  const sums = all.map((mode, m) =>
    books.reduce((sum, book, i) => {
      const account = toScanAccount(mode === undefined ? book : { ...book, mode }, market)
      if (!account) return sum
      const number = m * books.length + i
      setAccount(scanner, number, account)
      return sum + (measure(scanner, number)?.maintenance ?? 0) * initialFactor
    }, 0),
  )
  const [asIs = 0, ...modes] = sums
  return {
    asIs,
    ...(Object.fromEntries(MARGIN_MODES.map((mode, i) => [mode, modes[i] ?? 0])) as Record<
      MarginMode,
      number
    >),
  }
}
