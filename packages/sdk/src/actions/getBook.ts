import { MARGIN_MODES, type MarginMode } from '@causeway/risk'
import { type Hex, numberToHex } from 'viem'
import { clearingAbi, hubAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { readDeployed } from './read.js'

export type GetBookParameters = { account?: AccountRef | undefined }

/** What the book says of an account, unvalued. USD and quantities with 18 decimals. */
export type GetBookReturnType = {
  account: Hex
  mode: MarginMode
  /** With the interest that it has earned or owes by now. */
  cash: bigint
  holdings: { asset: Hex; amount: bigint }[]
  /** `cost`: what a linear position has cost, with the funding that it owes by now. */
  positions: { id: Hex; size: bigint; cost: bigint }[]
}
export type GetBookErrorType = CausewayError

/**
 * What an account has, by the book: little to read, for those who watch many accounts.
 *
 * @example
 * const { cash, positions } = await getBook(client, { account })
 */
export async function getBook(
  client: CausewayClientBase,
  parameters: GetBookParameters = {},
): Promise<GetBookReturnType> {
  const account = resolveAccount(client, parameters.account)
  const onHub = { chain: client.deployment.hubChain, args: [account] } as const
  const hub = { ...onHub, contract: 'hub', abi: hubAbi } as const
  const [[book, holdings], interest, [words, costs]] = await Promise.all([
    readDeployed(client, { ...hub, functionName: 'holdingsOf' }),
    readDeployed(client, { ...hub, functionName: 'interestOf' }),
    readDeployed(client, {
      ...{ ...onHub, contract: 'clearing', abi: clearingAbi },
      functionName: 'risksOf',
    }),
  ])
  return {
    account,
    mode: MARGIN_MODES[book.mode] ?? 'cross',
    cash: book.cash + interest,
    holdings: holdings.map(({ asset, amount }) => ({ asset, amount })),
    positions: words.map((word, i) => ({
      id: numberToHex(word >> 96n, { size: 20 }),
      size: BigInt.asIntN(96, word),
      cost: costs[i] ?? 0n,
    })),
  }
}
