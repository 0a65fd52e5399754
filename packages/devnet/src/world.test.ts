import { deserialize } from '@wormhole-foundation/sdk-definitions'
import {
  type Address,
  concatHex,
  encodeAbiParameters,
  type Hex,
  hexToBytes,
  keccak256,
  pad,
  parseEventLogs,
} from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dvnAbi, signVerification } from './dvn.js'
import type { AccountRole } from './keys.js'
import { layerZeroArtifacts, receiveOptions, ulnConfig } from './layerzero.js'
import { decodePacket, type Packet, packetHeader, packetPayloadHash } from './packet.js'
import { startWorld } from './world.js'
import type { ChainRef, World } from './worldTypes.js'
import { wormholeCoreAbi } from './wormhole.js'

let world: World

beforeAll(async () => {
  const started = Date.now()
  world = await startWorld()
  expect(Date.now() - started).toBeLessThan(20_000)
})

afterAll(async () => {
  await world?.stop({ remove: true })
})

/** Code that answers every call with 1: a receiver that accepts any path. */
const yesCode: Hex = '0x69600160005260206000f3600052600a6016f3'

async function deployReceiver(chain: ChainRef): Promise<Address> {
  const wallet = world.wallet(chain, 'deployer')
  const hash = await wallet.sendTransaction({ data: yesCode, gas: 200_000n })
  const { contractAddress } = await wallet.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('not deployed')
  return contractAddress
}

async function publish(chain: ChainRef, payload: Hex, consistencyLevel: number) {
  const wallet = world.wallet(chain, 'alice')
  const { core } = world.chain(chain).wormhole
  const args = [0, payload, consistencyLevel] as const
  const hash = await wallet.writeContract({
    address: core,
    abi: wormholeCoreAbi,
    functionName: 'publishMessage',
    args,
    gas: 300_000n,
  })
  const receipt = await wallet.waitForTransactionReceipt({ hash })
  const [event] = parseEventLogs({
    abi: wormholeCoreAbi,
    eventName: 'LogMessagePublished',
    logs: receipt.logs,
  })
  if (!event) throw new Error('nothing was published')
  return {
    emitter: pad(wallet.account.address.toLowerCase() as Hex),
    sequence: event.args.sequence,
    receipt,
  }
}

async function fetchVaa(chain: ChainRef, emitter: Hex, sequence: bigint): Promise<Hex | undefined> {
  const path = `${world.chain(chain).wormholeChainId}/${emitter.slice(2)}/${sequence}`
  const response = await fetch(`${world.guardians.url}/v1/signed_vaa/${path}`)
  if (response.status === 404) {
    expect(await response.json()).toEqual({
      code: 5,
      message: 'requested VAA not found in store',
      details: [],
    })
    return undefined
  }
  const { vaaBytes } = (await response.json()) as { vaaBytes: string }
  return `0x${Buffer.from(vaaBytes, 'base64').toString('hex')}`
}

async function verifyOnHub(vaa: Hex) {
  const [vm, valid, why] = await world.wallet('base', 'bob').readContract({
    address: world.hub.wormhole.core,
    abi: wormholeCoreAbi,
    functionName: 'parseAndVerifyVM',
    args: [vaa],
  })
  return { vm, valid, why }
}

async function send(
  from: ChainRef,
  to: ChainRef,
  receiver: Address,
  message: Hex,
  role: AccountRole = 'alice',
): Promise<Packet> {
  const wallet = world.wallet(from, role)
  const { endpoint } = world.chain(from).layerZero
  const parameters = {
    dstEid: world.chain(to).eid,
    receiver: pad(receiver),
    message,
    options: receiveOptions(100_000n),
    payInLzToken: false,
  }
  const abi = layerZeroArtifacts.endpoint().abi
  const quote = {
    address: endpoint,
    abi,
    functionName: 'quote',
    args: [parameters, wallet.account.address],
  } as const
  const { nativeFee } = (await wallet.readContract(quote)) as { nativeFee: bigint }
  expect(nativeFee).toBeGreaterThan(0n)
  const hash = await wallet.writeContract({
    ...quote,
    functionName: 'send',
    value: nativeFee,
    gas: 1_000_000n,
  })
  const receipt = await wallet.waitForTransactionReceipt({ hash })
  const [sent] = parseEventLogs({ abi: dvnAbi, eventName: 'PacketSent', logs: receipt.logs })
  if (!sent) throw new Error('nothing was sent')
  return decodePacket(sent.args.encodedPayload)
}

