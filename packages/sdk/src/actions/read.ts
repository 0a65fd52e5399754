import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
} from 'viem'
import { type ContractName, contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { type WriteRequest, writeRequest } from './write.js'

/**
 * Reads a contract of the deployment.
 *
 * @throws CausewayError when the chain does not answer, or the contract refuses
 */
export async function readDeployed<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'view' | 'pure'>,
>(
  client: CausewayClientBase,
  parameters: {
    chain: number
    contract: ContractName
    abi: abi
    functionName: name
    args?: ContractFunctionArgs<abi, 'view' | 'pure', name>
    blockNumber?: bigint | undefined
  },
): Promise<ContractFunctionReturnType<abi, 'view' | 'pure', name>> {
  const { chain, contract, abi, functionName, args = [], blockNumber } = parameters
  const address = contractOf(client.deployment, chain, contract)
  try {
    return (await client.reader(chain).readContract({
      address,
      abi: abi as Abi,
      functionName: functionName as string,
      args: args as readonly unknown[],
      ...(blockNumber !== undefined && { blockNumber }),
    })) as never
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain, functionName })
  }
}

/** A read of a contract of the hub as a request, to be simulated after others. */
export function readRequest<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'view' | 'pure'>,
>(
  client: CausewayClientBase,
  parameters: {
    contract: ContractName
    abi: abi
    functionName: name
    args: ContractFunctionArgs<abi, 'view' | 'pure', name>
  },
): WriteRequest {
  const { contract, abi, functionName, args } = parameters
  const { hubChain: chain } = client.deployment
  return writeRequest(client, {
    ...{ chain, to: contractOf(client.deployment, chain, contract), abi: abi as Abi },
    ...{ functionName: functionName as string, args: args as readonly unknown[] },
  })
}
