import type { MarginInput } from '@causeway/risk'
import { riskReaderAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { toAssetId } from '../wire/index.js'
import { addFactor, isLate, readTokens, tokensOf } from './completeInput.js'
import { getPositions } from './getPositions.js'
import { readDeployed } from './read.js'
import { readMarket, readPairs } from './readMarket.js'

/**
 * Asks at once for all that `getMargin` asks one after the other, each time it knows more: whatever the account turns out to hold.
 * Of use where the client's transports answer what was asked a moment ago from the first answer, as a page's do while it starts:
 * then one batch of calls tells the margin.
 *
 * @example
 * const [margin] = await Promise.all([getMargin(client, { account }), readAhead(client, { account })])
 */
export async function readAhead(
  client: CausewayClientBase,
  parameters: { account?: AccountRef | undefined } = {},
): Promise<void> {
  const account = resolveAccount(client, parameters.account)
  const { hubChain } = client.deployment
  const chains = spokeChains(client.deployment).map(({ chain, tokens }) => ({
    chain,
    tokens: tokens.filter(({ isCash }) => !isCash),
  }))
  const assets = chains.flatMap(({ chain, tokens }) =>
    tokens.map(({ address }) => ({ asset: toAssetId({ chain, token: address }) })),
  )
  const underlyings = chains.flatMap(({ tokens }) => tokens.map(({ underlying }) => underlying))
  // what cannot be read is said where it is needed
  await Promise.allSettled([
    readDeployed(client, {
      ...({ chain: hubChain, contract: 'riskReader', abi: riskReaderAbi } as const),
      ...{ functionName: 'inputOf', args: [account, true] },
    }),
    getPositions(client, { account }),
    addFactor(client, {} as MarginInput),
    readTokens(client, account),
    tokensOf(client, assets),
    ...[...new Set(underlyings)].map((underlying) => readMarket(client, underlying)),
    ...chains.map(({ chain }) => isLate(client, chain)),
    readPairs(client, underlyings),
  ])
}
