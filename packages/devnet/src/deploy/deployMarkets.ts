import { encodeInstrument, type Instrument } from '@causeway/risk'
import { toSymbol } from '@causeway/sdk'
import { type Address, parseUnits } from 'viem'
import { artifact } from '../artifact.js'
import type { Batch } from '../batch.js'
import { DevnetError } from '../errors.js'
import { batchOf, call, type DeployContext } from './context.js'
import type { HubAddresses } from './deployHub.js'
import { assetIdOf } from './listings.js'
import type { MarketsPlan, UnderlyingPlan } from './marketsPlan.js'
import type { ChainPlan } from './plan.js'

/** The contracts that trade, margin and liquidate, on the hub's chain. */
export type MarketAddresses = {
  clearing: Address
  surfaces: Address
  riskEngine: Address
  riskReader: Address
  exchange: Address
  valuation: Address
  liquidation: Address
}

/** What the risk engine and the liquidation make themselves. */
export type Chapters = {
  riskParameters: Address
  riskArrays: Address
  insuranceVault: Address
  pace: Address
}

/** Sets risk parameters and whose forecasts they follow, how collateral is margined, fees, and lists what the plan names. */
export async function listMarkets(
  context: DeployContext,
  hub: HubAddresses,
  plan: MarketsPlan,
  chains: readonly ChainPlan[],
): Promise<void> {
  const batch = await batchOf(context)
  for (const underlying of plan.underlyings) {
    call(batch, 'RiskParameters', hub.riskParameters, 'setRisk', [
      toSymbol(underlying.symbol),
      riskParams(underlying),
    ])
    for (const [instrument, cap] of instrumentsOf(underlying))
      call(batch, 'Clearing', hub.clearing, 'list', [instrument, cap])
  }
  for (const { chain, tokens } of chains)
    for (const { address, symbol, isCash, risk } of tokens) {
      if (isCash) continue
      if (!risk) throw new DevnetError(`The plan does not say how ${symbol} is margined (risk).`)
      call(batch, 'RiskParameters', hub.riskParameters, 'setCollateral', [
        assetIdOf(chain, address),
        {
          underlying: risk.underlying === null ? '0x000000000000' : toSymbol(risk.underlying),
          basisRate: risk.underlying === null ? 0 : risk.basisRate,
          listed: true,
        },
      ])
    }
  const correlations = plan.correlations.map(({ first, second, share }) => ({
    first: toSymbol(first),
    second: toSymbol(second),
    share,
  }))
  call(batch, 'RiskParameters', hub.riskParameters, 'setCorrelations', [correlations])
  call(batch, 'RiskParameters', hub.riskParameters, 'setForecaster', [hub.pace])
  call(batch, 'Exchange', hub.exchange, 'setFees', [plan.takerFee, plan.makerFee])
  await batch.flush()
}

/** Queues what trades, margins and liquidates, but clearing, which the hub names and which is already queued. */
export function deployMarkets(
  batch: Batch,
  plan: MarketsPlan,
  named: Record<'hub' | 'clearing' | 'oracle' | 'gateway' | 'manager', Address> & {
    /** Registry number of the hub's chain. */
    chain: number
  },
): Omit<MarketAddresses, 'clearing'> {
  const { hub, chain, clearing, oracle, gateway, manager } = named
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
  const riskReader = batch.deploy(artifact('RiskReader'), [riskEngine])
  const valuation = batch.deploy(artifact('Valuation'), [riskEngine])
  const liquidation = batch.deploy(artifact('Liquidation'), [
    hub,
    clearing,
    riskEngine,
    valuation,
    gateway,
    chain,
  ])
  return { surfaces, riskEngine, riskReader, exchange, valuation, liquidation }
}

/** Every instrument of an underlying, as the contract takes it, with the most open interest that it may have (18 decimals). */
export function instrumentsOf(plan: UnderlyingPlan): [instrument: bigint, cap: bigint][] {
  const { symbol: underlying, perpetualCap } = plan
  const listing = (instrument: Instrument, cap: string): [bigint, bigint] => [
    BigInt(encodeInstrument(instrument)),
    parseUnits(cap, 18),
  ]
  const found = [listing({ kind: 'perpetual', underlying }, perpetualCap)]
  for (const { time: expiry, futureCap, strikes, optionCap } of plan.expiries) {
    if (futureCap !== undefined)
      found.push(listing({ kind: 'future', underlying, expiry }, futureCap))
    for (const whole of strikes)
      for (const kind of ['call', 'put'] as const)
        found.push(listing({ kind, underlying, expiry, strike: parseUnits(whole, 8) }, optionCap))
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
