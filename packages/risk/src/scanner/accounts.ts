import { modes, shape, word } from './layout.js'
import type { Account } from './market.js'
import type { Scanner } from './scanner.js'

/** Room is given in steps of so many lines, so that what one account leaves serves another. */
const step = 2

export class ScannerFullError extends Error {
  override name = 'ScannerFullError'
  constructor(readonly account: number) {
    super(`no room for account ${account}`)
  }
}

/** Adds an account, or replaces what it had. */
export function setAccount(scanner: Scanner, account: number, book: Account): void {
  removeAccount(scanner, account)
  const { views } = scanner
  const lines = linesOf(scanner, book)
  // without positions nothing is asked of cash that is not borrowed, whatever the collateral does
  if (book.positions.length === 0 && book.cash >= 0) return
  const first = reserve(scanner, account, lines.length)
  views.base[account] = book.positions.reduce((rest, { cost = 0 }) => rest - cost, book.cash)
  views.start[account] = first
  const singles = lines.filter(({ isSingle }) => isSingle).length
  views.shapes[account] =
    lines.length | (singles << shape.singlesShift) | (modes[book.mode] << shape.modeShift)
  let low = 0
  let high = 0
  lines.forEach(({ index, size, unit, group }, i) => {
    const next = lines[i + 1]
    const unitEnd = next?.unit !== unit
    const groupEnd = unitEnd || next?.group !== group
    const entry = 2 * index + (size < 0 ? 1 : 0)
    views.words[first + i] = entry | (groupEnd ? word.groupEnd : 0) | (unitEnd ? word.unitEnd : 0)
    views.amounts[first + i] = size
    if (unit % 64 < 32) low |= 1 << unit
    else high |= 1 << unit
  })
  // a debt that nothing covers is always looked at
  views.masks[2 * account] = lines.length === 0 ? -1 : low
  views.masks[2 * account + 1] = lines.length === 0 ? -1 : high
}

/** Takes an account out. */
export function removeAccount({ views, free }: Scanner, account: number): void {
  const count = (views.shapes[account] ?? 0) & shape.countMask
  if (count > 0) {
    const steps = Math.ceil(count / step)
    const left = free[steps] ?? []
    left.push(views.start[account] ?? 0)
    free[steps] = left
  }
  views.shapes[account] = 0
  views.masks[2 * account] = 0
  views.masks[2 * account + 1] = 0
}

function reserve(scanner: Scanner, account: number, count: number): number {
  if (!(account >= 0 && account < scanner.views.base.length)) throw new ScannerFullError(account)
  const steps = Math.ceil(count / step)
  const left = scanner.free[steps]?.pop()
  if (left !== undefined) return left
  const first = scanner.used
  if (first + steps * step > scanner.views.words.length) throw new ScannerFullError(account)
  scanner.used += steps * step
  return first
}

/** What an account holds as lines: what stands alone first, then underlying by underlying, an expiry's options together. */
function linesOf({ market }: Scanner, { positions, collateral }: Account) {
  const { instruments, assets, underlyings, expiries } = market
  const lines = positions.map(({ instrument: index, size }) => {
    const instrument = instruments[index]
    if (!instrument) throw new RangeError(`no instrument ${index}`)
    const isOption = instrument.kind === 'call' || instrument.kind === 'put'
    const group = isOption ? instrument.expiry : expiries.length + index
    // a long option pays for what hides between the scenarios, by itself, too
    const isPinned = isOption && size > 0
    return { index, size, unit: instrument.underlying, group, isPinned }
  })
  for (const { asset, amount } of collateral) {
    if (amount === 0) continue
    if (!assets[asset]) throw new RangeError(`no asset ${asset}`)
    const index = instruments.length + asset
    const unit = assets[asset].underlying ?? underlyings.length
    lines.push({ index, size: amount, unit, group: expiries.length + index, isPinned: false })
  }
  const counts = new Map<number, number>()
  for (const { unit } of lines) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return lines
    .map((line) => ({ ...line, isSingle: counts.get(line.unit) === 1 && !line.isPinned }))
    .sort(
      (a, b) =>
        Number(b.isSingle) - Number(a.isSingle) ||
        a.unit - b.unit ||
        a.group - b.group ||
        a.index - b.index,
    )
}
