import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Account, Market, Prices } from '../../packages/risk/src/scanner/market.js'

type Peer = { name: string; check: (account: number) => boolean }
type Big = { toNumber: () => number }
type Sdk = {
  BN: new (value: number | string) => Big
  User: { prototype: object }
}

/**
 * Drift's SDK on the same accounts of perpetuals: `User.canBeLiquidated` of @drift-labs/sdk, over markets and users held in memory
 * as its own tests hold them. It is too large to be a dependency: `CAUSEWAY_PEER` names a folder in which
 * `npm install @drift-labs/sdk --ignore-scripts` was run.
 */
export function loadPeer(
  accounts: readonly Account[],
  market: Market,
  prices: Prices,
): Peer | undefined {
  const folder = process.env.CAUSEWAY_PEER
  if (!folder) return undefined
  const require = createRequire(join(folder, 'package.json'))
  const { version } = require('@drift-labs/sdk/package.json') as { version: string }
  const { BN, User } = require('@drift-labs/sdk') as Sdk
  const big = (value: number, decimals: number) =>
    new BN(Math.round(value * 10 ** decimals).toFixed(0))
  const zero = new BN(0)
  const oracles = Array.from(prices.index, (price) => ({
    price: big(price, 6),
    slot: zero,
    confidence: new BN(1),
    hasSufficientNumberOfDataPoints: true,
  }))
  const dollar = { ...oracles[0], price: big(1, 6) }
  const perps = market.underlyings.map(({ scanRange }, marketIndex) => ({
    marketIndex,
    quoteSpotMarketIndex: 0,
    status: { active: {} },
    contractType: { perpetual: {} },
    marginRatioMaintenance: scanRange / 100,
    marginRatioInitial: scanRange / 80,
    imfFactor: 0,
    unrealizedPnlImfFactor: 0,
    unrealizedPnlMaintenanceAssetWeight: 10_000,
    unrealizedPnlInitialAssetWeight: 10_000,
    unrealizedPnlMaxImbalance: zero,
    highLeverageMarginRatioMaintenance: 0,
    amm: { cumulativeFundingRateLong: zero, cumulativeFundingRateShort: zero },
  }))
  const spot = {
    marketIndex: 0,
    decimals: 6,
    cumulativeDepositInterest: big(1, 10),
    cumulativeBorrowInterest: big(1, 10),
    maintenanceAssetWeight: 10_000,
    maintenanceLiabilityWeight: 10_000,
    imfFactor: 0,
  }
  const driftClient = {
    getPerpMarketAccount: (index: number) => perps[index],
    getSpotMarketAccount: () => spot,
    getOracleDataForPerpMarket: (index: number) => oracles[index],
    getMMOracleDataForPerpMarket: (index: number) => oracles[index],
    getOracleDataForSpotMarket: () => dollar,
    getStateAccount: () => ({ liquidationMarginBufferRatio: 0 }),
  }
  const users = accounts.map(({ cash, positions }) => {
    const account = {
      status: 0,
      maxMarginRatio: 0,
      marginMode: { default: {} },
      spotPositions: [
        {
          marketIndex: 0,
          balanceType: { deposit: {} },
          scaledBalance: big(cash, 9),
          openOrders: 0,
          openBids: zero,
          openAsks: zero,
        },
      ],
      perpPositions: positions.map(({ instrument, size, cost = 0 }) => ({
        marketIndex: market.instruments[instrument]?.underlying ?? 0,
        baseAssetAmount: big(size, 9),
        quoteAssetAmount: big(-cost, 6),
        quoteEntryAmount: big(-cost, 6),
        quoteBreakEvenAmount: big(-cost, 6),
        lastCumulativeFundingRate: zero,
        openOrders: 0,
        openBids: zero,
        openAsks: zero,
        lpShares: zero,
        maxMarginRatio: 0,
        isolatedPositionScaledBalance: zero,
      })),
    }
    const user = Object.create(User.prototype) as {
      canBeLiquidated: () => { canBeLiquidated: boolean }
    }
    return Object.assign(user, { driftClient, getUserAccount: () => account })
  })
  return {
    name: `@drift-labs/sdk ${version}`,
    check: (i) => users[i]?.canBeLiquidated().canBeLiquidated ?? false,
  }
}
