/** A piece of WebAssembly code: the bytes of its instructions. An operand stands before what consumes it. */
export type Code = readonly number[]

const join = (...parts: readonly (Code | number)[]): Code => parts.flat()

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest & 127) | 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): Code {
  const bytes: number[] = []
  let rest = value | 0
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 127) | 128)
    rest >>= 7
  }
  return [...bytes, rest & 127]
}

const double = (value: number): Code => [...new Uint8Array(new Float64Array([value]).buffer)]
const plain = (opcode: number) => (a: Code, b: Code) => join(a, b, opcode)
const unary = (opcode: number) => (a: Code) => join(a, opcode)
const vector = (opcode: number) => join(0xfd, unsigned(opcode))
const pair = (opcode: number) => (a: Code, b: Code) => join(a, b, vector(opcode))
/** Access to memory: `align` is the logarithm of the alignment. */
const access = (opcode: Code, align: number) => ({
  load: (address: Code, offset = 0) => join(address, opcode, align, unsigned(offset)),
  store: (address: Code, value: Code, offset = 0) =>
    join(address, value, opcode, align, unsigned(offset)),
})

export const i32 = {
  const: (value: number) => join(0x41, signed(value)),
  load: access([0x28], 2).load,
  store: access([0x36], 2).store,
  eq: plain(0x46),
  ltS: plain(0x48),
  add: plain(0x6a),
  mul: plain(0x6c),
  and: plain(0x71),
  shl: plain(0x74),
  shrS: plain(0x75),
  shrU: plain(0x76),
}

export const i64 = {
  load: access([0x29], 3).load,
  /** Whether a bit is set. */
  some: (a: Code) => join(a, 0x50, 0x45),
  and: plain(0x83),
}

export const f64 = {
  const: (value: number) => join(0x44, double(value)),
  load: access([0x2b], 3).load,
  store: access([0x39], 3).store,
  max: plain(0xa5),
  lt: plain(0x63),
  ge: plain(0x66),
  abs: unary(0x99),
  add: plain(0xa0),
  sub: plain(0xa1),
  mul: plain(0xa2),
  convert: unary(0xb7),
}

export const f32 = {
  load: access([0x2a], 2).load,
  store: access([0x38], 2).store,
  demote: unary(0xb6),
  promote: unary(0xbb),
  lt: plain(0x5d),
  abs: unary(0x8b),
  sub: plain(0x93),
  mul: plain(0x94),
  min: plain(0x96),
  copySign: plain(0x98),
}

/** Sixteen bytes of whatever kind. */
export const v128 = {
  zero: join(vector(12), new Array<number>(16).fill(0)),
  load: access(vector(0), 2).load,
  store: access(vector(11), 2).store,
  and: pair(78),
  andNot: pair(79),
}

export const f64x2 = {
  loadSplat: access(vector(10), 3).load,
  lane: (a: Code, lane: 0 | 1) => join(a, vector(33), lane),
  abs: (a: Code) => join(a, vector(0xec)),
  add: pair(0xf0),
  mul: pair(0xf2),
}

type Lane = 0 | 1 | 2 | 3
export const f32x4 = {
  splat: (a: Code) => join(a, vector(0x13)),
  loadSplat: access(vector(9), 2).load,
  /** All bits of all lanes, or none, from an i32 of −1 or 0. */
  mask: (a: Code) => join(a, vector(0x11)),
  const: (...lanes: number[]) =>
    join(vector(12), [...new Uint8Array(new Float32Array(lanes).buffer)]),
  lane: (a: Code, lane: Lane) => join(a, vector(31), lane),
  /** Four lanes of `a` (0 to 3) and `b` (4 to 7). */
  shuffle: (a: Code, b: Code, lanes: readonly [number, number, number, number]) =>
    join(
      a,
      b,
      vector(13),
      lanes.flatMap((lane) => [0, 1, 2, 3].map((i) => 4 * lane + i)),
    ),
  abs: (a: Code) => join(a, vector(0xe0)),
  neg: (a: Code) => join(a, vector(0xe1)),
  add: pair(0xe4),
  sub: pair(0xe5),
  mul: pair(0xe6),
  div: pair(0xe7),
  /** The smaller and the greater, one instruction each: neither operand may be NaN. */
  min: pair(0xea),
  max: pair(0xeb),
}

/** Repeats `body` while `condition` holds, which is asked before the first time, too. */
export const loop = (condition: Code, body: Code): Code =>
  when(condition, join(0x03, 0x40, body, condition, 0x0d, 0, 0x0b))
export const when = (condition: Code, then: Code, otherwise?: Code): Code =>
  join(condition, 0x04, 0x40, then, otherwise ? join(0x05, otherwise) : [], 0x0b)

const types = { i32: 0x7f, i64: 0x7e, f64: 0x7c, f32: 0x7d, v128: 0x7b }
type Type = keyof typeof types
export type Local = { get: Code; set: (value: Code) => Code }

/** A function's locals, its parameters first. */
export function createLocals() {
  const parameterTypes: Type[] = []
  const declared: Type[] = []
  let next = 0
  const take = (): Local => {
    const index = next++
    return {
      get: join(0x20, unsigned(index)),
      set: (value) => join(value, 0x21, unsigned(index)),
    }
  }
  return {
    parameterTypes,
    declared,
    parameters: <Name extends string>(of: Record<Name, Type>) => {
      parameterTypes.push(...(Object.values(of) as Type[]))
      return named(Object.keys(of) as Name[], take)
    },
    declare: <Name extends string>(type: Type, ...names: Name[]) => {
      declared.push(...names.map(() => type))
      return named(names, take)
    },
  }
}

const named = <Name extends string>(names: readonly Name[], take: () => Local) =>
  Object.fromEntries(names.map((name) => [name, take()])) as Record<Name, Local>

/** A module that imports `env.memory` (of exactly `pages`) and exports one function, `run`, which returns an i32. */
export function assemble(
  pages: number,
  { parameterTypes, declared }: ReturnType<typeof createLocals>,
  body: Code,
): Uint8Array {
  const text = (value: string) => join(value.length, [...Buffer.from(value)])
  const section = (id: number, content: Code) => join(id, unsigned(content.length), content)
  const code = join(
    unsigned(declared.length),
    declared.flatMap((type) => [1, types[type]]),
    body,
    0x0b,
  )
  return Uint8Array.from(
    join(
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [
        1,
        0x60,
        parameterTypes.length,
        ...parameterTypes.map((p) => types[p]),
        1,
        types.i32,
      ]),
      section(2, [
        1,
        ...text('env'),
        ...text('memory'),
        2,
        1,
        ...unsigned(pages),
        ...unsigned(pages),
      ]),
      section(3, [1, 0]),
      section(7, [1, ...text('run'), 0, 0]),
      section(10, join(1, unsigned(code.length), code)),
    ),
  )
}
