import { type Layout, narrowRow, word } from '../layout.js'
import {
  type Code,
  createLocals,
  f32,
  f32x4,
  f64,
  i32,
  type Local,
  loop,
  v128,
} from './assembler.js'

/** The kernel's locals by name. */
export function createRegisters() {
  const locals = createLocals()
  return {
    locals,
    ...locals.parameters({
      from: 'i32',
      to: 'i32',
      moved: 'i64',
      slack: 'f64',
      correlations: 'i32',
      count: 'i32',
    }),
    ...locals.declare('i32', 'account', 'first', 'end', 'alone', 'kind', 'decided'),
    ...locals.declare('i32', 'index', 'held', 'entry', 'line'),
    ...locals.declare('i64', 'touched'),
    ...locals.declare(
      'f64',
      'cash',
      'equity',
      'margin',
      'maintenance',
      'requirement',
      'square',
      'gross',
    ),
    ...locals.declare('f32', 'one', 'other', 'used'),
    ...locals.declare('v128', 'size', 'absolute', 'worth', 'needed'),
    // sums of the account: net, floor, short, scan; what is required; pin and tenor in the third; concentration
    ...locals.declare('v128', 'own', 'required', 'pinned', 'concentration'),
    // of the product: notional, profit, pins; of the underlying: both sides of notional and profit, and their rates
    ...locals.declare('v128', 'product', 'mask', 'sides', 'rates', 'worst', 'offset'),
    losses: Array.from({ length: 5 }, () => locals.declare('v128', 'loss').loss),
  }
}

export type Registers = ReturnType<typeof createRegisters>

export const add = (to: Local, value: Code): Code => to.set(f32x4.add(to.get, value))
export const clear = (...locals: Local[]): Code => locals.flatMap((l) => l.set(v128.zero))
/** The lanes of each pair exchanged. */
export const swapped = (value: Code): Code => f32x4.shuffle(value, value, [1, 0, 3, 2])

/** The entry that the word at hand names. */
export const entryIndex = ({ held }: Registers) => i32.and(held.get, i32.const(word.entryMask))
export const endsUnit = ({ held }: Registers) => i32.ltS(held.get, i32.const(0))

/** Runs `body` for each line from the first to the last of the account, with its word at hand. */
export const walk = (r: Registers, layout: Layout, body: Code): Code => [
  ...r.index.set(r.first.get),
  ...walkTo(r, layout, r.end, body),
]

/** Runs `body` for each line from where the walk stands to `end`. */
export function walkTo(r: Registers, layout: Layout, end: Local, body: Code): Code {
  const { index, held } = r
  return [
    ...loop(i32.ltS(index.get, end.get), [
      ...held.set(i32.load(i32.shl(index.get, i32.const(2)), layout.words)),
      ...body,
      ...index.set(i32.add(index.get, i32.const(1))),
    ]),
  ]
}

/** Sets the size in single precision, and `entry` and `line` to where the line's entry and row lie within theirs. */
export const locate = (r: Registers, layout: Layout): Code => [
  ...r.size.set(
    f32x4.splat(f32.demote(f64.load(i32.shl(r.index.get, i32.const(3)), layout.amounts))),
  ),
  ...r.absolute.set(f32x4.abs(r.size.get)),
  ...r.entry.set(i32.shl(entryIndex(r), i32.const(6))),
  // a row is as long as its two entries
  ...r.line.set(i32.and(r.entry.get, i32.const(~64))),
]

/** Charges the net notional, the first of `own`, by its square, and forgets it. */
export const concentrate = (r: Registers, layout: Layout): Code => [
  ...add(
    r.concentration,
    f32x4.mul(
      f32x4.mul(r.own.get, r.own.get),
      f32x4.loadSplat(r.line.get, layout.narrowRows + 4 * narrowRow.concentration),
    ),
  ),
  ...r.own.set(f32x4.shuffle(r.own.get, v128.zero, [4, 1, 2, 3])),
]

/** The greatest of the requirement, floor and short minimum, and concentration on top. */
export const total = (r: Registers): Code => {
  const lane = (of: Local, i: 0 | 1 | 2 | 3) => f32.promote(f32x4.lane(of.get, i))
  const greatest = f64.max(r.requirement.get, f64.max(lane(r.own, 1), lane(r.own, 2)))
  return r.maintenance.set(f64.add(greatest, lane(r.concentration, 0)))
}
