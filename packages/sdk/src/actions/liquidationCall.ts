import type { ContractFunctionArgs, ContractFunctionName } from 'viem'
import { liquidationAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type WriteRequest, writeRequest } from './write.js'

type Name = ContractFunctionName<typeof liquidationAbi, 'nonpayable' | 'payable'>

/** The request of a call of the liquidation. */
export function liquidationCall<const name extends Name>(
  client: CausewayClientBase,
  functionName: name,
  args: ContractFunctionArgs<typeof liquidationAbi, 'nonpayable' | 'payable', name>,
  value = 0n,
): WriteRequest {
  const { deployment } = client
  const { hubChain: chain } = deployment
  return writeRequest(client, {
    ...{ chain, to: contractOf(deployment, chain, 'liquidation'), abi: liquidationAbi },
    ...{ functionName: functionName as Name, args: args as never, value },
  })
}
