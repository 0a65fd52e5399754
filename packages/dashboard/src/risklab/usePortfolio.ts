import type { MarginInput } from '@causeway/risk'
import {
  addTokens,
  addTrades,
  type CausewayClient,
  type AddTokensReturnType as CompleteInput,
  getMargin,
  parseAmount,
  toAccountId,
} from '@causeway/sdk'
import type { UseQueryResult } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useCauseway } from '../app/causeway.js'
import { useLive } from '../app/queries.js'
import type { Portfolio } from './portfolio.js'
import { decodePortfolio } from './share.js'

/** Where the lab's portfolio comes from. */
export type Source = 'account' | 'link' | 'cash'

/** A leg that is added in the lab. */
export type AddedLeg = { instrument: string; size: string; price: string }

/** An account that nobody has: what its margin is computed from is the market alone. */
const nobody = toAccountId({
  ...{ owner: '0x000000000000000000000000000000000000dEaD', chain: 0, subaccount: 0n },
})

/** The text of a shared portfolio in the page's address. */
export function useLink(): string | undefined {
  const hash = useLocation({ select: (location) => location.hash })
  return hash.startsWith('p=') ? hash.slice(2) : undefined
}

/** The portfolio of the lab: read from the chain, from the link, or cash alone; with the legs that were added. */
export function usePortfolio(
  source: Source,
  parameters: { cash: string; legs: readonly AddedLeg[] },
): UseQueryResult<Portfolio, Error> {
  const { account } = useCauseway()
  const link = useLink()
  const { cash, legs } = parameters
  return useLive(
    ['lab', source, link, cash, JSON.stringify(legs), account],
    async (client) => {
      const base = await baseOf(client, source, { link, cash })
      const trades = legs.map(({ instrument, size, price }) => ({
        ...{ instrument, size: signed(size), price: parseAmount(price, 18) },
      }))
      const of = (input: MarginInput, names: readonly string[]) =>
        addTrades(client, { input, underlyings: [...names], trades })
      const { tokens } = base
      const [portfolio, others] = await Promise.all([
        of(base.input, base.underlyings),
        tokens && of(tokens.input, tokens.underlyings),
      ])
      return { ...portfolio, ...(others && { withTokens: others.input }) }
    },
    { what: 'The portfolio', every: 5_000 },
  )
}

async function baseOf(
  client: CausewayClient,
  source: Source,
  { link, cash }: { link: string | undefined; cash: string },
): Promise<Portfolio & { tokens?: CompleteInput }> {
  if (source === 'link' && link !== undefined) return decodePortfolio(link)
  if (source === 'account') {
    const margin = await getMargin(client)
    return margin.mode === 'isolated'
      ? { ...margin, tokens: await addTokens(client, margin) }
      : margin
  }
  const { input } = await getMargin(client, { account: nobody })
  return { input: { ...input, cash: parseAmount(cash, 18), mode: 'portfolio' }, underlyings: [] }
}

function signed(size: string): bigint {
  const text = size.trim()
  return text.startsWith('-') ? -parseAmount(text.slice(1), 18) : parseAmount(text, 18)
}
