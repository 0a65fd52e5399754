import { type Address, concatHex, type Hex, keccak256, pad, parseAbi } from 'viem'
import { wormholeTransportAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { ChainDeployment } from '../deployment.js'
import { compare, type DoctorCheck, inspect } from './check.js'
import { remotesOf } from './layerzero.js'

const coreAbi = parseAbi([
  'function chainId() view returns (uint16)',
  'function getCurrentGuardianSetIndex() view returns (uint32)',
  'function getGuardianSet(uint32 index) view returns ((address[] keys, uint32 expirationTime))',
  'function messageFee() view returns (uint256)',
])

/** Fewest guardians that are taken to be Wormhole's own: a quorum of them is far from a handful. */
const fewestGuardians = 13

/** Hash of a guardian set's keys in order of their index, as a deployment's record has it. */
export function hashGuardians(keys: readonly Address[]): Hex {
  return keccak256(concatHex(keys))
}

/** Whether Wormhole is configured on a chain as recorded, and its guardian set is sound. */
export async function checkWormhole(
  client: CausewayClientBase,
  { chain, contracts, wormhole }: ChainDeployment,
): Promise<DoctorCheck[]> {
  const reader = client.reader(chain)
  const transport = { address: contracts.wormholeTransport, abi: wormholeTransportAbi } as const
  const core = { address: wormhole.core, abi: coreAbi } as const
  const emitters = remotesOf(client, chain).map((remote) =>
    inspect(
      client,
      {
        ...{ check: `Wormhole emitter ${remote.name}`, chain },
        fix: 'Governance must connect the transport to the emitter.',
      },
      async () => {
        const found = await reader.readContract({
          ...{ ...transport, functionName: 'emitterOf', args: [remote.chain] },
        })
        return compare(
          [
            ['Wormhole chain', remote.wormhole.chainId, found.wormholeChain],
            ['emitter', pad(remote.contracts.wormholeTransport, { size: 32 }), found.emitter],
          ],
          'as recorded',
        )
      },
    ),
  )
  const core_ = inspect(
    client,
    { check: 'Wormhole core', chain, fix: 'The record does not belong to these contracts.' },
    async () => {
      const [address, consistency, id, fee] = await Promise.all([
        reader.readContract({ ...transport, functionName: 'CORE' }),
        reader.readContract({ ...transport, functionName: 'CONSISTENCY' }),
        reader.readContract({ ...core, functionName: 'chainId' }),
        reader.readContract({ ...core, functionName: 'messageFee' }),
      ])
      return compare(
        [
          ['core', wormhole.core, address],
          ['consistency', wormhole.consistency, consistency],
          ['Wormhole chain', wormhole.chainId, id],
        ],
        `consistency ${consistency}, message fee ${fee} wei`,
      )
    },
  )
  const guardians = inspect(
    client,
    {
      ...{ check: 'Wormhole guardians', chain },
      fix: 'Submit the newest guardian set to the core bridge; if Wormhole itself has changed its guardians, record the new set. Never run on a core with few of them.',
    },
    async () => {
      const index = await reader.readContract({
        ...core,
        functionName: 'getCurrentGuardianSetIndex',
      })
      const [set, block] = await Promise.all([
        reader.readContract({ ...core, functionName: 'getGuardianSet', args: [index] }),
        reader.getBlock(),
      ])
      const { length } = set.keys
      const text = `set ${index} has ${length} guardians, ${Math.floor((length * 2) / 3) + 1} sign`
      if (set.expirationTime !== 0 && BigInt(set.expirationTime) < block.timestamp)
        return { bad: `${text}; it has expired` }
      if (length < fewestGuardians) return { bad: text }
      const { guardians: recorded } = wormhole
      if (!recorded) return `${text}; the record names no set`
      const pairs = [
        ['guardian set', recorded.index, index],
        ['hash of its keys', recorded.hash, hashGuardians(set.keys)],
      ] as const
      return compare(pairs, `${text}, as recorded`)
    },
  )
  return Promise.all([core_, guardians, ...emitters])
}

/** Whether a guardian API answers. */
export function checkGuardianApis(client: CausewayClientBase): Promise<DoctorCheck[]> {
  const { guardianApis } = client.deployment
  const fix = 'Give the record a guardian API that works.'
  if (guardianApis.length === 0)
    return Promise.all([
      inspect(client, { check: 'guardian API', fix }, async () => ({
        bad: 'the record names none',
      })),
    ])
  return Promise.all(
    guardianApis.map((api) =>
      inspect(client, { check: 'guardian API', fix }, async () => {
        const url = `${api.replace(/\/+$/, '')}/v1/signed_vaa/1/${'0'.repeat(64)}/0`
        const { status } = await fetch(url, { signal: AbortSignal.timeout(5_000) })
        return status < 500 ? `${api} answers` : { bad: `${api} answers with status ${status}` }
      }),
    ),
  )
}
