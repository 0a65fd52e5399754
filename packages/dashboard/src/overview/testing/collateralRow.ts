import type { CollateralRow } from '@causeway/sdk'

/** Nothing of a token that counts. */
export const collateralRow: CollateralRow = {
  chain: 1,
  chainName: 'ethereum',
  token: {
    ...{ symbol: 'WETH', decimals: 18, isCash: false, underlying: 'ETH' },
    address: '0x0000000000000000000000000000000000000001',
  },
  asset: `0x${'00'.repeat(31)}01`,
  wallet: 0n,
  credited: 0n,
  depositing: 0n,
  pending: 0n,
  releasing: 0n,
  claimable: 0n,
  haircutBps: 500,
  cap: 0n,
  reserve: 0n,
  room: 0n,
  price: 3_000n * 10n ** 18n,
  refusal: 0,
  value: 0n,
  coming: 0n,
}
