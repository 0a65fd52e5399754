import type { Slice } from '@causeway/risk'

const nano = 1_000_000_000n

/** The price that stands `over` (1e-9) above an index: a mark by its premium, a forward by its basis. docs/margin.md, section 1. */
export function overIndex(index: bigint, over: bigint): bigint {
  return (index * (nano + over)) / nano
}

/** Seconds until an expiry, now and when its slice was published, as the hub counts them: at least 60. */
export function timesOf(expiry: number, slice: Slice, now: bigint) {
  const until = (from: bigint) => {
    const seconds = BigInt(expiry) - from
    return seconds > 60n ? seconds : 60n
  }
  return { tau: until(now), tauAtPublication: until(slice.time) }
}

/** A record of numbers as contracts answer it, as the twin takes it: all bigint. */
export function toBigInts<name extends string>(
  record: Readonly<Record<name, bigint | number>>,
): Record<name, bigint> {
  return Object.fromEntries(
    Object.entries<bigint | number>(record).map(([name, value]) => [name, BigInt(value)]),
  ) as Record<name, bigint>
}
