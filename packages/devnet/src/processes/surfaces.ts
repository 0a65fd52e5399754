import {
  type Surface,
  type SurfaceSlice,
  surfacesAbi,
  surfaceTypedData,
  toContractSurface,
} from '@causeway/sdk'
import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { z } from 'zod'
import type { Wallet } from '../wallet.js'
import type { pricesConfig } from './config.js'

type Config = z.infer<typeof pricesConfig>
type Quote = NonNullable<Config['surfaces']>['slices'][number]

/** Seconds of the chain's clock between two slices of one expiry: well within the ten minutes that they count. */
const interval = 120
const year = 365 * 86_400

/** Publishes the slices that are due, from `nonce` on, and says how many transactions that took. */
export async function publishSurfaces(
  { chain, surfaces, publisherKeys }: Config,
  wallet: Wallet,
  nonce: number,
  now: number,
  published: Map<string, number>,
): Promise<number> {
  if (!surfaces) return 0
  const { address, threshold } = surfaces
  const due = surfaces.slices.filter((quote) => {
    const last = published.get(keyOf(quote)) ?? 0
    return quote.expiry > now + 1 && (now >= last + interval || now < last)
  })
  const publishers = publisherKeys
    .map((key) => privateKeyToAccount(key))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
    .slice(0, threshold)
  await Promise.all(
    due.map(async (quote, i) => {
      const surface: Surface = {
        underlying: quote.underlying,
        expiry: quote.expiry,
        slice: sliceOf(quote, now),
      }
      const data = surfaceTypedData({ chainId: chain.chainId, surfaces: address }, surface)
      const signatures: Hex[] = await Promise.all(publishers.map((p) => p.signTypedData(data)))
      await wallet.writeContract({
        address,
        abi: surfacesAbi,
        functionName: 'publish',
        args: [toContractSurface(surface), signatures],
        gas: 400_000n,
        nonce: nonce + i,
      })
      published.set(keyOf(quote), now)
    }),
  )
  return due.length
}

const keyOf = ({ underlying, expiry }: Quote) => `${underlying} ${expiry}`

/**
 * A smile around the volatility at the money: with s = volatility · √τ, b = 0.4 s, sigma = s, rho = −0.2, m = 0, and a such
 * that w(0) = s². Its wings are far less steep than 2, and its least variance is positive.
 */
export function sliceOf({ volatility, basis, expiry }: Quote, now: number): SurfaceSlice {
  const s = volatility * Math.sqrt(Math.max(expiry - now, 60) / year)
  const nano = (value: number) => BigInt(Math.round(value * 1e9))
  return {
    a: nano(s * s - 0.4 * s * s),
    b: nano(0.4 * s),
    rho: -200_000,
    m: 0,
    sigma: nano(s),
    basis: Math.round(basis * 1e9),
    time: now,
  }
}
