import type { Auction } from '@causeway/sdk'

/** What has expired (seconds) is settled: it is neither taken over nor deleveraged. */
export function isLive(
  instrument: Auction['positions'][number]['instrument'],
  now: number,
): boolean {
  return instrument.kind === 'perpetual' || instrument.expiry > now
}
