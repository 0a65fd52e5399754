import { toInstrumentId } from '@causeway/risk'
import { type Address, type Hex, parseUnits, stringToHex } from 'viem'
import { artifact } from '../artifact.js'
import type { Batch } from '../batch.js'
import { DevnetError } from '../errors.js'
import { batchOf, call, type DeployContext } from './context.js'
import type { HubAddresses } from './deployHub.js'
import { assetIdOf } from './listings.js'
import type { MarketsPlan, UnderlyingPlan } from './marketsPlan.js'
import type { ChainPlan } from './plan.js'

/** The contracts that trade and margin, on the hub's chain. */
export type MarketAddresses = {
  clearing: Address
  surfaces: Address
  riskEngine: Address
  exchange: Address
}

/** Sets risk parameters, how collateral is margined, fees, and lists what the plan names. */
export async function listMarkets(
  context: DeployContext,
  hub: HubAddresses,
  plan: MarketsPlan,
  chains: readonly ChainPlan[],
): Promise<void> {
  const batch = await batchOf(context)
  for (const underlying of plan.underlyings) {
    call(batch, 'RiskEngine', hub.riskEngine, 'setRisk', [
      symbolId(underlying.symbol),
      riskParams(underlying),
    ])
    for (const [instrument, cap] of instrumentsOf(underlying))
      call(batch, 'Clearing', hub.clearing, 'list', [instrument, cap])
  }
  for (const { chain, tokens } of chains)
    for (const { address, symbol, isCash, risk } of tokens) {
      if (isCash) continue
      if (!risk) throw new DevnetError(`The plan does not say how ${symbol} is margined (risk).`)
      call(batch, 'RiskEngine', hub.riskEngine, 'setCollateral', [
        assetIdOf(chain, address),
        {
          underlying: risk.underlying === null ? '0x000000000000' : symbolId(risk.underlying),
          basisRate: risk.basisRate,
          listed: true,
        },
      ])
    }
  const correlations = plan.correlations.map(({ first, second, share }) => ({
    first: symbolId(first),
    second: symbolId(second),
    share,
  }))
  call(batch, 'RiskEngine', hub.riskEngine, 'setCorrelations', [correlations])
  call(batch, 'Exchange', hub.exchange, 'setFees', [plan.takerFee, plan.makerFee])
  await batch.flush()
}

/** Queues what trades and margins, but clearing, which the hub names and which is already queued. */
export function deployMarkets(
  batch: Batch,
  plan: MarketsPlan,
  named: { hub: Address; clearing: Address; oracle: Address; gateway: Address; manager: Address },
): Omit<MarketAddresses, 'clearing'> {
  const { hub, clearing, oracle, gateway, manager } = named
  const surfaces = batch.deploy(artifact('Surfaces'), [plan.publishers, plan.threshold, manager])
  const riskEngine = batch.deploy(artifact('RiskEngine'), [
    hub,
    clearing,
    oracle,
    surfaces,
    gateway,
    manager,
  ])
  const exchange = batch.deploy(artifact('Exchange'), [hub, clearing, manager])
  return { surfaces, riskEngine, exchange }
}

/** Every instrument of an underlying with the most open interest that it may have, 18 decimals. */
export function instrumentsOf(plan: UnderlyingPlan): [instrument: Hex, cap: bigint][] {
  const underlying = plan.symbol
  const found: [Hex, bigint][] = [
    [toInstrumentId({ kind: 'perpetual', underlying }), parseUnits(plan.perpetualCap, 18)],
  ]
  for (const { time, futureCap, strikes, optionCap } of plan.expiries) {
    const expiry = time
    if (futureCap !== undefined)
      found.push([toInstrumentId({ kind: 'future', underlying, expiry }), parseUnits(futureCap, 18)])
    for (const whole of strikes)
      for (const kind of ['call', 'put'] as const) {
        const strike = parseUnits(whole, 8)
        found.push([
          toInstrumentId({ kind, underlying, expiry, strike }),
          parseUnits(optionCap, 18),
        ])
      }
  }
  return found
}

function riskParams(plan: UnderlyingPlan) {
  const { scanRange, volShock, basisRate, floorRate, shortRate, tenorRate, concentration } = plan
  return {
    ...{ scanRange, volShock, basisRate, floorRate, shortRate, tenorRate, concentration },
    listed: true,
  }
}

/** A symbol as contracts take it: six bytes. */
export function symbolId(symbol: string): Hex {
  return stringToHex(symbol, { size: 6 })
}
