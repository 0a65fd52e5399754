import type { CollateralRow } from '@causeway/sdk'

/** A bar of the chart: what counts, and what will count when it has arrived. USD, 18 decimals. */
export type ChartBar = {
  name: string
  parts: { label: string; value: bigint; isComing: boolean }[]
  total: bigint
}

/** Cash is pooled and lies on no chain: it has a bar of its own, and what comes of it is on the chain it comes from. */
export function chartBars(rows: readonly CollateralRow[]): ChartBar[] {
  const cash = rows.find(({ token }) => token.isCash)?.credited ?? 0n
  const chains = [...new Set(rows.map(({ chainName }) => chainName))]
  const bars = chains.map((name) => {
    const own = rows.filter(({ chainName }) => chainName === name)
    const parts = own.flatMap(({ token, value, coming }) => [
      { label: token.symbol, value: token.isCash ? 0n : (value ?? 0n), isComing: false },
      { label: `${token.symbol} on its way`, value: coming ?? 0n, isComing: true },
    ])
    return barOf(name, parts)
  })
  const pooled = barOf('cash', [{ label: 'Cash', value: cash > 0n ? cash : 0n, isComing: false }])
  return [pooled, ...bars]
}

function barOf(name: string, all: ChartBar['parts']): ChartBar {
  const parts = all.filter(({ value }) => value > 0n)
  return { name, parts, total: parts.reduce((sum, { value }) => sum + value, 0n) }
}
