import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ReplayInputError } from '../errors.js'
import type { Bar, Series } from './bar.js'

/** Which columns of a file are meant; what is not named is looked for. */
export type Columns = {
  /** Of the time. */
  time?: string | undefined
  /** Of single prices. */
  price?: string | undefined
  /** In front of open, high, low and close, e.g. `ETH:`. */
  prefix?: string | undefined
}

const timeNames = ['date', 'time', 'timestamp', 'datetime', 'block_timestamp', 'unix', '']
const singleNames = ['price', 'close', 'close_usd', 'price_usd', 'eth_osm_usd', 'usd']
const four = ['open', 'high', 'low', 'close'] as const
/** A title or a licence may stand above the header. */
const mostTitles = 5

const priceCell = z
  .string()
  .trim()
  .refine((text) => text !== '', 'is empty')
  .transform(Number)
  .refine((price) => Number.isFinite(price) && price > 0, 'is no price above zero')

/**
 * Reads a market's history from a CSV file with a header: a column of times (ISO dates, seconds or milliseconds since 1970, or
 * `2019-10-17 09-AM`; UTC), and open, high, low and close, or single prices. Rows may stand in any order.
 *
 * @throws ReplayInputError that names the file, the line, and what is wrong there
 */
export function readSeries(file: string, columns: Columns = {}): Series {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new ReplayInputError(`There is no file ${file}, and no series of that name.`)
  }
  return parseSeries(text, file, columns)
}

/** {@link readSeries} of a text. */
export function parseSeries(text: string, name: string, columns: Columns = {}): Series {
  const lines = text.split(/\r?\n/)
  const { line: headerLine, time, prices, source } = findHeader(lines, name, columns)
  const points: Omit<Bar, 'seconds'>[] = []
  let skipped = 0
  for (const [i, line] of lines.entries()) {
    if (i <= headerLine || line.trim() === '') continue
    const cells = cellsOf(line)
    const at = (what: string) => `${name}, line ${i + 1}: ${what}`
    const texts = prices.map((column) => cells[column] ?? '')
    if (texts.every((cell) => cell.trim() === '')) {
      skipped++
      continue
    }
    const [open, high, low, close] = texts.map((cell) => {
      const parsed = priceCell.safeParse(cell)
      if (parsed.success) return parsed.data
      throw new ReplayInputError(at(`"${cell}" ${parsed.error.issues[0]?.message}.`))
    }) as [number, number?, number?, number?]
    const bar = { open, high: high ?? open, low: low ?? open, close: close ?? open }
    if (bar.low > Math.min(bar.open, bar.close) || bar.high < Math.max(bar.open, bar.close))
      throw new ReplayInputError(at('open and close are not between low and high.'))
    const moment = timeOf(cells[time] ?? '')
    if (moment === undefined)
      throw new ReplayInputError(at(`"${cells[time] ?? ''}" is no time (in UTC).`))
    points.push({ time: moment, ...bar })
  }
  return { name, source, skipped, bars: toBars(points, name) }
}

/** Each bar lasts until the next one begins; the last as long as most do. */
function toBars(points: Omit<Bar, 'seconds'>[], name: string): Bar[] {
  points.sort((a, b) => a.time - b.time)
  const gaps = points.slice(1).map(({ time }, i) => time - (points[i]?.time ?? 0))
  const same = gaps.indexOf(0)
  if (same >= 0)
    throw new ReplayInputError(
      `${name}: two rows are of ${new Date((points[same]?.time ?? 0) * 1_000).toISOString()}.`,
    )
  if (points.length < 2) throw new ReplayInputError(`${name} has fewer than two rows with a price.`)
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 3_600
  return points.map((point, i) => ({ ...point, seconds: gaps[i] ?? usual }))
}

function findHeader(lines: readonly string[], name: string, columns: Columns) {
  const { prefix = '', price } = columns
  for (let line = 0; line < Math.min(mostTitles, lines.length); line++) {
    const names = cellsOf(lines[line] ?? '').map((cell) => cell.trim().toLowerCase())
    if (names.length < 2) continue
    const find = (wanted: string) => names.indexOf(wanted.toLowerCase())
    const time = columns.time === undefined ? firstOf(names, timeNames) : find(columns.time)
    const bars = price === undefined ? four.map((of) => find(prefix + of)) : []
    const single = price === undefined ? firstOf(names, singleNames) : find(price)
    if (time < 0) continue
    if (bars.length === 4 && bars.every((place) => place >= 0))
      return { line, time, prices: bars, source: four.map((of) => prefix + of).join(', ') }
    if (single >= 0 && prefix === '')
      return { line, time, prices: [single], source: names[single] ?? '' }
  }
  const asked = [columns.time, price, prefix && `${prefix}open, ${prefix}high, …`].filter(Boolean)
  throw new ReplayInputError(
    `${name}: no header with ${asked.length > 0 ? `the columns ${asked.join(', ')}` : 'a time and open, high, low, close or price'} within the first ${mostTitles} lines. Name them with --time-column and --price-column, or --prefix. The first line is: ${(lines[0] ?? '').slice(0, 120)}`,
  )
}

function firstOf(names: readonly string[], wanted: readonly string[]): number {
  for (const name of wanted) {
    const place = names.indexOf(name)
    if (place >= 0) return place
  }
  return -1
}

function cellsOf(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) => cell.replace(/^"|"$/g, ''))
}

const hourOfDay = /^(\d{4}-\d\d-\d\d) (\d\d)-(AM|PM)$/
const dateWords = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?$/

/** Seconds since 1970, UTC; undefined for what is no time. */
export function timeOf(text: string): number | undefined {
  const word = text.trim()
  const hour = hourOfDay.exec(word)
  if (hour) {
    const twelve = Number(hour[2]) % 12
    return (
      Date.parse(`${hour[1]}T00:00:00Z`) / 1_000 + 3_600 * (twelve + (hour[3] === 'PM' ? 12 : 0))
    )
  }
  if (/^\d{9,13}(\.\d+)?$/.test(word)) {
    const value = Number(word)
    return Math.floor(value > 1e11 ? value / 1_000 : value)
  }
  if (!dateWords.test(word)) return undefined
  const plain = word.replace(' UTC', 'Z').replace(' ', 'T')
  const time = Date.parse(
    /[Z]$|[+-]\d\d:?\d\d$/.test(plain.slice(10)) ? plain : plain.length > 10 ? `${plain}Z` : plain,
  )
  return Number.isNaN(time) ? undefined : Math.floor(time / 1_000)
}
