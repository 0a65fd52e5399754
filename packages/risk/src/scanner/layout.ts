/**
 * Where everything lies. A *line* is an instrument or a collateral asset, an *entry* a line held long (even) or short (odd).
 * Each array is a view of one memory, so that both kernels read the same.
 */

/** Columns of a line's row, in doubles, all per unit of size. */
export const row = {
  /** Charged losses in ten pairs: the first of both volatilities unmoved, then up in the first, down in the second. */
  loss: 0,
  /** Notional as a product that can be offset: options by delta, collateral after its haircut. */
  notional: 20,
  /** Profit in scenario 0, of options. */
  profit: 21,
  basisRate: 22,
  /** What the square of the net notional costs. */
  concentration: 23,
  size: 24,
} as const

/** Columns of an entry, per unit of absolute size. */
export const side = {
  /** The worst of its losses, at least 0. */
  scan: 0,
  /** Signed notional of a position: nothing for collateral. */
  net: 1,
  floor: 2,
  short: 3,
  pin: 4,
  tenorRate: 5,
  /** What it needs in cross margin: never more than its scan. */
  own: 6,
  size: 7,
} as const

/** What decides most accounts early, in entries, per unit of absolute size. */
export const bound = {
  value: 0,
  gross: 1,
  requirement: 2,
  concentration: 3,
  /** The other half is the entry in single precision: together one line of the cache. */
  size: 8,
} as const

/**
 * The same in single precision for the generated kernel, which takes four columns at a time. A row: losses in the same order, then
 * these; an entry: signs applied, so that absolute sizes multiply it.
 */
export const narrowRow = {
  loss: 0,
  basisRate: 20,
  concentration: 21,
  tenorRate: 22,
  /** A 32-bit integer. */
  unit: 23,
  /** Loss up less loss down of the line alone, held long and held short. */
  direction: 24,
  /** Two lines of the cache. */
  size: 32,
} as const
export const narrowSide = {
  net: 8,
  floor: 9,
  short: 10,
  scan: 11,
  notional: 12,
  profit: 13,
  pin: 14,
  own: 15,
  size: 16,
} as const

/** The scenarios in the order of a row's losses. */
export const pairs: readonly (readonly [up: number, down: number])[] = [
  [0, 1],
  [2, 4],
  [3, 5],
  [6, 8],
  [7, 9],
  [10, 12],
  [11, 13],
  [14, 15],
  [18, 16],
  [19, 17],
]

/** A word of an account's line: entry in the low bits, then whether its product and its unit end with it. */
export const word = { entryMask: 0xffffff, groupEnd: 1 << 30, unitEnd: 1 << 31 } as const

/** A shape: number of lines, how many of them (the first ones) stand alone on their underlying, and the mode. */
export const shape = { countMask: 0xfff, singlesShift: 12, modeShift: 24 } as const
export const modes = { isolated: 0, cross: 1, portfolio: 2 } as const

export type Sizes = {
  lines: number
  units: number
  correlations: number
  accounts: number
  held: number
}

/** Byte offsets of all arrays for these sizes, and the pages of memory they need. */
export function layoutOf({ lines, units, correlations, accounts, held }: Sizes) {
  let end = 0
  const take = (bytes: number) => {
    const start = end
    end = Math.ceil((end + bytes) / 64) * 64
    return start
  }
  const offsets = {
    decided: take(8),
    directions: take(4 * units),
    correlations: take(16 * correlations),
    bounds: take(8 * bound.size * 2 * lines),
    sides: take(8 * side.size * 2 * lines),
    rows: take(8 * row.size * lines),
    narrowRows: take(4 * narrowRow.size * lines),
    base: take(8 * accounts),
    start: take(4 * accounts),
    shapes: take(4 * accounts),
    masks: take(8 * accounts),
    words: take(4 * held),
    amounts: take(8 * held),
    flagged: take(4 * accounts),
    equity: take(8 * accounts),
    maintenance: take(8 * accounts),
    gross: take(8 * accounts),
  }
  return { ...offsets, pages: Math.ceil(end / 65_536) }
}

export type Layout = ReturnType<typeof layoutOf>

/** Typed arrays over the memory. */
export function viewsOf(buffer: ArrayBuffer, at: Layout, sizes: Sizes) {
  const f64 = (offset: number, length: number) => new Float64Array(buffer, offset, length)
  const f32 = (offset: number, length: number) => new Float32Array(buffer, offset, length)
  const i32 = (offset: number, length: number) => new Int32Array(buffer, offset, length)
  const { lines, units, correlations, accounts, held } = sizes
  return {
    decided: i32(at.decided, 1),
    directions: f32(at.directions, units),
    /** Pairs of underlyings as integers, then the share. */
    pairs: i32(at.correlations, 4 * correlations),
    shares: f32(at.correlations, 4 * correlations),
    bounds: f64(at.bounds, bound.size * 2 * lines),
    sides: f64(at.sides, side.size * 2 * lines),
    rows: f64(at.rows, row.size * lines),
    narrowSides: f32(at.bounds, narrowSide.size * 2 * lines),
    narrowRows: f32(at.narrowRows, narrowRow.size * lines),
    units: i32(at.narrowRows, narrowRow.size * lines),
    base: f64(at.base, accounts),
    start: i32(at.start, accounts),
    shapes: i32(at.shapes, accounts),
    masks: i32(at.masks, 2 * accounts),
    words: i32(at.words, held),
    amounts: f64(at.amounts, held),
    flagged: i32(at.flagged, accounts),
    equity: f64(at.equity, accounts),
    maintenance: f64(at.maintenance, accounts),
    gross: f64(at.gross, accounts),
  }
}

export type Views = ReturnType<typeof viewsOf>
