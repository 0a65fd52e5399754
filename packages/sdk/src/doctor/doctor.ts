import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { DoctorCheck } from './check.js'
import { checkContracts } from './contracts.js'
import { checkGovernance } from './governance.js'
import { checkLanes, checkQuorum } from './lanes.js'
import { checkLayerZero } from './layerzero.js'
import { checkToken } from './limits.js'
import { checkGuardianApis, checkWormhole } from './wormhole.js'

export type DoctorReturnType = DoctorCheck[]

/**
 * Checks a deployment against its record: contracts and their links, lanes, the quorum, LayerZero's and Wormhole's
 * configuration, governance's delays, limits, custody and prices. Reads only; never throws for what it finds.
 *
 * @example
 * const wrong = (await doctor(client)).filter(({ ok }) => !ok)
 */
export async function doctor(client: CausewayClientBase): Promise<DoctorReturnType> {
  const { deployment } = client
  const contracts = await Promise.all(
    deployment.chains.map((entry) => checkContracts(client, entry)),
  )
  // a chain that does not answer would only repeat that in every further check
  const silent = new Set(
    contracts.flat().flatMap(({ check, ok, chain }) => (check === 'rpc' && !ok ? [chain] : [])),
  )
  const answering = deployment.chains.filter(({ chain }) => !silent.has(chain))
  const hubAnswers = !silent.has(deployment.hubChain)
  const spokes = hubAnswers ? spokeChains(deployment).filter(({ chain }) => !silent.has(chain)) : []
  const further = await Promise.all([
    ...answering.flatMap((entry) => [
      checkQuorum(client, entry).then((check) => [check]),
      checkLayerZero(client, entry),
      checkWormhole(client, entry),
      checkGovernance(client, entry),
    ]),
    ...spokes.flatMap((entry) => [
      checkLanes(client, entry),
      ...entry.tokens.map((token) => checkToken(client, entry, token)),
    ]),
    checkGuardianApis(client),
  ])
  return [...contracts.flat(), ...further.flat()]
}
