import { type RestingOrder, restingOrderSchema, type SignedOrder } from '@causeway/sdk'
import { z } from 'zod'

const placeOf = (account: string) => `causeway.orders.${account}`
const keptSchema = z.array(restingOrderSchema)
/** The oldest are forgotten first; what was forgotten can still be voided with all others. */
const most = 50

/** A signed order as JSON, for whoever matches: integers are decimal strings. */
export function writeOrder(signed: RestingOrder): string {
  return JSON.stringify(signed, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

/** The orders that this browser has signed for an account and that were to rest, the newest first. */
export function readResting(account: string): RestingOrder[] {
  try {
    return keptSchema.parse(
      JSON.parse(localStorage.getItem(placeOf(account)) ?? '[]'),
    ) as RestingOrder[]
  } catch {
    // written by something else: it is of no use here
    return []
  }
}

export function keepResting(
  account: string,
  { order, signature }: SignedOrder,
  time: number,
): void {
  const all = [{ order, signature, time }, ...readResting(account)].slice(0, most)
  localStorage.setItem(placeOf(account), `[${all.map(writeOrder).join(',')}]`)
}

export function forgetResting(account: string, signature: string): void {
  const left = readResting(account).filter((other) => other.signature !== signature)
  localStorage.setItem(placeOf(account), `[${left.map(writeOrder).join(',')}]`)
}
