import { type Hex, hexToBytes, pad } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { z } from 'zod'
import { type GuardianSet, guardianQuorum, signVaa, type VaaBody } from '../vaa.js'
import { wormholeCoreAbi } from '../wormhole.js'
import type { GuardiansConfig, guardiansControl } from './config.js'
import { createFaults, type Faults } from './faults.js'
import { createFollower, type Level } from './follower.js'
import { log } from './log.js'
import { type ChainHealth, readClient, watchChain } from './watch.js'

/** What the guardians have signed, and how to make them misbehave. */
export type GuardianNetwork = {
  guardianSet: GuardianSet
  /** The signed VAA, unless there is none, it is held back, or the network is silent. */
  signedVaa(emitterChain: number, emitter: Hex, sequence: bigint): Hex | undefined
  /** Signs what no chain said. */
  forge(request: Forgery): Promise<Hex>
  faults: Faults
  chains(): (ChainHealth & { wormholeChainId: number; core: Hex })[]
}

type Forgery = NonNullable<z.output<typeof guardiansControl>['forge']>
type Signed = { vaa: Hex; from: number; chain: number | undefined }

const published = wormholeCoreAbi[0]

/** The depth at which guardians believe a message of this consistency level. */
export function levelOf(consistencyLevel: number): Level {
  if (consistencyLevel === 200) return 'latest'
  if (consistencyLevel === 201) return 'safe'
  return 'finalized'
}

/** Starts observing all chains. Whatever was signed is lost with the process, and signed again from the chains. */
export function runGuardianNetwork(config: GuardiansConfig): GuardianNetwork {
  const set: GuardianSet = {
    index: config.guardianSetIndex,
    guardians: config.guardianKeys.map((privateKey) => {
      const account = privateKeyToAccount(privateKey)
      return { address: account.address, privateKey, account }
    }),
  }
  const faults = createFaults()
  const store = new Map<string, Signed>()

  async function attest(
    body: VaaBody,
    chain: number | undefined,
    indices = quorumFor(body, set),
  ): Promise<Hex> {
    const vaa = await signVaa(body, set, indices)
    const key = keyOf(body.emitterChain, body.emitter, body.sequence)
    if (store.get(key)?.vaa === vaa) return vaa
    if (store.has(key)) log('warn', 'a message was signed before with other content', { key })
    store.set(key, {
      vaa,
      from: Date.now() + (chain === undefined ? 0 : faults.delayMs(chain)),
      chain,
    })
    log('info', 'signed', { key, consistencyLevel: body.consistencyLevel })
    return vaa
  }

  const watched = config.chains.map((chain) => {
    const client = readClient(chain)
    const followers = (['latest', 'safe', 'finalized'] as const).map((level) =>
      createFollower({
        client,
        addresses: [chain.core],
        events: [published],
        level,
        async onLogs(logs) {
          for (const { args, blockTime } of logs) {
            if (levelOf(args.consistencyLevel) !== level) continue
            if (faults.isDropping(chain.number)) continue
            const { nonce, sequence, consistencyLevel, payload } = args
            const emitter = pad(args.sender.toLowerCase() as Hex, { size: 32 })
            const message = { nonce, emitter, sequence, consistencyLevel, payload }
            await attest(
              { ...message, timestamp: blockTime, emitterChain: chain.wormholeChainId },
              chain.number,
            )
          }
        },
        onRollback: (to) =>
          log('warn', 'the chain was reorganised', { chain: chain.name, level, to }),
      }),
    )
    const look = watchChain(chain, client, config.pollMs, {
      async onHead() {
        if (faults.isSilent(chain.number)) throw new Error('silent by request')
        for (const follower of followers) await follower.step()
      },
    })
    return () => ({ ...look(), wormholeChainId: chain.wormholeChainId, core: chain.core })
  })

  return {
    guardianSet: set,
    faults,
    chains: () => watched.map((look) => look()),
    signedVaa(emitterChain, emitter, sequence) {
      const found = store.get(keyOf(emitterChain, emitter, sequence))
      if (!found || found.from > Date.now()) return undefined
      return found.chain !== undefined && faults.isSilent(found.chain) ? undefined : found.vaa
    },
    async forge({ indices, publish, timestamp = Math.floor(Date.now() / 1_000), ...message }) {
      log('warn', 'forging by request', { message })
      const body = { ...message, timestamp }
      return publish ? attest(body, undefined, indices) : signVaa(body, set, indices)
    },
  }
}

/** The API's form of a VAA. */
export function toBase64(vaa: Hex): string {
  return Buffer.from(hexToBytes(vaa)).toString('base64')
}

function keyOf(emitterChain: number, emitter: Hex, sequence: bigint): string {
  return `${emitterChain}/${emitter.slice(2).toLowerCase()}/${sequence}`
}

/** On the real network the quorum is whoever was fastest: here it goes round, so that every guardian signs at times. */
function quorumFor({ sequence }: VaaBody, { guardians }: GuardianSet): number[] {
  const count = guardians.length
  const first = Number(sequence % BigInt(count))
  return Array.from({ length: guardianQuorum(count) }, (_, i) => (first + i) % count)
}
