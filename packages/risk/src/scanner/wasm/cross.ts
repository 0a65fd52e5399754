import { type Layout, narrowSide } from '../layout.js'
import { type Code, f32, f32x4, v128, when } from './assembler.js'
import {
  add,
  clear,
  concentrate,
  endsUnit,
  locate,
  type Registers,
  total,
  walk,
} from './registers.js'

/** Maintenance when nothing nets: what every line needs by itself. */
export function cross(r: Registers, layout: Layout): Code {
  const { own, product, absolute, entry, concentration } = r
  const column = (at: number) => v128.load(entry.get, layout.bounds + 4 * at)
  return [
    ...clear(own, product, concentration),
    ...walk(r, layout, [
      ...locate(r, layout),
      ...add(own, f32x4.mul(absolute.get, column(narrowSide.net))),
      // the last of its four columns
      ...add(product, f32x4.mul(absolute.get, column(narrowSide.notional))),
      ...when(endsUnit(r), concentrate(r, layout)),
    ]),
    ...r.requirement.set(f32.promote(f32x4.lane(product.get, 3))),
    ...total(r),
  ]
}
