import type { DeploymentPlan, UnderlyingPlan } from '../deploy/index.js'
import { twice } from './twice.js'

/**
 * What is wrong with what a plan trades. Nothing is traded without the price of its underlying, and a perpetual pays no funding
 * without the price at which it trades itself.
 */
export function checkMarkets({ markets, feeds, chains }: DeploymentPlan): string[] {
  const { underlyings, publishers, threshold, correlations } = markets
  const problems = [
    ...twice('markets.publishers: the publisher', publishers, (publisher) => publisher),
    ...twice('markets.underlyings: the symbol', underlyings, ({ symbol }) => symbol),
  ]
  if (threshold > publishers.length)
    problems.push(`markets: ${threshold} of ${publishers.length} publishers cannot sign.`)
  const priced = new Set(feeds.map(({ underlying }) => underlying))
  const traded = new Set(underlyings.map(({ symbol }) => symbol))
  for (const underlying of underlyings) problems.push(...checkUnderlying(underlying, priced))
  for (const { first, second } of correlations)
    for (const symbol of [first, second])
      if (!traded.has(symbol))
        problems.push(`markets.correlations: ${symbol} is none of markets.underlyings.`)
  for (const { name, tokens } of chains)
    for (const { symbol, risk } of tokens)
      if (risk?.underlying && !traded.has(risk.underlying))
        problems.push(
          `chains.${name}.tokens.${symbol}.risk.underlying: ${risk.underlying} is none of markets.underlyings.`,
        )
  return problems
}

function checkUnderlying(
  { symbol, expiries }: UnderlyingPlan,
  priced: ReadonlySet<string>,
): string[] {
  const place = `markets.underlyings.${symbol}`
  const perpetual = `${symbol}-PERP`
  const problems = twice(`${place}.expiries: the time`, expiries, ({ time }) => time)
  if (!priced.has(symbol)) problems.push(`${place}: there is no feed for ${symbol}.`)
  if (!priced.has(perpetual))
    problems.push(
      `${place}: there is no feed for ${perpetual}, the price at which its perpetual trades.`,
    )
  for (const { time, strikes, futureCap } of expiries) {
    const expiry = `${place}.expiries.${time}`
    if (strikes.length === 0 && futureCap === undefined)
      problems.push(`${expiry}: neither a future nor strikes.`)
    problems.push(...twice(`${expiry}.strikes: the strike`, strikes, (strike) => Number(strike)))
    for (const strike of strikes)
      if (Number(strike) === 0 || (strike.split('.')[1]?.length ?? 0) > 8)
        problems.push(`${expiry}.strikes: ${strike} is no strike: above 0, at most 8 decimals.`)
  }
  return problems
}
