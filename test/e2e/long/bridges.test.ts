import { type Devnet, packetHeader, packetPayloadHash } from '@causeway/devnet'
import {
  chainOf,
  commitPacket,
  deposit,
  encodeCheckpoint,
  getLane,
  getPacketState,
  getPublications,
  getTransfer,
  quorumAbi,
  recoverTransfer,
  submitVaa,
  type TransferRef,
  type TransferState,
  withdraw,
} from '@causeway/sdk'
import { keccak256, stringToHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disable, govern, governorDelay, guard, unfreeze } from '../support/governance.js'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  freshAddress,
  patience,
  quick,
  startDevnet,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
const arbitrum = 2
const hub = 3
const optimism = 4

beforeAll(async () => {
  const policy = { ...quick, singleAfterSeconds: 6 }
  devnet = await startDevnet({ governorDelay, relayer: { policy } })
}, patience)
afterAll(() => endDevnet(devnet))

/** Follows a crossing until a condition on its state holds. */
function whenState(chain: number, hash: `0x${string}`, holds: (state: TransferState) => boolean) {
  return until('the state', async () => {
    const transfer = await getTransfer(devnet.client('alice'), { chain, hash })
    return holds(transfer.state) && transfer
  })
}

/** Carol, who has nothing to do with it, recovers a transfer until it is done. Returns the calls that she made. */
async function finishByHand(ref: TransferRef, status: TransferState['status']): Promise<string[]> {
  const calls: string[] = []
  const end = await until(status, async () => {
    const { transfer, actions } = await recoverTransfer(devnet.client('carol'), ref)
    for (const { call, error } of actions) if (!error) calls.push(call)
    return transfer.done && transfer.state.status
  })
  expect(end).toBe(status)
  return calls
}

/** The lanes that the relayer reports as frozen to whoever watches its metrics. */
async function frozenLanes(): Promise<string[]> {
  const response = await fetch(`${devnet.relayers[0]?.url}/metrics`)
  const lines = (await response.text()).matchAll(/^causeway_lane_frozen\{(.*)\} 1$/gm)
  return [...lines].map(([, lane = '']) => lane)
}

test('behavior: while one bridge is silent a transfer waits and says for whom, and arrives when it returns', {
  timeout: testTime,
}, async () => {
  await devnet.silence('wormhole', true, { chains: [arbitrum] })
  const client = devnet.client('alice')
  const { hash } = await deposit(client, {
    chain: arbitrum,
    token: 'USDC',
    amount: 30_000_000_000n,
  })
  const other = await deposit(devnet.client('bob'), {
    ...{ chain: optimism, token: 'USDC', amount: 30_000_000_000n },
  })
  // the other lanes do not wait
  await arrive(devnet, { chain: optimism, hash: other.hash }, 'credited')
  const waiting = await whenState(
    arbitrum,
    hash,
    (s) => s.status === 'attested' && s.layerzero.status === 'attested',
  )
  expect(waiting.fundsAt).toMatchObject({ place: 'vault', chain: arbitrum })
  expect(waiting.next).toContainEqual(
    expect.objectContaining({ who: 'the guardians', action: expect.stringContaining('must sign') }),
  )
  expect(waiting.steps.filter(({ done }) => !done).map(({ name }) => name)).toEqual([
    'wormhole',
    'accepted',
    'handled',
  ])
  await devnet.silence('wormhole', false, { chains: [arbitrum] })
  await arrive(devnet, { chain: arbitrum, hash }, 'credited')
  await expectBooksEqual(devnet)
})

test('error: both outside DVNs lie, and nothing can come of it without the operators’ own', {
  timeout: testTime,
}, async () => {
  const { deployment } = devnet
  const lane = { deployment, from: arbitrum, to: hub }
  const client = devnet.client('alice')
  const last = (await getPublications(client.reader(arbitrum), lane)).at(-1)
  if (!last) throw new Error('nothing was published')
  const lie = { ...last.checkpoint, outSeq: 1_000n, outAcc: keccak256(stringToHex('a lie')) }
  const forged = await devnet.forgePacket({
    ...{ from: 2, to: 3, nonce: 50n, message: encodeCheckpoint(lie) },
    sender: chainOf(deployment, arbitrum).contracts.layerZeroTransport,
    receiver: chainOf(deployment, hub).contracts.layerZeroTransport,
  })
  const packet = {
    ...forged.packet,
    ...{ header: packetHeader(forged.packet), payloadHash: packetPayloadHash(forged.packet) },
  }
  expect(forged.verified).toEqual([true, true])
  const state = await getPacketState(client.reader(hub), { ...lane, packet })
  expect(state.missing).toHaveLength(1)
  await expect(
    commitPacket(devnet.client('carol').wallet(hub), {
      ...{ deployment, to: hub, packet },
    }),
  ).rejects.toThrow(/LZ_ULN_Verifying|revert/)
  const inbox = await getLane(client.reader(hub), { deployment, chain: hub, remote: arbitrum })
  expect(inbox).toMatchObject({ frozen: false, acceptedSeq: 1n })
  await expectBooksEqual(devnet)
})

