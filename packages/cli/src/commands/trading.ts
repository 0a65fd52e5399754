import { type CausewayClientBase, getMarkets, InputError } from '@causeway/sdk'
import { UsageError } from '../exitCodes.js'

export type Side = 'buy' | 'sell'

/** The side that the command line means. @throws UsageError when it is neither */
export function sideOf(text: string): Side {
  if (text === 'buy' || text === 'sell') return text
  throw new UsageError(`"${text}" is no side: buy or sell.`)
}

/** The present mark of an instrument by its name, USD, 18 decimals. @throws InputError when it is not traded, or has none */
export async function markOf(client: CausewayClientBase, name: string): Promise<bigint> {
  const [underlying = ''] = name.split('-')
  const market = (await getMarkets(client, { underlying })).find((entry) => entry.name === name)
  if (!market)
    throw new InputError(`${name} is not traded; "causeway markets ${underlying}" lists what is.`)
  if (market.price === undefined)
    throw new InputError(`${name} has no mark now: say --price, or wait for its price.`)
  return market.price
}
