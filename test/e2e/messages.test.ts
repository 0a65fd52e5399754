import type { Devnet } from '@causeway/devnet'
import {
  chainOf,
  deposit,
  encodeCheckpoint,
  findToken,
  gatewayAbi,
  getAccount,
  getLane,
  getMessages,
  getTransfer,
  hubAbi,
  messengerOf,
  NotFoundError,
  packMessages,
  prepareReportStuck,
  prepareSkipStuck,
  prepareSubmitVaa,
  selfRelay,
  simulateReportStuck,
  simulateSkipStuck,
  simulateSubmitVaa,
  spokeAbi,
  withdraw,
} from '@causeway/sdk'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bringWormhole,
  deliver,
  laneOf,
  packetOf,
  publishLane,
  relay,
  startOperators,
  vaaOf,
  verifyAndCommit,
} from './support/relaying.js'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  freshAddress,
  patience,
  quick,
  refusal,
  startDevnet,
  testTime,
} from './support/world.js'

let devnet: Devnet
const ethereum = 1
const arbitrum = 2
const hub = 3
const optimism = 4
const dai = 10n ** 18n

beforeAll(async () => {
  devnet = await startDevnet({ relayer: false })
}, patience)
afterAll(() => endDevnet(devnet))

function ingestCall(
  to: number,
  from: number,
  firstSeq: bigint,
  messages: readonly { kind: number; body: Hex }[],
) {
  const args = [from, firstSeq, packMessages(messages)] as const
  const data = encodeFunctionData({ abi: gatewayAbi, functionName: 'ingest', args })
  return { to: messengerOf(devnet.deployment, to), data, value: 0n }
}

test('behavior: without any relayer a transfer is carried through by its own sender', {
  timeout: testTime,
}, async () => {
  const endOperators = startOperators(devnet)
  const alice = devnet.client('alice')
  const amount = 30_000_000_001n
  const { hash } = await deposit(alice, { chain: arbitrum, token: 'USDC', amount })
  const calls = new Set<string>()
  const up = await selfRelay(alice, {
    ...{ chain: arbitrum, hash, timeout: patience },
    onProgress: (_, actions) => {
      for (const { call, hash } of actions) if (hash) calls.add(call)
    },
  })
  expect(up.state).toMatchObject({ status: 'credited', amount })
  const needed = ['publish', 'commitPacket', 'deliverPacket', 'submitVaa', 'ingest']
  expect([...calls]).toEqual(expect.arrayContaining(needed))

  const receiver = freshAddress('self')
  const paid = await withdraw(alice, { chain: arbitrum, token: 'USDC', amount: 1n, receiver })
  const down = await selfRelay(alice, { chain: hub, hash: paid.hash, timeout: patience })
  expect(down.state).toMatchObject({ status: 'released', amount: 1n })
  expect(await balanceOf(devnet, arbitrum, 'USDC', receiver)).toBe(1n)
  await endOperators()
  await expectBooksEqual(devnet)
})

test('behavior: checkpoints and bodies may be lost, late, reordered and repeated: each message counts once', {
  timeout: testTime,
}, async () => {
  const { deployment } = devnet
  const alice = devnet.client('alice')
  const lane = laneOf(devnet, optimism, hub)
  const publications = []
  for (const amount of [1n * dai, 2n * dai, 3n * dai]) {
    await deposit(alice, { chain: optimism, token: 'DAI', amount })
    publications.push(await publishLane(devnet, lane))
  }
  const [first, second, third] = publications as [never, never, never] as typeof publications
  if (!first || !second || !third) throw new Error('unreachable')
  expect(publications.map(({ checkpoint }) => checkpoint.outSeq)).toEqual([1n, 2n, 3n])

  // the first is lost on both bridges: its nonce is never verified, and LayerZero waits for it
  await verifyAndCommit(devnet, lane, third)
  await verifyAndCommit(devnet, lane, second)
  await expect(deliver(devnet, lane, packetOf(third))).rejects.toThrow()
  const stuck = { ...lane, laterNonce: packetOf(third).nonce }
  const there = alice.reader(hub)
  await simulateReportStuck(there, stuck)
  await relay(devnet, hub, prepareReportStuck(stuck))
  const skip = prepareSkipStuck(lane)
  expect(await refusal(relay(devnet, hub, skip))).toBe('LayerZeroTransport_TooEarly')
  expect(await refusal(simulateSkipStuck(there, lane))).toBe('LayerZeroTransport_TooEarly')
  await devnet.increaseTime(3_601)
  await simulateSkipStuck(there, lane)
  await relay(devnet, hub, skip)

  // the third comes before the second
  await deliver(devnet, lane, packetOf(third))
  await bringWormhole(devnet, lane, third)
  const laneNow = () => getLane(alice.reader(hub), { deployment, chain: hub, remote: optimism })
  expect(await laneNow()).toMatchObject({ acceptedSeq: 3n, inSeq: 0n, frozen: false })
  await bringWormhole(devnet, lane, second)
  await deliver(devnet, lane, packetOf(second))
  expect(await laneNow()).toMatchObject({ acceptedSeq: 3n, inSeq: 0n, frozen: false })

  // nothing works twice, and nothing works elsewhere
  const vaa = await vaaOf(lane, third)
  const submit = (to: number, bytes: Hex) =>
    refusal(relay(devnet, to, prepareSubmitVaa({ deployment, to, vaa: bytes })))
  expect(await submit(hub, vaa)).toBe('AlreadyProcessed')
  const again = simulateSubmitVaa(there, { deployment, to: hub, vaa })
  expect(await refusal(again)).toBe('AlreadyProcessed')
  await expect(deliver(devnet, lane, packetOf(third))).rejects.toThrow()
  expect(await submit(arbitrum, vaa)).toBe('WormholeTransport_UnknownEmitter')

  // the same words, signed by the guardians before the block was final
  const hasty = await devnet.forgeVaa({
    ...{ chain: optimism, emitter: chainOf(deployment, optimism).contracts.wormholeTransport },
    ...{ sequence: 7_777n, payload: encodeCheckpoint(third.checkpoint), publish: false },
    consistencyLevel: 200,
  })
  expect(await submit(hub, hasty)).toBe('WormholeTransport_WrongConsistency')

  const messages = await getMessages(alice.reader(optimism), lane)
  const [m1, m2, m3] = messages
  if (!m1 || !m2 || !m3) throw new Error('unreachable')
  const altered = { ...m3, body: `${m3.body.slice(0, -2)}00` as Hex }
  const tries = [
    [2n, [m2, m3], 'Lane_Gap'],
    [1n, [m1, m3, m2], 'Lane_NotAccepted'],
    [1n, [m1, m2, altered], 'Lane_NotAccepted'],
    [1n, [m1], 'Lane_NotAccepted'],
    [1n, [m1, m2], 'nothing'],
    [1n, [m1, m2], 'Lane_AlreadyIngested'],
    [1n, [m1, m2, m3], 'nothing'],
    [3n, [m3], 'Lane_AlreadyIngested'],
  ] as const
  for (const [seq, row, expected] of tries)
    expect(await refusal(relay(devnet, hub, ingestCall(hub, optimism, seq, row)))).toBe(expected)

  const credited = await alice.reader(hub).getContractEvents({
    ...{ address: chainOf(deployment, hub).contracts.hub as Address, abi: hubAbi },
    ...{ eventName: 'Credited', fromBlock: 0n },
  })
  const ours = credited.filter(({ args }) => BigInt(args.asset ?? 0) >> 160n === 4n)
  expect(ours.map(({ args }) => args.amount)).toEqual([1n * dai, 2n * dai, 3n * dai])
  const { holdings } = await getAccount(alice)
  expect(holdings.find(({ symbol }) => symbol === 'DAI')?.amount).toBe(6n * dai)
  await expectBooksEqual(devnet)
})

