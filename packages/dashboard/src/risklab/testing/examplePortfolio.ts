import type { Portfolio } from '../portfolio.js'

const wad = 10n ** 18n

/** Ten ether long against a little cash and two wrapped ether. */
export const examplePortfolio: Portfolio = {
  underlyings: ['ETH'],
  input: {
    cash: 5_000n * wad,
    mode: 'portfolio',
    initial: true,
    initialFactor: 1_300_000n,
    positions: [{ kind: 'perpetual', size: 10n * wad, market: 0, cost: 30_000n * wad }],
    markets: [
      {
        index: 3_000n * wad,
        confidence: wad,
        mark: 3_000n * wad,
        params: {
          scanRange: 200_000n,
          volShock: 500_000n,
          basisRate: 10_000n,
          floorRate: 20_000n,
          shortRate: 10_000n,
          tenorRate: 10_000n,
          concentration: 0n,
        },
      },
    ],
    expiries: [],
    blobs: [],
    lines: [
      {
        market: 0,
        amount: 2n * wad,
        price: 3_000n * wad,
        haircutBps: 500n,
        basisRate: 10_000n,
        late: false,
      },
    ],
    pairs: [],
  },
}
