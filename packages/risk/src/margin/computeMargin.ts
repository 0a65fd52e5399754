import { ceilDiv, floorDiv, WAD } from '../fixedPoint.js'
import { abs, arrayErrorCharge, max, min } from './charges.js'
import { closeMarket } from './closeMarket.js'
import {
  at,
  isOption,
  isSettled,
  linearAlone,
  linearProfit,
  optionAlone,
  optionProfits,
  type PricedLeg,
  priceLine,
  pricePosition,
} from './legs.js'
import type { LineInput, MarginInput } from './marginInput.js'
import type { Leg, MarginReport, MarketReport } from './marginReport.js'

const PPM = 1_000_000n
const PEG_LOST = 980_000_000_000_000_000n

/**
 * What an account has and needs, to the last unit as the hub's risk engine answers from the same input, and where it
 * comes from. docs/margin.md is the formula.
 *
 * @throws RangeError when the input refers to something that it does not contain
 */
export function computeMargin(input: MarginInput): MarginReport {
  const pricedLines = input.lines.map(priceLine)
  const priced = input.positions.map((position) => pricePosition(input, position))
  const isFree = input.positions.length === 0 && input.cash >= 0n
  const markets = isFree
    ? []
    : input.markets.map((_, m) => closeMarket(input, m, priced, pricedLines))
  const positions = priced.map((leg, i) => positionLeg(input, i, leg, markets))
  const lines = pricedLines.map((leg, i) => lineLeg(input, i, leg, markets))
  const equity = [...positions, ...lines].reduce((sum, leg) => sum + leg.value, input.cash)
  const total = { equity, requirement: 0n, maintenance: 0n, initial: 0n }
  const none = { credits: 0n, doubtful: 0n, arrayError: 0n }
  if (isFree) return { ...total, markets, positions, lines, ...none }

  const credits = input.mode === 'portfolio' ? correlationCredits(input, markets) : 0n
  const alone = [...positions, ...lines].reduce((sum, leg) => sum + (leg.requirement ?? 0n), 0n)
  const sum = (pick: (market: MarketReport) => bigint) =>
    markets.reduce((all, market) => all + pick(market), 0n)
  const requirement = alone + sum((m) => m.scan + m.basis + m.tenor + m.pin) - credits
  const [shorts, floor] = [sum((m) => m.shortMinimum), sum((m) => m.floor)]
  const maintenance = max(requirement, max(shorts, floor)) + sum((m) => m.concentration)
  const doubtful = input.lines.reduce(
    (all, line, i) => (isDoubtful(line) ? all + at(lines, i, 'line').value : all),
    0n,
  )
  const arrayError = arrayErrors(input)
  const extra = input.initial ? doubtful + sum((m) => m.uncertainty) + arrayError : 0n
  const initial = ceilDiv(maintenance * input.initialFactor, PPM) + extra
  const report = { markets, positions, lines, credits, doubtful, arrayError }
  return { equity, requirement, maintenance, initial, ...report }
}

/** Each underlying's directed loss is used once, in the order of the pairs. */
function correlationCredits(input: MarginInput, markets: readonly MarketReport[]): bigint {
  const directed = markets.map(({ up, down }) => down - up)
  return input.pairs.reduce((credits, { first, second, share }) => {
    const [a, b] = [at(directed, first, 'market'), at(directed, second, 'market')]
    if (a * b >= 0n) return credits
    const opposed = min(abs(a), abs(b))
    directed[first] = a > 0n ? a - opposed : a + opposed
    directed[second] = b > 0n ? b - opposed : b + opposed
    return credits + (opposed * share) / PPM
  }, 0n)
}

function positionLeg(
  input: MarginInput,
  number: number,
  leg: PricedLeg,
  markets: readonly MarketReport[],
): Leg {
  const position = at(input.positions, number, 'position')
  const market = at(input.markets, position.market, 'market')
  const worst = markets[position.market]?.worst
  const { price, notional } = leg
  const value = isOption(position) ? leg.value : leg.value - position.cost
  if (isSettled(input, position)) return { price, value, notional: 0n, profit: 0n }
  if (!isOption(position))
    return { price, value, notional, ...linearLeg(input, notional, position.market, worst) }
  const profits = optionProfits(input, position, price)
  const own = input.mode === 'cross' ? optionAlone(position, profits, market) : {}
  const scenario = input.mode === 'cross' ? (own as { scenario?: number }).scenario : worst
  const profit = scenario === undefined ? 0n : floorDiv(at(profits, scenario, 'scenario'), WAD)
  return { price, value, notional, profit, ...own }
}

function lineLeg(
  input: MarginInput,
  number: number,
  leg: PricedLeg,
  markets: readonly MarketReport[],
): Leg {
  const { market } = at(input.lines, number, 'line')
  const { price, value, notional } = leg
  if (market === undefined || markets.length === 0) return { price, value, notional, profit: 0n }
  return { price, value, notional, ...linearLeg(input, notional, market, markets[market]?.worst) }
}

function linearLeg(input: MarginInput, notional: bigint, number: number, worst?: number) {
  const market = at(input.markets, number, 'market')
  const own = input.mode === 'cross' ? linearAlone(notional, market) : undefined
  const scenario = own ? own.scenario : worst
  const profit = scenario === undefined ? 0n : linearProfit(notional, market, scenario)
  return { profit, ...own }
}

/** Behind a late lane, or a stable token off its peg. */
function isDoubtful(line: LineInput): boolean {
  return line.late || (line.market === undefined && line.price < PEG_LOST)
}

function arrayErrors(input: MarginInput): bigint {
  return input.blobs.reduce((sum, blob, number) => {
    const expiry = at(input.expiries, blob.expiry, 'expiry')
    const { scanRange } = at(input.markets, expiry.market, 'market').params
    const gross = input.positions.reduce(
      (size, p) =>
        isOption(p) && !isSettled(input, p) && p.blob === number ? size + abs(p.size) : size,
      0n,
    )
    return sum + arrayErrorCharge(gross, abs(expiry.forward - blob.anchor), scanRange)
  }, 0n)
}
