import { bytesToHex, type Hex, numberToHex, pad } from 'viem'
import type { Anvil } from './anvil.js'
import type { ChainNumber } from './chains.js'
import type { Clock } from './clock.js'
import { DevnetError } from './errors.js'
import { jsonRpc } from './jsonRpc.js'
import { createPacket, packetHeader, packetPayloadHash } from './packet.js'
import type { DvnControl, GuardiansControl } from './processes/config.js'
import { type RpcProxy, startRpcProxy } from './rpcProxy.js'
import type { Service } from './service.js'
import type {
  BridgeName,
  ChainRef,
  FaultScope,
  MiningMode,
  WorldChain,
  WorldFaults,
} from './worldTypes.js'

/** What the faults of a world act on. */
export type FaultTargets = {
  chain(ref: ChainRef): WorldChain
  chains: readonly WorldChain[]
  anvils: ReadonlyMap<ChainNumber, Anvil>
  guardians: Service
  dvns: readonly [Service, Service]
  clock: Clock
  mining(): MiningMode
}

/** The faults of a world, and what ends the proxies that were started for them. */
export function createFaultControls(
  targets: FaultTargets,
): WorldFaults & { stopProxies(): Promise<void> } {
  const suspended = new Set<ChainNumber>()
  const proxies = new Map<ChainNumber, Promise<RpcProxy>>()
  const { chain, clock } = targets
  const anvil = (ref: ChainRef): Anvil => {
    const found = targets.anvils.get(chain(ref).number)
    if (!found) throw new DevnetError(`No chain process for ${ref}.`)
    return found
  }

  const control = async (
    bridge: BridgeName,
    scope: FaultScope,
    fault: { silent?: boolean; dropping?: boolean; delaySeconds?: number },
  ) => {
    const chains = scope.chains ? scope.chains.map((ref) => chain(ref).number) : null
    const dvns = (scope.dvns ?? [0, 1]).map((i) => targets.dvns[i])
    const services = bridge === 'wormhole' ? [targets.guardians] : dvns
    const body: GuardiansControl & DvnControl = { ...fault, chains }
    await Promise.all(services.map((service) => service.control(body)))
  }

  return {
    silence: (bridge, on, scope = {}) => control(bridge, scope, { silent: on }),
    drop: (bridge, on, scope = {}) => control(bridge, scope, { dropping: on }),
    delay: (bridge, seconds, scope = {}) => control(bridge, scope, { delaySeconds: seconds }),

    async forgeVaa({ chain: ref, emitter, sequence, indices, ...rest }) {
      const forge = {
        ...rest,
        emitterChain: chain(ref).wormholeChainId,
        emitter: pad(emitter.toLowerCase() as Hex, { size: 32 }),
        sequence: String(sequence),
        ...(indices ? { indices: [...indices] } : {}),
      }
      const answer = (await targets.guardians.control({ forge } satisfies GuardiansControl)) as {
        vaaBytes: string
      }
      return bytesToHex(Buffer.from(answer.vaaBytes, 'base64'))
    },

    async forgePacket({ from, to, dvns = [0, 1], ...rest }) {
      const dstEid = chain(to).eid
      const packet = createPacket({ ...rest, srcEid: chain(from).eid, dstEid })
      const forge = { dstEid, header: packetHeader(packet), payloadHash: packetPayloadHash(packet) }
      const body: DvnControl = { forge }
      const answers = await Promise.all(dvns.map((i) => targets.dvns[i].control(body)))
      return {
        packet,
        verified: answers.map((answer) => (answer as { verified: boolean }).verified),
      }
    },

    async reorg(ref, depth, { keepTransactions = false } = {}) {
      const { url, blockTime } = chain(ref)
      const interval = targets.mining() === 'interval'
      if (interval) await jsonRpc(url, 'evm_setIntervalMining', [0])
      try {
        const kept = keepTransactions ? await transactionsOf(url, depth) : []
        await jsonRpc(url, 'anvil_reorg', [depth, kept.map((raw) => [raw, 0])], 30_000)
        await clock.align(url)
      } finally {
        if (interval) await jsonRpc(url, 'evm_setIntervalMining', [blockTime])
      }
    },

    stopChain(ref) {
      anvil(ref).suspend()
      suspended.add(chain(ref).number)
    },
    async resumeChain(ref) {
      anvil(ref).resume()
      suspended.delete(chain(ref).number)
      await clock.align(chain(ref).url)
    },
    async killChain(ref) {
      await anvil(ref).kill()
      suspended.delete(chain(ref).number)
    },

    async increaseTime(seconds) {
      if (!Number.isInteger(seconds) || seconds < 0)
        throw new DevnetError(`Time moves forward by whole seconds, not by ${seconds}.`)
      const running = targets.chains.filter(
        ({ number }) => anvil(number).alive() && !suspended.has(number),
      )
      await clock.increase(
        seconds,
        running.map(({ url }) => url),
      )
    },
    async mine(ref, blocks = 1) {
      await jsonRpc(chain(ref).url, 'anvil_mine', [numberToHex(blocks)], 60_000)
    },

    proxy(ref) {
      const { number, url } = chain(ref)
      const found = proxies.get(number) ?? startRpcProxy({ target: url })
      proxies.set(number, found)
      return found
    },
    async stopProxies() {
      await Promise.all([...proxies.values()].map(async (proxy) => (await proxy).stop()))
    },
  }
}

async function transactionsOf(url: string, depth: number): Promise<Hex[]> {
  const head = Number(await jsonRpc<Hex>(url, 'eth_blockNumber'))
  const hashes: Hex[] = []
  for (let number = head - depth + 1; number <= head; number++) {
    const block = await jsonRpc<{ transactions: Hex[] }>(url, 'eth_getBlockByNumber', [
      numberToHex(number),
      false,
    ])
    hashes.push(...block.transactions)
  }
  return Promise.all(hashes.map((hash) => jsonRpc<Hex>(url, 'eth_getRawTransactionByHash', [hash])))
}
