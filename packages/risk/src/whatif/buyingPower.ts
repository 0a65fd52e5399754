import type { MarginInput } from '../margin/marginInput.js'
import { judge, standingOf } from './judge.js'
import { feeOf } from './realise.js'
import { lastTrue } from './search.js'
import { place, type TradedInstrument, withPosition } from './withPosition.js'

const MOST = (1n << 95n) - 1n

export type BuyingPowerParameters = {
  instrument: TradedInstrument
  side: 'buy' | 'sell'
  /** USD, 18 decimals. */
  price: bigint
  /** ppm of the trade's worth; 0 by default. */
  feeRate?: bigint
  /** What sizes are multiples of, 18 decimals; 0.001 by default. */
  step?: bigint
}

/**
 * The largest size that the hub accepts in one trade: it is accepted, and one step more is not. 0 when there is none.
 * Looked for from a whole close upward; a larger size, accepted again after one that is not (which only charges for
 * offsets can bring about), is not looked for. Open interest, and whether anybody sells so much, are not considered.
 */
export function buyingPower(input: MarginInput, parameters: BuyingPowerParameters): bigint {
  const { side, price, feeRate = 0n, step = 10n ** 15n } = parameters
  if (step <= 0n) throw new RangeError(`${step} is no step`)
  const { account, held, number } = place(input, parameters.instrument)
  const instrument = numbered(held)
  const sign = side === 'buy' ? 1n : -1n
  const standing = standingOf({ ...account, initial: true })
  // a trade that the account has no place for throws, whatever its size
  if (number === account.positions.length)
    withPosition(account, { instrument, size: sign * step, price })
  const isAccepted = (k: bigint) => {
    if (k === 0n) return true
    const size = sign * k * step
    const fee = feeOf(size, price, feeRate)
    const trade = { type: 'trade', instrument, size, price, fee } as const
    return judge(account, [trade], () => standing).accepted
  }
  const most = (MOST - sign * held.size) / step
  const closing = held.size * sign < 0n ? (-held.size * sign) / step : 0n
  const start = isAccepted(closing) ? closing : 0n
  let [low, width] = [start, 1n]
  while (low + width <= most && isAccepted(low + width)) [low, width] = [low + width, 2n * width]
  return step * lastTrue(low, low + width <= most ? low + width : most + 1n, isAccepted)
}

function numbered(held: ReturnType<typeof place>['held']): TradedInstrument {
  if (held.kind === 'perpetual' || held.kind === 'future') return held
  return { ...held, array: { blob: held.blob, row: held.row } }
}
