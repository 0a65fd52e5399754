import { isHex } from 'viem'
import { z } from 'zod'
import { NetworkError } from '../errors/causewayError.js'
import type { RestingOrder } from './crossOrders.js'

const integer = z
  .string()
  .regex(/^-?\d{1,78}$/)
  .transform(BigInt)
const hexOf = (bytes: number) =>
  z
    .string()
    .refine((text): text is `0x${string}` => isHex(text) && text.length === 2 + 2 * bytes, 'hex')
const anyHex = z.string().refine((text): text is `0x${string}` => isHex(text), 'hex')

/** A signed order as JSON: integers are decimal strings. */
export const restingOrderSchema = z.object({
  order: z.object({
    account: hexOf(32),
    instrument: hexOf(20),
    size: integer,
    price: integer,
    maxFeeRate: integer,
    expiry: integer,
    flags: z.number().int().min(0).max(255),
    salt: integer,
    epoch: integer,
  }),
  signature: anyHex,
  /** When it came to the book. */
  time: z.number(),
  /** What is open of it, if less than its size. */
  open: integer.optional(),
})

/** What a maker answers to `GET /orders`. */
export const ordersSchema = z.object({ orders: z.array(restingOrderSchema).max(10_000) })

export type FetchOrdersParameters = {
  /** Name or 20-byte id. */
  instrument: string
  /** Of the orders: a taker who buys asks for those that sell. */
  side: 'buy' | 'sell'
}

/**
 * Signed orders that makers hand out: `GET <api>/orders?instrument=…&side=…`. A maker that does not answer is passed over.
 *
 * @throws NetworkError when none answers
 */
export async function fetchOrders(
  apis: readonly string[],
  { instrument, side }: FetchOrdersParameters,
): Promise<RestingOrder[]> {
  const failures: unknown[] = []
  const answers = await Promise.all(
    apis.map(async (api) => {
      try {
        const url = `${api.replace(/\/$/, '')}/orders?${new URLSearchParams({ instrument, side })}`
        const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
        const body: unknown = await response.json()
        if (!response.ok) throw new Error(`${api} answers ${response.status}`)
        return ordersSchema.parse(body).orders
      } catch (error) {
        failures.push(error)
        return undefined
      }
    }),
  )
  const found = answers.filter((orders) => orders !== undefined)
  if (found.length === 0)
    throw new NetworkError(
      apis.length === 0
        ? 'The deployment names no maker that hands out orders (makerApis).'
        : `No maker answers: ${failures[0] instanceof Error ? failures[0].message : String(failures[0])}.`,
      failures[0],
    )
  return found.flat()
}
