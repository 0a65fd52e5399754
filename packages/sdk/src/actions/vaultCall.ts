import type { ContractFunctionArgs, ContractFunctionName } from 'viem'
import { insuranceVaultAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type WriteRequest, writeRequest } from './write.js'

type Name = ContractFunctionName<typeof insuranceVaultAbi, 'nonpayable'>

/** The request of a call of the insurance fund's staking vault. */
export function vaultCall<const name extends Name>(
  client: CausewayClientBase,
  functionName: name,
  args: ContractFunctionArgs<typeof insuranceVaultAbi, 'nonpayable', name>,
): WriteRequest {
  const { deployment } = client
  const { hubChain: chain } = deployment
  return writeRequest(client, {
    ...{ chain, to: contractOf(deployment, chain, 'insuranceVault'), abi: insuranceVaultAbi },
    ...{ functionName: functionName as Name, args: args as never },
  })
}
