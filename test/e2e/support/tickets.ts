import type { Ticket } from '@causeway/dashboard/previews'
import type { Market } from '@causeway/sdk'
import { formatUnits } from 'viem'

/** Whole numbers from 0 to below `n`, the same for the same seed (mulberry32). */
export type Dice = (n: number) => number

export function dice(seed: number): Dice {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n)
  }
}

/** One of a list. */
export function pick<value>(throwDice: Dice, list: readonly value[]): value {
  return list[throwDice(list.length)] as value
}

/** Between a thousandth of a unit and a hundred of them, even in magnitude, in millionths: as text. */
export function randomSize(throwDice: Dice): string {
  const unit = 10 ** (3 + throwDice(5))
  return formatUnits(BigInt(unit + throwDice(9 * unit)), 6)
}

/** An order as somebody might type it: mostly near the mark, now and then far off. */
export function randomTicket(throwDice: Dice, markets: readonly Market[]): Ticket {
  const market = pick(throwDice, markets)
  const spread = throwDice(10) === 0 ? 500_000 : 4_000
  const shift = BigInt(throwDice(2 * spread) - spread)
  const price = ((market.price ?? 0n) * (1_000_000n + shift)) / 1_000_000n / 10n ** 12n
  return {
    instrument: market.name,
    side: pick(throwDice, ['buy', 'sell']),
    size: randomSize(throwDice),
    price: formatUnits(price > 0n ? price : 1n, 6),
  }
}
