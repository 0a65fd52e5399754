import { type Layout, narrowRow, narrowSide, shape } from '../layout.js'
import { type Code, f32, f32x4, f64, i32, type Local, loop, v128, when } from './assembler.js'
import {
  add,
  clear,
  concentrate,
  endsUnit,
  locate,
  type Registers,
  swapped,
  total,
  walkTo,
} from './registers.js'

/** Maintenance when everything of one underlying nets, and credits between underlyings where `credited`. */
export function netted(r: Registers, layout: Layout, units: number, credited: Code): Code {
  const { own, required, pinned, concentration, product, sides, rates, losses } = r
  const singles = i32.and(
    i32.shrU(r.kind.get, i32.const(shape.singlesShift)),
    i32.const(shape.countMask),
  )
  return [
    ...clear(own, required, pinned, concentration, product, sides, rates, ...losses),
    ...r.index.set(r.first.get),
    ...r.alone.set(i32.add(r.first.get, singles)),
    ...walkTo(r, layout, r.alone, single(r, layout)),
    // their scans, in the fourth lane, are required as they are
    ...required.set(f32x4.shuffle(own.get, v128.zero, [3, 4, 4, 4])),
    ...walkTo(r, layout, r.end, [
      ...locate(r, layout),
      ...accumulate(r, layout),
      ...closeProduct(r, layout),
      ...when(endsUnit(r), closeUnit(r, layout)),
    ]),
    ...r.requirement.set(
      f64.add(f32.promote(f32x4.lane(required.get, 0)), f32.promote(f32x4.lane(pinned.get, 2))),
    ),
    ...total(r),
    ...when(i32.ltS(i32.const(0), r.correlations.get), [
      ...when(i32.and(credited, f64.lt(r.equity.get, f64.add(r.maintenance.get, r.margin.get))), [
        ...credit(r, layout),
        ...total(r),
      ]),
      // no direction is left to the next account
      ...Array.from({ length: Math.ceil(units / 4) }, (_, i) =>
        v128.store(i32.const(0), v128.zero, layout.directions + 16 * i),
      ).flat(),
    ]),
  ]
}

/** A line alone on its underlying has nothing to net with: its own scan is the underlying's, and it offsets nothing. */
function single(r: Registers, layout: Layout): Code {
  const { own, absolute, entry, line, held } = r
  const parity = i32.shl(i32.and(held.get, i32.const(1)), i32.const(2))
  const direction = f32.load(i32.add(line.get, parity), layout.narrowRows + 4 * narrowRow.direction)
  return [
    ...locate(r, layout),
    ...add(own, f32x4.mul(absolute.get, v128.load(entry.get, layout.bounds + 4 * narrowSide.net))),
    ...concentrate(r, layout),
    ...storeDirection(r, layout, f32.mul(f32x4.lane(absolute.get, 0), direction)),
  ]
}

/** Keeps by how much the underlying's loss up exceeds its loss down. */
const storeDirection = ({ line }: Registers, layout: Layout, value: Code) =>
  f32.store(
    i32.shl(i32.load(line.get, layout.narrowRows + 4 * narrowRow.unit), i32.const(2)),
    value,
    layout.directions,
  )

function accumulate(r: Registers, layout: Layout): Code {
  const { size, absolute, entry, line } = r
  const ofSide = (column: number) =>
    f32x4.mul(absolute.get, v128.load(entry.get, layout.bounds + 4 * column))
  const ofRow = (column: number) =>
    f32x4.mul(size.get, v128.load(line.get, layout.narrowRows + 4 * column))
  return [
    ...r.losses.flatMap((loss, i) => add(loss, ofRow(narrowRow.loss + 4 * i))),
    ...add(r.own, ofSide(narrowSide.net)),
    ...add(r.product, ofSide(narrowSide.notional)),
  ]
}

