/** A line of a chart. */
export type Line = { name: string; values: readonly number[] }

/** A chart over time: `at` in seconds, one value of each line for each moment. */
export type Chart = {
  title: string
  /** Under the title: what is shown, and in what. */
  about: string
  at: readonly number[]
  lines: readonly Line[]
  format(value: number): string
}

const size = { width: 720, height: 260, left: 76, right: 14, top: 12, bottom: 30 }
const wanted = 5

/** Draws a chart as SVG: its colours are the page's, so that it can be read in light and dark. */
export function drawChart({ title, at, lines, format }: Chart): string {
  const { width, height, left, right, top, bottom } = size
  const values = lines.flatMap((line) => line.values).filter(Number.isFinite)
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values))
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const end = at.at(-1) ?? 1
  const x = (time: number) => left + ((width - left - right) * time) / Math.max(end, 1)
  const y = (value: number) =>
    height - bottom - ((height - top - bottom) * (value - low)) / (high - low)
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/><text x="${left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${escapeHtml(format(tick))}</text>`,
  )
  const hours = end / 3_600
  const every = [1, 2, 3, 6, 12, 24, 48, 168].find((step) => hours / step <= 9) ?? 720
  const times: string[] = []
  for (let hour = 0; hour <= hours; hour += every)
    times.push(
      `<text x="${round(x(hour * 3_600))}" y="${height - 8}" text-anchor="middle">${hour} h</text>`,
    )
  const drawn = lines.map(({ name, values: own }, i) => {
    const points = own.map((value, n) => `${round(x(at[n] ?? 0))},${round(y(value))}`).join(' ')
    return `<polyline class="line c${i}" points="${points}"><title>${escapeHtml(name)}</title></polyline>`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${grid.join('')}${times.join('')}${drawn.join('')}</svg>`
}

/** Round numbers from at most `low` to at least `high`. */
export function niceTicks(low: number, high: number): number[] {
  if (high <= low) return [low, low + 1]
  const span = high - low
  const rough = span / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const round = (value: number) => Math.round(value * 10) / 10
