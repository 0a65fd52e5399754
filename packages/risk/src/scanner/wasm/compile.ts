/** What we use of WebAssembly: typed here, as its types come with a browser's, which Node's programs do not load. */
type Api = {
  Memory: new (limits: { initial: number; maximum: number }) => { buffer: ArrayBuffer }
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> }
  validate: (bytes: Uint8Array) => boolean
}

export type Run = (
  from: number,
  to: number,
  moved: bigint,
  slack: number,
  correlations: number,
  count: number,
) => number

const api = (globalThis as unknown as { WebAssembly?: Api }).WebAssembly

/** Memory of exactly so many pages of 64 KiB, which `compile` can take; plain where there is no WebAssembly. */
export function allocate(pages: number): { buffer: ArrayBuffer } {
  if (!api) return { buffer: new ArrayBuffer(pages * 65_536) }
  return new api.Memory({ initial: pages, maximum: pages })
}

/** The generated kernel over this memory; undefined where the machine has no WebAssembly with SIMD. */
export function compile(bytes: Uint8Array, memory: { buffer: ArrayBuffer }): Run | undefined {
  if (!api?.validate(bytes)) return undefined
  const instance = new api.Instance(new api.Module(bytes), { env: { memory } })
  return instance.exports.run as Run
}
