import { gatewayAbi, quorumAbi, spokeAbi } from '../abis/index.js'
import { readDeployed } from '../actions/read.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { ChainDeployment } from '../deployment.js'
import { sayTime } from '../errors/format.js'
import { getLane, messengerOf } from '../relay/index.js'
import { compare, type DoctorCheck, inspect } from './check.js'

/** Seconds without a checkpoint after which a lane is late: four times the relayers' usual heartbeat. */
const late = 7_200

/** Whether the lanes between the hub and one spoke fit each other, run, and are heard. */
export async function checkLanes(
  client: CausewayClientBase,
  { chain, name }: ChainDeployment,
): Promise<DoctorCheck[]> {
  const { deployment } = client
  const { hubChain } = deployment
  const lane = (at: number, remote: number) =>
    getLane(client.reader(at), { deployment, chain: at, remote })
  const relayer = 'Run a relayer, or publish and carry a checkpoint yourself.'
  return Promise.all([
    inspect(
      client,
      {
        check: 'lane ends',
        chain,
        fix: 'Connect the gateway to this spoke, or use the right record.',
      },
      async () => {
        const [spoke, hub] = await Promise.all([lane(chain, hubChain), lane(hubChain, chain)])
        return compare(
          [
            ["the gateway's remote", messengerOf(deployment, chain), hub.remote],
            ["the spoke's remote", messengerOf(deployment, hubChain), spoke.remote],
            ['the lane to the hub', spoke.outLane, hub.inLane],
            ['the lane from the hub', hub.outLane, spoke.inLane],
          ],
          `both ends of both lanes between ${name} and the hub name each other`,
        )
      },
    ),
    inspect(
      client,
      {
        check: 'lanes run',
        chain,
        fix: 'Governance must find out why the bridges disagreed, then call unfreeze on the quorum.',
      },
      async () => {
        const [spoke, hub] = await Promise.all([lane(chain, hubChain), lane(hubChain, chain)])
        const frozen = [hub.frozen && 'to the hub', spoke.frozen && 'from the hub'].filter(Boolean)
        return frozen.length > 0
          ? { bad: `frozen: ${frozen.join(' and ')}` }
          : 'neither lane is frozen'
      },
    ),
    ...[
      [chain, hubChain, 'heartbeat to the hub'] as const,
      [hubChain, chain, 'heartbeat from the hub'] as const,
    ].map(([from, to, check]) =>
      inspect(client, { check, chain, fix: relayer }, async () => {
        const [inbox, block] = await Promise.all([lane(to, from), client.reader(to).getBlock()])
        if (inbox.heardBlock === 0n) return { bad: 'no checkpoint was ever accepted' }
        const age = Number(block.timestamp - inbox.acceptedAt)
        const text = `the newest checkpoint was accepted ${age} s ago`
        return age > late ? { bad: text } : text
      }),
    ),
    inspect(client, { check: 'vaults open at the hub', chain, fix: relayer }, async () => {
      const [closed, heardTime] = await readDeployed(client, {
        ...{ chain: hubChain, contract: 'gateway', abi: gatewayAbi, functionName: 'isClosed' },
        args: [chain],
      })
      const text = `${name} has heard the hub's block of ${sayTime(heardTime)}`
      return closed ? { bad: `closed: ${text}` } : text
    }),
    inspect(
      client,
      { check: 'hatch', chain, fix: 'The vault can only be left now: reclaim or escape.' },
      async () => {
        const { openedAt } = await readDeployed(client, {
          ...{ chain, contract: 'spoke', abi: spokeAbi, functionName: 'hatch' },
        })
        return openedAt > 0n ? { bad: `open since ${sayTime(openedAt)}` } : 'closed'
      },
    ),
  ])
}

/** Whether a chain's quorum asks exactly the transports of the record, and both may vote. */
export function checkQuorum(
  client: CausewayClientBase,
  { chain }: ChainDeployment,
): Promise<DoctorCheck> {
  const fix = 'List both transports at the quorum, or use the right record.'
  return inspect(client, { check: 'quorum', chain, fix }, async () => {
    const [transports, block] = await Promise.all([
      readDeployed(client, {
        ...{ chain, contract: 'quorum', abi: quorumAbi, functionName: 'transports' },
      }),
      client.reader(chain).getBlock(),
    ])
    const expected = (['layerZeroTransport', 'wormholeTransport'] as const).map((name) =>
      contractOf(client.deployment, chain, name).toLowerCase(),
    )
    const missing = expected.filter((t) => !transports.some((v) => v.transport.toLowerCase() === t))
    const strange = transports.filter((v) => !expected.includes(v.transport.toLowerCase()))
    const disabled = transports.filter(({ enabled }) => !enabled)
    if (missing.length > 0) return { bad: `not listed: ${missing.join(', ')}` }
    if (strange.length > 0)
      return { bad: `listed but not recorded: ${strange.map((v) => v.transport).join(', ')}` }
    if (disabled.length > 0)
      return {
        bad: `disabled: ${disabled.map((v) => v.transport).join(', ')}; two must agree, so nothing crosses`,
      }
    const incumbents = transports.filter((v) => v.incumbentFrom <= block.timestamp).length
    return `${transports.length} transports are enabled, ${incumbents} of them incumbents`
  })
}
