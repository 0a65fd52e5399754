import { ceilDiv, floorDiv, WAD } from '../fixedPoint.js'
import {
  abs,
  basisCharge,
  concentrationCharge,
  pinCharge,
  tenorCharge,
  uncertaintyCharge,
} from './charges.js'
import { at, isOption, isSettled, type PricedLeg } from './legs.js'
import type { MarginInput } from './marginInput.js'
import type { MarketReport } from './marginReport.js'
import { expiryProfits, liveOptions, scanMarket } from './scanMarket.js'

const PPM = 1_000_000n

/** Everything on one underlying: scan and charges. */
export function closeMarket(
  input: MarginInput,
  number: number,
  positions: readonly PricedLeg[],
  lines: readonly PricedLeg[],
): MarketReport {
  const market = at(input.markets, number, 'market')
  const { params } = market
  const linear = input.positions.flatMap((p, i) =>
    p.market === number && !isOption(p) && !isSettled(input, p)
      ? [{ position: p, leg: at(positions, i, 'position') }]
      : [],
  )
  const held = input.lines.flatMap((line, i) =>
    line.market === number ? [{ line, leg: at(lines, i, 'line') }] : [],
  )
  const expiries = input.expiries.flatMap((expiry, e) => {
    const options = liveOptions(input, number, positions).filter(
      ({ position }) => position.expiry === e,
    )
    return options.length === 0 ? [] : [{ e, expiry, options, ...sizesOf(options, expiry.forward) }]
  })
  const sum = <T>(list: readonly T[], pick: (item: T) => bigint) =>
    list.reduce((total, item) => total + pick(item), 0n)
  const ofPositions = sum(linear, ({ leg }) => leg.notional) + sum(expiries, (e) => e.notional)
  const ofLines = sum(held, ({ leg }) => leg.notional)
  const gross =
    sum(linear, ({ position, leg }) => abs(position.size) * leg.price) +
    sum(expiries, (e) => (e.long + e.short) * e.expiry.forward)
  const shorts = sum(expiries, (e) => e.short * e.expiry.forward)
  const common = {
    shortMinimum: ceilDiv(shorts * params.shortRate, PPM * WAD),
    floor: ceilDiv(gross * params.floorRate, PPM * WAD),
    concentration: concentrationCharge(ofPositions, market),
    uncertainty: uncertaintyCharge(ofPositions + ofLines, market),
  }
  if (input.mode === 'cross')
    return { scan: 0n, up: 0n, down: 0n, basis: 0n, tenor: 0n, pin: 0n, ...common }

  const profits = expiries.map(({ e, options }) => expiryProfits(input, e, options))
  const products = [
    ...linear.map(({ leg }) => ({ notional: leg.notional, rate: params.basisRate })),
    ...expiries.map(({ notional }) => ({ notional, rate: params.basisRate })),
    ...held.map(({ line, leg }) => ({ notional: leg.notional, rate: line.basisRate })),
  ]
  return {
    ...scanMarket(input, number, sum(linear, ({ leg }) => leg.notional) + ofLines, profits),
    basis: basisCharge(products),
    tenor: tenorCharge(
      profits.map((profit) => floorDiv(at(profit, 0, 'scenario'), WAD)),
      params.tenorRate,
    ),
    pin: sum(expiries, (e) => pinCharge(e, e.expiry, params.scanRange)),
    ...common,
  }
}

function sizesOf(options: ReturnType<typeof liveOptions>, forward: bigint) {
  let [long, short, delta] = [0n, 0n, 0n]
  for (const { position, leg } of options) {
    if (position.size > 0n) long += position.size
    else short -= position.size
    delta += position.size * leg.delta
  }
  const notional = floorDiv(floorDiv(delta, WAD) * forward, WAD)
  return { long, short, notional }
}
