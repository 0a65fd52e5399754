import type { AccountRef } from '@causeway/sdk'
import { type Address, isAddress } from 'viem'
import { UsageError } from '../exitCodes.js'

/** An option that must be an address. */
export function addressOption(name: string, value: string | undefined): Address | undefined {
  if (value === undefined) return undefined
  if (isAddress(value)) return value
  throw new UsageError(`${name} "${value}" is not an address, or its checksum is wrong.`)
}

/** The key's own account with a sub-account number. */
export function ownAccount(sub: string | undefined): AccountRef {
  if (sub !== undefined && !/^\d{1,19}$/.test(sub))
    throw new UsageError(`--sub "${sub}" is not a sub-account number.`)
  return { subaccount: sub === undefined ? undefined : BigInt(sub) }
}

/** An option that must be a whole number. */
export function numberOption(name: string, value: string): bigint {
  if (/^\d{1,20}$/.test(value.trim())) return BigInt(value)
  throw new UsageError(`${name} "${value}" is not a number.`)
}
