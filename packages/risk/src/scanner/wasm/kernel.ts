import { EPSILON, PER_LINE } from '../kernel.js'
import { bound, type Layout, modes, shape } from '../layout.js'
import { assemble, f64, f64x2, i32, i64, loop, v128, when } from './assembler.js'
import { cross } from './cross.js'
import { netted } from './netted.js'
import { createRegisters, entryIndex, type Registers, walk } from './registers.js'

/**
 * The scan of ../kernel.ts, generated: the same steps, two doubles at a time. An expression stands for each instruction, and
 * its answers are tested against the plain kernel's. `run` takes a pass's fields in order, its 64 bits as one.
 */
export function generateKernel(layout: Layout, units: number): Uint8Array {
  const r = createRegisters()
  const { account, touched, first, end, kind, count, cash, equity, margin, maintenance } = r
  const mode = i32.shrS(kind.get, i32.const(shape.modeShift))
  const evaluate = [
    ...account.set(r.from.get),
    ...loop(i32.ltS(account.get, r.to.get), [
      ...touched.set(i64.and(i64.load(byAccount(r, 3), layout.masks), r.moved.get)),
      ...when(i64.some(touched.get), [
        ...cash.set(f64.load(byAccount(r, 3), layout.base)),
        ...first.set(i32.load(byAccount(r, 2), layout.start)),
        ...kind.set(i32.load(byAccount(r, 2), layout.shapes)),
        ...end.set(i32.add(first.get, i32.and(kind.get, i32.const(shape.countMask)))),
        ...bounds(r, layout),
        ...when(
          f64.ge(
            equity.get,
            f64.add(f64.add(f64x2.lane(r.needed.get, 0), r.square.get), margin.get),
          ),
          r.decided.set(i32.add(r.decided.get, i32.const(1))),
          [
            ...when(
              i32.eq(mode, i32.const(modes.cross)),
              cross(r, layout),
              netted(r, layout, units, i32.eq(mode, i32.const(modes.portfolio))),
            ),
            ...when(f64.lt(equity.get, f64.add(maintenance.get, margin.get)), [
              ...i32.store(i32.shl(count.get, i32.const(2)), account.get, layout.flagged),
              ...f64.store(i32.shl(count.get, i32.const(3)), equity.get, layout.equity),
              ...f64.store(i32.shl(count.get, i32.const(3)), maintenance.get, layout.maintenance),
              ...f64.store(i32.shl(count.get, i32.const(3)), r.gross.get, layout.gross),
              ...count.set(i32.add(count.get, i32.const(1))),
            ]),
          ],
        ),
      ]),
      ...account.set(i32.add(account.get, i32.const(1))),
    ]),
    ...i32.store(
      i32.const(0),
      i32.add(i32.load(i32.const(0), layout.decided), r.decided.get),
      layout.decided,
    ),
    ...count.get,
  ]
  return assemble(layout.pages, r.locals, evaluate)
}

const byAccount = ({ account }: Registers, shift: number) => i32.shl(account.get, i32.const(shift))

/** Equity and gross in `worth`; the early bound and its root in `needed`. In double precision. */
function bounds(r: Registers, layout: Layout) {
  const { worth, needed, absolute, cash, equity, margin, entry, square } = r
  const root = f64x2.lane(needed.get, 1)
  const lines = f64.convert(i32.and(r.kind.get, i32.const(shape.countMask)))
  const epsilon = f64.add(f64.const(EPSILON), f64.mul(f64.const(PER_LINE), lines))
  const addTo = (sum: typeof worth, column: number) =>
    sum.set(
      f64x2.add(sum.get, f64x2.mul(absolute.get, v128.load(entry.get, layout.bounds + 8 * column))),
    )
  return [
    ...worth.set(v128.zero),
    ...needed.set(v128.zero),
    ...walk(r, layout, [
      ...absolute.set(
        f64x2.abs(f64x2.loadSplat(i32.shl(r.index.get, i32.const(3)), layout.amounts)),
      ),
      ...entry.set(i32.shl(entryIndex(r), i32.const(6))),
      ...addTo(worth, bound.value),
      ...addTo(needed, bound.requirement),
    ]),
    ...equity.set(f64.add(cash.get, f64x2.lane(worth.get, 0))),
    ...margin.set(f64.add(f64.abs(cash.get), f64x2.lane(worth.get, 1))),
    ...square.set(f64.mul(root, root)),
    ...r.gross.set(f64.add(margin.get, square.get)),
    ...margin.set(f64.add(f64.mul(epsilon, r.gross.get), r.slack.get)),
  ]
}