function stateOf(chain: ChainRef, packet: Packet): Promise<number> {
  return world.wallet(chain, 'bob').readContract({
    address: world.chain(chain).layerZero.receiveUlnView,
    abi: layerZeroArtifacts.receiveUlnView().abi,
    functionName: 'verifiable',
    args: [packetHeader(packet), packetPayloadHash(packet)],
  }) as Promise<number>
}

async function until<value>(
  what: string,
  seconds: number,
  read: () => Promise<value | undefined>,
): Promise<value> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
    const value = await read()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${what} did not come within ${seconds} s`)
}

const verifiable = (chain: ChainRef, packet: Packet, seconds = 20) =>
  until('verification', seconds, async () =>
    (await stateOf(chain, packet)) === 1 ? true : undefined,
  )
const vaaOf = (chain: ChainRef, emitter: Hex, sequence: bigint, seconds = 20) =>
  until('the VAA', seconds, () => fetchVaa(chain, emitter, sequence))

describe('wormhole', () => {
  test('default', async () => {
    const { emitter, sequence, receipt } = await publish('ethereum', '0xc0ffee', 1)
    const vaa = await vaaOf('ethereum', emitter, sequence)
    const { finalized } = {
      finalized: await world.wallet(1, 'bob').getBlock({ blockTag: 'finalized' }),
    }
    expect(finalized.number).toBeGreaterThanOrEqual(receipt.blockNumber)
    const { vm, valid, why } = await verifyOnHub(vaa)
    expect({ valid, why }).toEqual({ valid: true, why: '' })
    expect(vm.signatures.length).toBe(13)
    expect({ ...vm, payload: vm.payload }).toMatchObject({
      payload: '0xc0ffee',
      emitterChainId: 2,
      sequence,
    })
    const parsed = deserialize('Uint8Array', hexToBytes(vaa))
    expect(parsed.emitterChain).toBe('Ethereum')
    expect(Buffer.from(parsed.payload).toString('hex')).toBe('c0ffee')
  })

  test('behavior: an instant message does not wait for finality', async () => {
    const { emitter, sequence, receipt } = await publish('ethereum', '0x01', 200)
    await vaaOf('ethereum', emitter, sequence, 2.5)
    const finalized = await world.wallet(1, 'bob').getBlock({ blockTag: 'finalized' })
    expect(finalized.number).toBeLessThan(receipt.blockNumber)
  })

  test('behavior: a silent network tells nothing and catches up', async () => {
    await world.silence('wormhole', true)
    const { emitter, sequence } = await publish('arbitrum', '0x02', 1)
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(await fetchVaa('arbitrum', emitter, sequence)).toBeUndefined()
    await world.silence('wormhole', false)
    expect((await verifyOnHub(await vaaOf('arbitrum', emitter, sequence, 3))).valid).toBe(true)
  })

  test('behavior: what a network loses never comes, what follows does', async () => {
    await world.drop('wormhole', true, { chains: ['arbitrum'] })
    const lost = await publish('arbitrum', '0x02', 200)
    const other = await publish('optimism', '0x02', 200)
    await vaaOf('optimism', other.emitter, other.sequence)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await world.drop('wormhole', false)
    const next = await publish('arbitrum', '0x03', 200)
    await vaaOf('arbitrum', next.emitter, next.sequence)
    expect(await fetchVaa('arbitrum', lost.emitter, lost.sequence)).toBeUndefined()
  })

  test('behavior: a delayed network is late', async () => {
    await world.delay('wormhole', 3, { chains: ['arbitrum'] })
    const { emitter, sequence } = await publish('arbitrum', '0x03', 200)
    const started = Date.now()
    await vaaOf('arbitrum', emitter, sequence, 8)
    expect(Date.now() - started).toBeGreaterThan(2_500)
    await world.delay('wormhole', 0)
  })

  test('behavior: a forged VAA verifies, one below quorum does not', async () => {
    const forgery = {
      chain: 'optimism',
      emitter: pad('0xbad'),
      sequence: 7n,
      payload: '0xdead',
    } as const
    const vaa = await world.forgeVaa(forgery)
    expect((await verifyOnHub(vaa)).valid).toBe(true)
    expect(await fetchVaa('optimism', forgery.emitter, 7n)).toBe(vaa)
    const indices = Array.from({ length: 12 }, (_, i) => i + 5)
    const weak = await world.forgeVaa({ ...forgery, indices, publish: false })
    expect(await verifyOnHub(weak)).toMatchObject({ valid: false, why: 'no quorum' })
  })

  test('behavior: a reorganised message is never signed', async () => {
    const { emitter, sequence } = await publish('optimism', '0x0a', 1)
    await world.reorg('optimism', 1)
    await new Promise((resolve) => setTimeout(resolve, 8_000))
    expect(await fetchVaa('optimism', emitter, sequence)).toBeUndefined()
    const again = await publish('optimism', '0x0b', 1)
    expect(again.sequence).toBe(sequence)
    const { vm } = await verifyOnHub(await vaaOf('optimism', emitter, sequence))
    expect(vm.payload).toBe('0x0b')
  })
})

describe('layerzero', () => {
  test('default', async () => {
    const receiver = await deployReceiver('base')
    const packets = [
      await send('arbitrum', 'base', receiver, '0x1234'),
      await send('arbitrum', 'base', receiver, '0x5678'),
      await send('optimism', 'base', receiver, '0x9abc'),
    ]
    await Promise.all(packets.map((packet) => verifiable('base', packet)))
  })

  test('behavior: hub to spoke', async () => {
    const receiver = await deployReceiver('ethereum')
    await verifiable('ethereum', await send('base', 'ethereum', receiver, '0x00'))
  })

  test('behavior: one silent operator is enough to hold a packet; it catches up', async () => {
    const receiver = await deployReceiver('base')
    await world.silence('layerzero', true, { dvns: [1] })
    const packet = await send('arbitrum', 'base', receiver, '0x77')
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect(await stateOf('base', packet)).toBe(0)
    await world.silence('layerzero', false)
    await verifiable('base', packet)
  })

  test('behavior: a packet that an operator loses is never verified, the next one is', async () => {
    const receiver = await deployReceiver('base')
    await world.drop('layerzero', true, { dvns: [1], chains: ['base'] })
    const lost = await send('arbitrum', 'base', receiver, '0x78')
    const { number } = await world.wallet('arbitrum', 'bob').getBlock()
    await until('finality', 20, async () => {
      const final = await world.wallet('arbitrum', 'bob').getBlock({ blockTag: 'finalized' })
      return final.number >= number ? true : undefined
    })
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await world.drop('layerzero', false)
    await verifiable('base', await send('arbitrum', 'base', receiver, '0x79'))
    expect(await stateOf('base', lost)).toBe(0)
  })

  test('behavior: a packet that was never sent can be forged', async () => {
    const receiver = await deployReceiver('base')
    const sender = world.accounts.alice.address
    const { packet, verified } = await world.forgePacket({
      ...{ from: 'arbitrum', to: 'base', sender, receiver, nonce: 1n, message: '0xbad0' },
    })
    expect(verified).toEqual([true, true])
    expect(await stateOf('base', packet)).toBe(1)
  })

  test('behavior: an operator verifies what it is paid for; the operators of Causeway by their quorum', async () => {
    const { layerZero } = world.chain('arbitrum')
    const hub = world.hub.layerZero
    const carol = world.accounts.carol.address
    const config = encodeAbiParameters(
      [
        {
          type: 'tuple',
          components: [
            { type: 'uint64', name: 'confirmations' },
            { type: 'uint8', name: 'requiredDVNCount' },
            { type: 'uint8', name: 'optionalDVNCount' },
            { type: 'uint8', name: 'optionalDVNThreshold' },
            { type: 'address[]', name: 'requiredDVNs' },
            { type: 'address[]', name: 'optionalDVNs' },
          ],
        },
      ],
      [ulnConfig([layerZero.outsideDvns[0], layerZero.operatorDvn], 3n)],
    )
    const configure = await world.batch('arbitrum', 'carol')
    configure.call({
      address: layerZero.endpoint,
      abi: layerZeroArtifacts.endpoint().abi,
      functionName: 'setConfig',
      args: [carol, layerZero.sendUln, [{ eid: world.hub.eid, configType: 2, config }]],
    })
    await configure.flush()
    const packet = await send('arbitrum', 'base', await deployReceiver('base'), '0x55', 'carol')
    const header = packetHeader(packet)
    const payloadHash = packetPayloadHash(packet)
    const word = (dvn: Address) =>
      world.wallet('base', 'bob').readContract({
        ...{ address: hub.receiveUln, abi: dvnAbi, functionName: 'hashLookup' },
        args: [keccak256(header), payloadHash, dvn],
      })
    const [, confirmations] = await until('the first word', 20, async () => {
      const found = await word(hub.outsideDvns[0])
      return found[0] ? found : undefined
    })
    expect(confirmations).toBeGreaterThanOrEqual(3n)

    const keys = world.operatorDvn.signers.slice(1).map(({ privateKey }) => privateKey)
    const expiration = BigInt(world.now() + 3_600)
    const instruction = await signVerification(
      hub,
      { header, payloadHash, confirmations: 3n },
      keys,
      expiration,
    )
    const batch = await world.batch('base', 'relayer1')
    batch.call({
      address: hub.operatorDvn,
      abi: dvnAbi,
      functionName: 'execute',
      args: [[instruction]],
    })
    await batch.flush()
    expect(await word(hub.operatorDvn)).toEqual([true, 3n])
    expect(await word(hub.outsideDvns[1])).toEqual([false, 0n])
  })

  test('behavior: an operator that was killed goes on where the chains stand', async () => {
    const receiver = await deployReceiver('base')
    await world.outsideDvns[0].service.kill()
    const packet = await send('arbitrum', 'base', receiver, '0x88')
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(await stateOf('base', packet)).toBe(0)
    await world.outsideDvns[0].service.restart()
    await verifiable('base', packet)
  })

  test('behavior: a verification that is lost with its block is made again', async () => {
    const receiver = await deployReceiver('ethereum')
    const packet = await send('base', 'ethereum', receiver, '0x99')
    await verifiable('ethereum', packet)
    await world.reorg('ethereum', 1)
    expect(await stateOf('ethereum', packet)).toBe(0)
    await verifiable('ethereum', packet, 30)
  })
})

describe('chains', () => {
  const drifts = () =>
    Promise.all(
      world.chains.map(async ({ number, blockTime }) => {
        const { timestamp } = await world.wallet(number, 'bob').getBlock()
        return Math.abs(world.now() - Number(timestamp)) <= blockTime + 1
      }),
    )

  test('behavior: clocks move together, over a reorganisation and a stop', async () => {
    await world.increaseTime(86_400)
    expect(await drifts()).toEqual([true, true, true, true])
    world.stopChain('arbitrum')
    await world.increaseTime(3_600)
    await world.reorg('base', 3, { keepTransactions: true })
    await world.resumeChain('arbitrum')
    await new Promise((resolve) => setTimeout(resolve, 3_500))
    expect(await drifts()).toEqual([true, true, true, true])
  })

  test('behavior: kept transactions survive a reorganisation', async () => {
    const wallet = world.wallet('base', 'carol')
    const hash = await wallet.sendTransaction({
      to: wallet.account.address,
      value: 1n,
      gas: 21_000n,
    })
    const before = await wallet.waitForTransactionReceipt({ hash })
    await world.reorg('base', 2, { keepTransactions: true })
    const after = await wallet.waitForTransactionReceipt({ hash })
    expect(after.blockHash).not.toBe(before.blockHash)
  })

  test('behavior: blocks by transaction, and by the clock again', async () => {
    await world.setMining('auto')
    const wallet = world.wallet('ethereum', 'carol')
    const before = await wallet.getBlockNumber()
    const hash = await wallet.sendTransaction({
      to: wallet.account.address,
      value: 1n,
      gas: 21_000n,
    })
    await wallet.waitForTransactionReceipt({ hash, timeout: 1_000 })
    expect(await wallet.getBlockNumber()).toBe(before + 1n)
    await world.setMining('interval')
    await until('a block', 4, async () =>
      (await wallet.getBlockNumber()) > before + 1n ? true : undefined,
    )
  })

  test('behavior: no two chains share an address', () => {
    const all = world.chains.map(({ layerZero, wormhole }) =>
      concatHex([layerZero.endpoint, wormhole.core]),
    )
    expect(new Set(all).size).toBe(4)
  })

  test('behavior: the proxy of a chain can be cut', async () => {
    const proxy = await world.proxy('base')
    const ask = () =>
      fetch(proxy.url, {
        method: 'POST',
        body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
      })
    expect(await (await ask()).json()).toMatchObject({ result: '0xdbba3' })
    proxy.set({ down: true })
    await expect(ask()).rejects.toThrow()
    proxy.heal()
    expect((await ask()).status).toBe(200)
    expect(proxy.calls().eth_chainId).toBe(3)
  })
})
