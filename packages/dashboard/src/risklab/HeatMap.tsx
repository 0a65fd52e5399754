import { useMemo, useState } from 'react'
import { useComputed } from '../compute/useComputed.js'
import { showAmount, showPpm, showUsd, toPixels } from '../format/amounts.js'
import { Card, Field, inputLook, Problem } from '../ui/parts.js'
import { type Cell, gridFactors, gridMoves, type gridOf } from './grid.js'
import { legName, type Portfolio } from './portfolio.js'

/** What moves of price and volatility do to the portfolio, and which leg loses most in each. */
export function HeatMap({ portfolio }: { portfolio: Portfolio }) {
  const [market, setMarket] = useState<number | 'all'>('all')
  const { input } = portfolio
  const args = useMemo((): Parameters<typeof gridOf> => [input, market], [input, market])
  const { data: rows = [], error } = useComputed('gridOf', args)
  const largest = Math.max(1, ...rows.flat().map(({ change }) => Math.abs(toPixels(change))))
  return (
    <Card title="Price and volatility" aside="change of equity; which leg loses most">
      <div className="mb-3 max-w-60">
        <Field label="What moves">
          <select
            className={inputLook}
            value={market}
            onChange={({ target }) =>
              setMarket(target.value === 'all' ? 'all' : Number(target.value))
            }
          >
            <option value="all">All together</option>
            {portfolio.underlyings.map((name, m) => (
              <option key={name} value={m}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <Problem error={error} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="overflow-x-auto" tabIndex={0} aria-label="Heat map">
        <table className="w-full border-separate border-spacing-0.5 text-xs tabular-nums">
          <caption className="sr-only">Change of equity by move of price and volatility</caption>
          <thead>
            <tr>
              <th scope="col" className="text-left text-soft">
                Volatility
              </th>
              {gridMoves.map((move) => (
                <th key={String(move)} scope="col" className="px-1 text-soft">
                  {showPpm(move, 0)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, r) => (
              <tr key={String(gridFactors[r])}>
                <th scope="row" className="text-left font-normal whitespace-nowrap text-soft">
                  × {showAmount(gridFactors[r] ?? 0n, { decimals: 6 })}
                </th>
                {cells.map((cell) => (
                  <HeatCell key={String(cell.move)} {...{ cell, largest, portfolio }} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

function HeatCell({
  cell,
  largest,
  portfolio,
}: {
  cell: Cell
  largest: number
  portfolio: Portfolio
}) {
  const { change, equity, isLiquidatable, loser } = cell
  const share = Math.min(1, Math.abs(toPixels(change)) / largest)
  const tint = change < 0n ? 'var(--bad-tint)' : 'var(--good-tint)'
  const name = loser && legName(portfolio, loser.of, loser.number)
  return (
    <td
      className={`min-w-20 rounded p-1 align-top text-ink ${isLiquidatable ? 'outline-2 -outline-offset-2 outline-bad' : ''}`}
      style={{
        background: `color-mix(in srgb, ${tint} ${Math.round(20 + 80 * share)}%, var(--card))`,
      }}
      title={`Equity ${showUsd(equity)}`}
    >
      <span className="block text-right font-medium">{showUsd(change, { digits: 0 })}</span>
      <span className="block text-right text-soft">{name ?? 'none loses'}</span>
      {isLiquidatable && <span className="block text-right text-bad">liquidated</span>}
    </td>
  )
}
