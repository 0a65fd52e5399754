import type { CollateralRow } from '@causeway/sdk'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar } from '@visx/shape'
import { showUsd, toPixels } from '../format/amounts.js'
import { Unknown } from '../ui/parts.js'
import { useWidth } from '../ui/useWidth.js'
import { type ChartBar, chartBars } from './chartRows.js'

const step = 38
const left = 84
const right = 110
const widest = 760
const colours = 5

/** Where the collateral lies: a bar for each chain, one for the cash that all of them hold together. */
export function CollateralChart({ rows }: { rows: readonly CollateralRow[] | undefined }) {
  const [space, ref] = useWidth(widest)
  if (!rows) return <Unknown />
  const width = Math.min(space, widest)
  const bars = chartBars(rows)
  const height = bars.length * step
  const most = Math.max(1, ...bars.map(({ total }) => toPixels(total)))
  const x = scaleLinear({ domain: [0, most], range: [0, Math.max(1, width - left - right)] })
  const y = scaleBand({ domain: bars.map(({ name }) => name), range: [0, height], padding: 0.3 })
  const symbols = [
    ...new Set(bars.flatMap(({ parts }) => parts.map(({ label }) => symbolOf(label)))),
  ]
  const colour = (label: string) => (symbols.indexOf(symbolOf(label)) % colours) + 1
  return (
    <figure ref={ref}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Collateral by chain: ${bars.map(sayBar).join('; ')}`}
      >
        <defs>
          {symbols.map((symbol) => (
            <pattern
              key={symbol}
              id={`hatch-${colour(symbol)}`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="2.5" height="6" style={{ fill: `var(--series-${colour(symbol)})` }} />
            </pattern>
          ))}
        </defs>
        {bars.map((bar) => {
          const top = y(bar.name) ?? 0
          const middle = top + y.bandwidth() / 2
          return (
            <g key={bar.name}>
              <text x={0} y={middle} dominantBaseline="central" className="fill-soft text-[13px]">
                {bar.name}
              </text>
              {placed(bar, x).map(({ label, isComing, from, length, value }) => (
                <Bar
                  key={label}
                  x={left + from}
                  y={top}
                  width={length}
                  height={y.bandwidth()}
                  style={{
                    fill: isComing
                      ? `url(#hatch-${colour(label)})`
                      : `var(--series-${colour(label)})`,
                    stroke: `var(--series-${colour(label)})`,
                  }}
                >
                  <title>{`${label}: ${showUsd(value)}`}</title>
                </Bar>
              ))}
              <text
                x={left + x(toPixels(bar.total)) + 8}
                y={middle}
                dominantBaseline="central"
                className="fill-ink text-[13px] tabular-nums"
              >
                {showUsd(bar.total)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {symbols.map((symbol) => (
          <span key={symbol} className="flex items-center gap-1.5">
            <span
              className="size-3 rounded-sm"
              style={{ background: `var(--series-${colour(symbol)})` }}
            />
            {symbol}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const symbolOf = (label: string) => label.replace(' on its way', '')

const sayBar = ({ name, total, parts }: ChartBar) =>
  `${name} ${showUsd(total)}${parts.length > 1 ? ` (${parts.map(({ label, value }) => `${label} ${showUsd(value)}`).join(', ')})` : ''}`

/** The parts of a bar one behind the other. */
function placed({ parts }: ChartBar, x: (value: number) => number) {
  let from = 0
  return parts.map((part) => {
    const length = x(toPixels(part.value))
    const at = { ...part, from, length }
    from += length
    return at
  })
}
