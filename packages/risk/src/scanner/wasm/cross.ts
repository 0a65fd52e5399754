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

/** Maintenance when nothing nets: every line's own scan. */
export function cross(r: Registers, layout: Layout): Code {
  const { own, absolute, entry, concentration } = r
  const column = v128.load(entry.get, layout.bounds + 4 * narrowSide.net)
  return [
    ...clear(own, concentration),
    ...walk(r, layout, [
      ...locate(r, layout),
      ...add(own, f32x4.mul(absolute.get, column)),
      ...when(endsUnit(r), concentrate(r, layout)),
    ]),
    ...r.requirement.set(f32.promote(f32x4.lane(own.get, 3))),
    ...total(r),
  ]
}