test('behavior: an ingest out of gas leaves nothing behind; a stranger repeats it', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  const receiver = freshAddress('gas')
  await withdraw(alice, { chain: optimism, token: 'DAI', amount: 5n * dai, receiver })
  const lane = laneOf(devnet, hub, optimism)
  const publication = await publishLane(devnet, lane)
  await bringWormhole(devnet, lane, publication)
  await verifyAndCommit(devnet, lane, publication)
  await deliver(devnet, lane, packetOf(publication))
  const call = ingestCall(optimism, hub, 1n, await getMessages(alice.reader(hub), lane))
  const reader = alice.reader(optimism)
  const enough = await reader.estimateGas({ account: devnet.accounts.bob.address, ...call })
  const vault = { address: messengerOf(devnet.deployment, optimism), abi: spokeAbi } as const
  const token = findToken(chainOf(devnet.deployment, optimism), 'DAI').address
  for (const percent of [30n, 60n, 80n, 95n]) {
    const gas = (enough * percent) / 100n
    const { status } = await relay(devnet, optimism, call, { role: 'bob', gas })
    expect(status, `with ${percent} % of the gas`).toBe('reverted')
    const args = [receiver, token] as const
    expect(await reader.readContract({ ...vault, functionName: 'claimable', args })).toBe(0n)
    expect(await balanceOf(devnet, optimism, 'DAI', receiver)).toBe(0n)
  }
  await relay(devnet, optimism, call, { role: 'liquidator' })
  expect(await balanceOf(devnet, optimism, 'DAI', receiver)).toBe(5n * dai)
  await expectBooksEqual(devnet)
})

test('behavior: a deposit that a reorganisation takes back before it is final is never credited', {
  timeout: testTime,
}, async () => {
  await devnet.startRelayer({ policy: quick })
  const alice = devnet.client('alice')
  const owner = devnet.accounts.alice.address
  const reader = alice.reader(ethereum)
  const before = await balanceOf(devnet, ethereum, 'WETH', owner)
  const amount = 5n * 10n ** 18n
  // on a busy machine the deposit may be final before it can be taken back: then it counts, and another is tried
  let counted = 0n
  let lost: Hex | undefined
  for (let i = 0; i < 10 && !lost; i++) {
    const { hash, receipt } = await deposit(alice, { chain: ethereum, token: 'WETH', amount })
    const depth = Number((await reader.getBlockNumber()) - receipt.blockNumber) + 1
    if (depth <= 2) {
      await devnet.reorg(ethereum, depth)
      lost = hash
    } else counted += amount
  }
  if (!lost) throw new Error('this machine is too busy: no deposit could be taken back in time')
  await expect(getTransfer(alice, { chain: ethereum, hash: lost })).rejects.toThrow(NotFoundError)
  expect(await balanceOf(devnet, ethereum, 'WETH', owner)).toBe(before - counted)

  // somebody else's takes its place in the lane, and is credited with what it says
  const bob = devnet.client('bob')
  const { hash } = await deposit(bob, { chain: ethereum, token: 'WETH', amount: 7n })
  expect(await arrive(devnet, { chain: ethereum, hash }, 'credited')).toMatchObject({ amount: 7n })
  const wethOf = async (client: typeof bob) =>
    (await getAccount(client)).holdings.find(({ symbol }) => symbol === 'WETH')?.amount ?? 0n
  expect(await wethOf(bob)).toBe(7n)
  expect(await wethOf(alice)).toBe(counted)
  await expectBooksEqual(devnet)
})
