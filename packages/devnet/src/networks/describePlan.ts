import type { DeploymentPlan } from '../deploy/index.js'
import { hostOf } from './preflight.js'

/** A plan as its operator should read it before he agrees, line by line. */
export function describePlan(plan: DeploymentPlan): string[] {
  const { governance, committee, chains, feeds } = plan
  const lines = [
    `Plan "${plan.name}"`,
    `  governor   ${governance.governor}, after ${days(governance.governorDelay)}`,
    `  guardian   ${governance.guardian}, at once`,
    `  committee  ${committee.length} members: ${committee.join(', ')}`,
  ]
  for (const { chain, name, chainId, rpcUrls, layerzero, wormhole, tokens } of chains) {
    const role = chain === plan.hubChain ? 'hub' : 'spoke'
    lines.push(
      `  ${chain} ${name} (${role}), chain id ${chainId}, by ${rpcUrls.map(hostOf).join(', ')}`,
      `    LayerZero ${layerzero.eid}, ${layerzero.confirmations} confirmations`,
      `      outside DVNs ${layerzero.outsideDvns.join(', ')}`,
      `      operators' DVN ${layerzero.operatorDvn}`,
      `    Wormhole ${wormhole.chainId}, core ${wormhole.core}, consistency ${wormhole.consistency}`,
    )
    for (const { symbol, address, cap, spokeCap, haircutBps } of tokens)
      lines.push(
        `    ${symbol} ${address}: cap ${cap} (vault ${spokeCap}), haircut ${haircutBps / 100} %`,
      )
  }
  for (const { underlying, sources, maxAge, maxDeviationBps } of feeds)
    lines.push(
      `  price of ${underlying}: ${sources.map(({ kind }) => kind).join(' and ')}, at most ${maxAge} s old` +
        (sources.length > 1 ? `, at most ${maxDeviationBps / 100} % apart` : ''),
    )
  return lines
}

function days(seconds: number): string {
  return seconds % 86_400 === 0 ? `${seconds / 86_400} days` : `${seconds} s`
}