test('behavior: after 24 hours one bridge and the committee suffice', {
  timeout: testTime,
}, async () => {
  await devnet.silence('layerzero', true)
  const client = devnet.client('alice')
  const receiver = freshAddress('failover')
  const paid = await withdraw(client, {
    ...{ chain: optimism, token: 'USDC', amount: 1_000_000n, receiver },
  })
  const { hash } = await deposit(client, { chain: arbitrum, token: 'WBTC', amount: 77n })
  const spoken = (s: TransferState) => s.status === 'attested' && s.eligibleAt > 0
  const [down, up] = await Promise.all([
    whenState(hub, paid.hash, spoken),
    whenState(arbitrum, hash, spoken),
  ])
  const eligibleAt = up.state.status === 'attested' ? up.state.eligibleAt : 0
  expect(up.next).toContainEqual(
    expect.objectContaining({ call: 'acceptCheckpoint', since: eligibleAt }),
  )
  expect(down.fundsAt).toMatchObject({ place: 'vault', chain: optimism })

  // nobody can have it sooner
  const early = await recoverTransfer(devnet.client('carol'), { chain: arbitrum, hash })
  expect(early.actions).toEqual([])
  expect(early.transfer.state.status).toBe('attested')

  // there is no relayer any more: a stranger does what is left to do
  await devnet.relayers[0]?.stop()
  const day = 24 * 3_600
  const now = Number((await client.reader(hub).getBlock()).timestamp)
  expect(eligibleAt).toBeGreaterThan(now + day - 3_600)
  await devnet.increaseTime(day)
  const calls = await finishByHand({ chain: arbitrum, hash }, 'credited')
  expect(calls).toEqual(['acceptCheckpoint', 'ingest'])
  await finishByHand({ chain: hub, hash: paid.hash }, 'released')
  expect(await balanceOf(devnet, optimism, 'USDC', receiver)).toBe(1_000_000n)
  const failedOver = await client.reader(hub).getContractEvents({
    ...{ address: chainOf(devnet.deployment, hub).contracts.quorum, abi: quorumAbi },
    ...{ eventName: 'FailedOver', fromBlock: 0n },
  })
  expect(failedOver.length).toBeGreaterThan(0)

  // and when the bridge returns, both are needed again
  await devnet.silence('layerzero', false)
  await devnet.relayers[0]?.restart()
  const after = await deposit(client, { chain: arbitrum, token: 'WBTC', amount: 1n })
  await arrive(devnet, { chain: arbitrum, hash: after.hash }, 'credited')
  const transfer = await getTransfer(client, { chain: arbitrum, hash: after.hash })
  const votes = transfer.steps.filter(({ name }) => name === 'layerzero' || name === 'wormhole')
  expect(votes.map(({ done }) => done)).toEqual([true, true])
  await expectBooksEqual(devnet)
})

test('behavior: a forging bridge freezes the one lane that it lied about; governance lets it run again', {
  timeout: testTime,
}, async () => {
  const { deployment } = devnet
  const client = devnet.client('alice')
  const reader = client.reader(arbitrum)
  const all = await getPublications(reader, { deployment, from: arbitrum, to: hub })
  const last = all.at(-1)
  if (!last) throw new Error('nothing was published')
  const { wormholeTransport } = chainOf(deployment, arbitrum).contracts
  // thirteen guardians claim another past than the one that both bridges agreed on
  const lie = { ...last.checkpoint, outAcc: keccak256(stringToHex('another past')) }
  const vaa = await devnet.forgeVaa({
    ...{ chain: arbitrum, emitter: wormholeTransport, sequence: 9_999n },
    ...{ payload: encodeCheckpoint(lie), consistencyLevel: 1 },
  })
  await submitVaa(devnet.client('carol').wallet(hub), { deployment, to: hub, vaa })
  const laneAt = (remote: number) => getLane(client.reader(hub), { deployment, chain: hub, remote })
  await until('the freeze', async () => (await laneAt(arbitrum)).frozen)
  for (const remote of [1, optimism]) expect((await laneAt(remote)).frozen).toBe(false)
  await until('the report', async () => (await frozenLanes()).length > 0)
  expect(await frozenLanes()).toEqual([`from="${arbitrum}",to="${hub}"`])

  const stuck = await deposit(client, { chain: arbitrum, token: 'WBTC', amount: 55n })
  const fine = await deposit(devnet.client('bob'), { chain: optimism, token: 'USDC', amount: 55n })
  const receiver = freshAddress('while frozen')
  const paid = await withdraw(client, {
    ...{ chain: arbitrum, token: 'USDC', amount: 2_000_000n, receiver },
  })
  await arrive(devnet, { chain: optimism, hash: fine.hash }, 'credited')
  // the way back from the hub is another lane
  await arrive(devnet, { chain: hub, hash: paid.hash }, 'released')
  expect(await balanceOf(devnet, arbitrum, 'USDC', receiver)).toBe(2_000_000n)
  const frozen = await getTransfer(client, { chain: arbitrum, hash: stuck.hash })
  expect(frozen.state).toEqual({ status: 'frozen', chain: hub })
  expect(frozen.fundsAt).toMatchObject({ place: 'vault', chain: arbitrum })
  expect(frozen.next).toEqual([expect.objectContaining({ who: 'governance' })])

  // the guardian takes the liar out at once, the governor thaws the lane after his delay
  await guard(devnet, disable(devnet, hub, chainOf(deployment, hub).contracts.wormholeTransport))
  await govern(devnet, [unfreeze(devnet, hub, arbitrum)])
  expect((await laneAt(arbitrum)).frozen).toBe(false)

  // with one bridge left the committee must speak beside it for a day
  const seen = await until('the committee’s word', async () => {
    const { transfer } = await recoverTransfer(client, { chain: arbitrum, hash: stuck.hash })
    const { state } = transfer
    return state.status === 'attested' && state.eligibleAt > 0 && state
  })
  expect(seen.wormhole.status).not.toBe('attested')
  await devnet.increaseTime(24 * 3_600)
  await arrive(devnet, { chain: arbitrum, hash: stuck.hash }, 'credited')
  await expectBooksEqual(devnet)
})
