import { liquidationAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { readDeployed } from './read.js'

export type GetInsuranceReturnType = {
  /** What the insurance fund has, USD, 18 decimals. */
  fund: bigint
  /** What cash has lost to haircuts and not been given back, 18 decimals. */
  haircut: bigint
  /** Cash leaves no account before this time, seconds; undefined when it leaves now. */
  cashWaitsUntil: number | undefined
}
export type GetInsuranceErrorType = CausewayError

/**
 * The insurance fund, what haircuts have taken, and whether cash waits because an insolvency is being settled.
 *
 * @example
 * const { fund, haircut, cashWaitsUntil } = await getInsurance(client)
 */
export async function getInsurance(client: CausewayClientBase): Promise<GetInsuranceReturnType> {
  const chain = client.deployment.hubChain
  const liquidation = { chain, contract: 'liquidation', abi: liquidationAbi } as const
  const [fund, haircut, until, { timestamp }] = await Promise.all([
    readDeployed(client, { ...liquidation, functionName: 'fund' }),
    readDeployed(client, { ...liquidation, functionName: 'haircut' }),
    readDeployed(client, { ...liquidation, functionName: 'cashWaitsUntil' }),
    client.reader(chain).getBlock(),
  ])
  return { fund, haircut, cashWaitsUntil: until > timestamp ? Number(until) : undefined }
}
