import type { Address } from 'viem'
import type { ChainDeployment, Deployment } from '../deployment.js'
import { chainOf } from '../deployment.js'
import { InputError } from '../errors/causewayError.js'

/** Names of the contracts that a deployment record may have. */
export type ContractName = keyof ChainDeployment['contracts']

/**
 * Address of a contract of the deployment.
 *
 * @throws InputError when the chain does not have it
 */
export function contractOf(deployment: Deployment, chain: number, name: ContractName): Address {
  const entry = chainOf(deployment, chain)
  const address = entry.contracts[name]
  if (!address)
    throw new InputError(
      name === 'spoke'
        ? `${entry.name} has no vault: ${deployment.chains
            .filter((c) => c.contracts.spoke)
            .map((c) => c.name)
            .join(', ')} have.`
        : `${entry.name} has no ${name} in deployment "${deployment.name}".`,
    )
  return address
}

/** The chains with a vault. */
export function spokeChains(deployment: Deployment): ChainDeployment[] {
  return deployment.chains.filter(({ contracts }) => contracts.spoke)
}
