import { type Address, type Hex, hashTypedData, stringToHex } from 'viem'
import { WireError } from './errors.js'

/** A slice of a volatility surface: raw SVI in total variance, and the forward's basis. Integers as in `ISurfaces`. */
export type SurfaceSlice = {
  /** 1e-9. */
  a: bigint
  /** 1e-9, not negative. */
  b: bigint
  /** 1e-6, between -1 and 1. */
  rho: number
  /** 1e-8 of log-moneyness. */
  m: number
  /** 1e-9, positive. */
  sigma: bigint
  /** 1e-9 of the index. */
  basis: number
  /** Of publication, seconds. */
  time: number
}

/** What publishers sign for one underlying and expiry. */
export type Surface = {
  /** Up to six characters, e.g. `ETH`. */
  underlying: string
  /** Seconds. */
  expiry: number
  slice: SurfaceSlice
}

/** EIP-712 types of what the surfaces take signed. */
export const surfaceTypes = {
  Surface: [
    { name: 'underlying', type: 'bytes6' },
    { name: 'expiry', type: 'uint40' },
    { name: 'slice', type: 'Slice' },
  ],
  Slice: [
    { name: 'a', type: 'int40' },
    { name: 'b', type: 'uint40' },
    { name: 'rho', type: 'int24' },
    { name: 'm', type: 'int32' },
    { name: 'sigma', type: 'uint40' },
    { name: 'basis', type: 'int32' },
    { name: 'time', type: 'uint40' },
  ],
} as const

/** An underlying as contracts name it: six bytes. @throws WireError when it is longer */
export function toSymbol(underlying: string): Hex {
  if (!/^[\x21-\x7e]{1,6}$/.test(underlying))
    throw new WireError(`"${underlying}" is no underlying: one to six characters`)
  return stringToHex(underlying, { size: 6 })
}

/** The surface as the contract takes it. */
export function toContractSurface({ underlying, expiry, slice }: Surface) {
  const narrow = { a: Number(slice.a), b: Number(slice.b), sigma: Number(slice.sigma) }
  return { underlying: toSymbol(underlying), expiry, slice: { ...slice, ...narrow } }
}

/** The EIP-712 data of a surface, for `signTypedData`. */
export function surfaceTypedData(domain: { chainId: number; surfaces: Address }, surface: Surface) {
  return {
    domain: {
      name: 'Causeway Surfaces',
      version: '1',
      chainId: domain.chainId,
      verifyingContract: domain.surfaces,
    },
    types: surfaceTypes,
    primaryType: 'Surface',
    message: toContractSurface(surface),
  } as const
}

/** What a publisher signs. */
export function hashSurface(domain: { chainId: number; surfaces: Address }, surface: Surface): Hex {
  return hashTypedData(surfaceTypedData(domain, surface))
}