/** Where a product ends (`mask`): its notional and profit go to their sides, its pin charge to the account. No branch. */
function closeProduct(r: Registers, layout: Layout): Code {
  const { held, mask, product, sides, rates, pinned, offset, worst } = r
  const masked = (value: Code) => v128.and(value, mask.get)
  return [
    ...mask.set(f32x4.mask(i32.shrS(i32.shl(held.get, i32.const(1)), i32.const(31)))),
    ...offset.set(masked(product.get)),
    ...product.set(v128.andNot(product.get, mask.get)),
    // in the third lane
    ...add(pinned, offset.get),
    // gains and losses of notional, then of profit
    ...worst.set(f32x4.max(f32x4.neg(offset.get), v128.zero)),
    ...offset.set(f32x4.max(offset.get, v128.zero)),
    ...offset.set(f32x4.shuffle(offset.get, worst.get, [0, 4, 1, 5])),
    ...add(sides, offset.get),
    ...add(
      rates,
      f32x4.mul(
        offset.get,
        f32x4.loadSplat(r.line.get, layout.narrowRows + 4 * narrowRow.basisRate),
      ),
    ),
  ]
}

function closeUnit(r: Registers, layout: Layout): Code {
  const { worst, offset, sides, rates, losses, required, pinned, line } = r
  const [first, ...others] = losses as [Local, ...Local[]]
  const ofRow = (column: number) => layout.narrowRows + 4 * column
  const greatest = (values: readonly Code[]): Code =>
    values.length === 1
      ? (values[0] as Code)
      : f32x4.max(
          greatest(values.slice(0, values.length / 2)),
          greatest(values.slice(values.length / 2)),
        )
  return [
    // losses up in the first lane, down in the second; where the price did not move (the first pair) they count as both
    ...worst.set(greatest(others.map((loss) => loss.get))),
    ...worst.set(f32x4.max(worst.get, f32x4.shuffle(worst.get, worst.get, [2, 3, 0, 1]))),
    ...worst.set(f32x4.max(worst.get, f32x4.shuffle(first.get, first.get, [2, 3, 0, 1]))),
    ...offset.set(f32x4.max(first.get, v128.zero)),
    ...offset.set(f32x4.max(offset.get, swapped(offset.get))),
    ...worst.set(f32x4.max(worst.get, offset.get)),
    ...offset.set(swapped(worst.get)),
    ...add(required, f32x4.max(worst.get, offset.get)),
    ...storeDirection(r, layout, f32x4.lane(f32x4.sub(worst.get, offset.get), 0)),
    // basis in the first two lanes: each side's rate times notional, as far as it is offset; tenor in the others
    ...offset.set(f32x4.min(sides.get, swapped(sides.get))),
    ...worst.set(
      f32x4.div(
        f32x4.mul(rates.get, offset.get),
        f32x4.max(sides.get, f32x4.const(1e-30, 1e-30, 1e-30, 1e-30)),
      ),
    ),
    ...add(required, f32x4.max(worst.get, swapped(worst.get))),
    ...add(pinned, f32x4.mul(offset.get, f32x4.loadSplat(line.get, ofRow(narrowRow.tenorRate)))),
    ...concentrate(r, layout),
    ...clear(sides, rates, ...losses),
  ]
}

/** Lowers the requirement by what underlyings that lose in opposite directions are credited. */
function credit(r: Registers, layout: Layout): Code {
  const { index, end, entry, line, one, other, used } = r
  const direction = (unit: Code) => i32.shl(unit, i32.const(2))
  const spend = (at: Local, value: Local) =>
    f32.store(at.get, f32.sub(value.get, f32.copySign(used.get, value.get)), layout.directions)
  return [
    ...index.set(i32.const(0)),
    ...end.set(i32.shl(r.correlations.get, i32.const(4))),
    ...loop(i32.ltS(index.get, end.get), [
      ...entry.set(direction(i32.load(index.get, layout.correlations))),
      ...line.set(direction(i32.load(index.get, layout.correlations + 4))),
      ...one.set(f32.load(entry.get, layout.directions)),
      ...other.set(f32.load(line.get, layout.directions)),
      ...when(f32.lt(f32.mul(one.get, other.get), f32.demote(f64.const(0))), [
        ...used.set(f32.min(f32.abs(one.get), f32.abs(other.get))),
        ...spend(entry, one),
        ...spend(line, other),
        ...r.requirement.set(
          f64.sub(
            r.requirement.get,
            f32.promote(f32.mul(used.get, f32.load(index.get, layout.correlations + 8))),
          ),
        ),
      ]),
      ...index.set(i32.add(index.get, i32.const(16))),
    ]),
  ]
}
