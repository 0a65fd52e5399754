import type { ExpiryInput, MarginInput, PositionInput } from '../margin/index.js'
import type { Account, Market, Prices } from './market.js'

const whole = (value: number, decimals: number) => BigInt(Math.round(value * 10 ** decimals))
/** A double as an integer of 18 decimals, to the last of its digits. */
export function wad(value: number): bigint {
  const units = Math.trunc(value)
  return BigInt(units) * 10n ** 18n + BigInt(Math.round((value - units) * 1e18))
}

/** The same account and prices as the exact twin takes them. */
export function exactInput(market: Market, prices: Prices, account: Account): MarginInput {
  const index = Array.from(prices.index, wad)
  const forwardOf = (underlying: number, basis: number) =>
    ((index[underlying] ?? 0n) * (10n ** 9n + whole(basis, 9))) / 10n ** 9n
  const expiries = market.expiries.map(({ underlying, time }, e): ExpiryInput => {
    const slice = prices.slices[e]
    const settlement = prices.settlements[e]
    if (!slice) throw new RangeError('no slice')
    let forward = forwardOf(underlying, slice.basis)
    if (settlement)
      forward = wad(settlement.fixedPart) + (forward * wad(settlement.remaining)) / 10n ** 18n
    return {
      market: underlying,
      forward,
      tau: BigInt(Math.max(60, time - prices.time)),
      tauAtPublication: BigInt(time - slice.time),
      settled: settlement?.isFixed ?? false,
      slice: {
        a: whole(slice.a, 9),
        b: whole(slice.b, 9),
        rho: whole(slice.rho, 6),
        m: whole(slice.m, 8),
        sigma: whole(slice.sigma, 9),
        basis: whole(slice.basis, 9),
        time: BigInt(slice.time),
      },
    }
  })
  const held = account.positions.map(({ instrument, size, cost = 0 }, i): PositionInput => {
    const of = market.instruments[instrument]
    if (!of) throw new RangeError('no instrument')
    const common = { size: wad(size), market: of.underlying }
    if (of.kind === 'perpetual') return { ...common, kind: of.kind, cost: wad(cost) }
    const { expiry } = of
    if (of.kind === 'future') return { ...common, kind: of.kind, expiry, cost: wad(cost) }
    return { ...common, kind: of.kind, expiry, strike: whole(of.strike, 8), blob: i, row: 0 }
  })
  return {
    cash: wad(account.cash),
    mode: account.mode,
    initial: false,
    initialFactor: 1_300_000n,
    positions: held,
    markets: market.underlyings.map((params, i) => ({
      index: index[i] ?? 0n,
      confidence: 0n,
      mark: forwardOf(i, prices.premium[i] ?? 0),
      params: {
        scanRange: BigInt(params.scanRange),
        volShock: BigInt(params.volShock),
        basisRate: BigInt(params.basisRate),
        floorRate: BigInt(params.floorRate),
        shortRate: BigInt(params.shortRate),
        tenorRate: BigInt(params.tenorRate),
        concentration: BigInt(params.concentration),
      },
    })),
    expiries,
    blobs: account.positions.map(({ instrument }) => {
      const array = prices.arrays[instrument]
      const of = market.instruments[instrument]
      const rows = array ? [Array.from(array.nodes, (share) => Math.round(share * 2 ** 24))] : []
      const expiry = of && of.kind !== 'perpetual' ? of.expiry : 0
      return {
        expiry,
        anchor: wad(array?.anchor ?? 1),
        scanRange: BigInt(array?.scanRange ?? 200_000),
        rows,
      }
    }),
    lines: account.collateral.map(({ asset, amount }) => {
      const of = market.assets[asset]
      return {
        ...(of?.underlying !== undefined && { market: of.underlying }),
        amount: wad(amount),
        price: wad(prices.assets[asset] ?? 0),
        haircutBps: BigInt((of?.haircut ?? 0) / 100),
        basisRate: BigInt(of?.basisRate ?? 0),
        late: false,
      }
    }),
    pairs: market.correlations.map((pair) => ({ ...pair, share: BigInt(pair.share) })),
  }
}
