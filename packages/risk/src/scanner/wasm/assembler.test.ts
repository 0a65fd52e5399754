import { expect, test } from 'vitest'
import {
  assemble,
  createLocals,
  f32,
  f32x4,
  f64,
  f64x2,
  i32,
  loop,
  signed,
  unsigned,
  v128,
  when,
} from './assembler.js'
import { allocate, compile } from './compile.js'

test('LEB128, as the DWARF and WebAssembly specifications give it', () => {
  expect(unsigned(624_485)).toEqual([0xe5, 0x8e, 0x26])
  expect(signed(-123_456)).toEqual([0xc0, 0xbb, 0x78])
  expect([0, 63, 64, -64, -65].map(signed)).toEqual([[0], [63], [0xc0, 0], [0x40], [0xbf, 0x7f]])
  expect(unsigned(2 ** 32 - 1)).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f])
})

/** Runs `body` over a page of memory that starts with the doubles 1.5 and −2; returns its floats. */
function run(of: (locals: ReturnType<typeof createLocals>) => readonly number[]) {
  const memory = allocate(1)
  new Float64Array(memory.buffer, 0, 2).set([1.5, -2])
  const locals = createLocals()
  const body = of(locals)
  const start = compile(assemble(1, locals, body), memory) as unknown as (x?: number) => number
  const result = start(5)
  return {
    result,
    f32: new Float32Array(memory.buffer, 64, 4),
    f64: new Float64Array(memory.buffer),
  }
}

test('a loop adds up, and stops at once when there is nothing to do', () => {
  const sum = (from: number) =>
    run((locals) => {
      const { n } = locals.parameters({ n: 'i32' })
      const { i, total } = locals.declare('i32', 'i', 'total')
      return [
        ...i.set(i32.const(from)),
        ...loop(i32.ltS(i.get, n.get), [
          ...total.set(i32.add(total.get, i.get)),
          ...i.set(i32.add(i.get, i32.const(1))),
        ]),
        ...total.get,
      ]
    }).result
  expect(sum(0)).toBe(10)
  expect(sum(7)).toBe(0)
})

test('a branch takes one of its sides', () => {
  const side = (limit: number) =>
    run((locals) => {
      const { n } = locals.parameters({ n: 'i32' })
      const { x } = locals.declare('i32', 'x')
      const less = i32.ltS(n.get, i32.const(limit))
      return [...when(less, x.set(i32.const(1)), x.set(i32.const(2))), ...x.get]
    }).result
  expect([side(6), side(5)]).toEqual([1, 2])
})

test('lanes go where they are sent', () => {
  const at = i32.const(0)
  const { f32: out } = run(() => [
    ...v128.store(
      at,
      f32x4.shuffle(f32x4.const(1, 2, 3, 4), f32x4.const(5, 6, 7, 8), [3, 4, 0, 7]),
      64,
    ),
    ...i32.const(0),
  ])
  expect([...out]).toEqual([4, 5, 1, 8])
})

test('minimum, maximum and masks, lane by lane', () => {
  const at = i32.const(0)
  const [a, b] = [f32x4.const(1, -2, 3, -4), f32x4.const(0, 0, 5, 5)]
  const of = (value: readonly number[]) => [
    ...run(() => [...v128.store(at, value, 64), ...i32.const(0)]).f32,
  ]
  expect(of(f32x4.min(a, b))).toEqual([0, -2, 3, -4])
  expect(of(f32x4.max(a, b))).toEqual([1, 0, 5, 5])
  expect(of(v128.andNot(a, f32x4.mask(i32.const(-1))))).toEqual([0, 0, 0, 0])
  expect(of(v128.andNot(a, f32x4.mask(i32.const(0))))).toEqual([1, -2, 3, -4])
  expect(of(f32x4.splat(f32.demote(f64.load(at, 8))))).toEqual([-2, -2, -2, -2])
})

test('doubles two at a time', () => {
  const at = i32.const(0)
  const product = f64x2.mul(f64x2.abs(v128.load(at)), f64x2.loadSplat(at, 8))
  const { f64: out } = run(() => [...v128.store(at, product, 16), ...i32.const(0)])
  expect([out[2], out[3]]).toEqual([-3, -4])
})

test('error: code that does not validate is not run', () => {
  expect(compile(assemble(1, createLocals(), f64.const(1)), allocate(1))).toBeUndefined()
})
