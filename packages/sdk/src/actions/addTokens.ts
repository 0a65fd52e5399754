import { type MarginInput, withCollateral } from '@causeway/risk'
import { hubAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { parseAssetId } from '../wire/index.js'
import type { CompleteInput } from './completeInput.js'
import { addLine } from './previewTransfer.js'
import { readDeployed } from './read.js'

export type AddTokensParameters = CompleteInput & { account?: AccountRef | undefined }
export type AddTokensReturnType = CompleteInput
export type AddTokensErrorType = CausewayError

/**
 * The input of an account in isolated margin together with its tokens, which count nothing there: what another mode would
 * compute its margin from. Tokens that have no price now are left out.
 *
 * @example
 * const { input, underlyings } = await getMargin(client)
 * const cross = computeMargin({ ...(await addTokens(client, { input, underlyings })).input, mode: 'cross' })
 */
export async function addTokens(
  client: CausewayClientBase,
  parameters: AddTokensParameters,
): Promise<AddTokensReturnType> {
  const { hubChain } = client.deployment
  const [, holdings] = await readDeployed(client, {
    ...{ chain: hubChain, contract: 'hub', abi: hubAbi, functionName: 'holdingsOf' },
    args: [resolveAccount(client, parameters.account)],
  } as const)
  let { input, underlyings }: { input: MarginInput; underlyings: string[] } = parameters
  for (const { asset, amount } of holdings) {
    const of = { chain: parseAssetId(asset).chain, asset }
    try {
      const found = await addLine(client, { input, underlyings, mode: 'portfolio' }, of)
      input = withCollateral(found.input, { line: found.line, amount })
      underlyings = found.underlyings
    } catch (error) {
      if (!(error instanceof InputError)) throw error
    }
  }
  return { input, underlyings }
}
