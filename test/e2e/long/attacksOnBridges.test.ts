import type { Devnet } from '@causeway/devnet'
import {
  acceptCheckpoint,
  attestAsCommittee,
  chainOf,
  deposit,
  encodeCheckpoint,
  encodeMessage,
  findToken,
  fold,
  getAccount,
  getLane,
  getPublications,
  getTransfer,
  getVotes,
  leaf,
  quorumAbi,
  recoverTransfer,
  signAsCommittee,
  submitVaa,
  toAccountId,
} from '@causeway/sdk'
import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disable, govern, governorDelay, guard, unfreeze } from '../support/governance.js'
import {
  arrive,
  endDevnet,
  expectBooksEqual,
  patience,
  refusal,
  startDevnet,
  tell,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
const ethereum = 1
const hub = 3
const optimism = 4
const wad = 10n ** 18n
/** Who attacks. */
const attacker = 'liquidator'

beforeAll(async () => {
  devnet = await startDevnet({ governorDelay })
}, patience)
afterAll(() => endDevnet(devnet))

const quorumAt = (chain: number) => chainOf(devnet.deployment, chain).contracts.quorum
const tokenAt = (chain: number, symbol: string) =>
  findToken(chainOf(devnet.deployment, chain), symbol).address
const own = (owner: Address) => toAccountId({ owner, chain: 0, subaccount: 0n })

test('attack: a transport that reverts in publish keeps nobody from publishing', {
  timeout: testTime,
}, async () => {
  const reader = devnet.client('bob').reader(optimism)
  const broken = tokenAt(optimism, 'DAI')
  const failures = () =>
    reader.getContractEvents({
      ...{ address: quorumAt(optimism), abi: quorumAbi, eventName: 'TransportFailed' },
      fromBlock: 0n,
    })
  expect(await failures()).toEqual([])
  await govern(devnet, [
    {
      ...{ chain: optimism, target: quorumAt(optimism), abi: quorumAbi },
      ...{ functionName: 'addTransport', args: [broken] },
    },
  ])
  const give = async () => {
    const { hash } = await deposit(devnet.client('bob'), {
      ...{ chain: optimism, token: 'DAI', amount: 5n * wad },
    })
    await arrive(devnet, { chain: optimism, hash }, 'credited')
    return getTransfer(devnet.client('bob'), { chain: optimism, hash })
  }
  const { steps } = await give()
  const hash = steps.find(({ name }) => name === 'published')?.hash as Hex
  const failed = (await failures()).filter(({ transactionHash }) => transactionHash === hash)
  expect(failed.map(({ args }) => args.transport)).toEqual([broken])
  const published = await reader.getContractEvents({
    ...{ address: quorumAt(optimism), abi: quorumAbi, eventName: 'Published', fromBlock: 0n },
  })
  const reward = published.find(({ transactionHash }) => transactionHash === hash)?.args.reward
  expect(reward).toBe(0n)

  await guard(devnet, disable(devnet, optimism, broken))
  const seen = (await failures()).length
  await give()
  expect((await failures()).length).toBe(seen)
  await expectBooksEqual(devnet)
  tell(
    'a third transport that reverts, on one spoke',
    'deposits are credited through the other two; publishers go without bounty until the guardian takes it out',
  )
})

test('attack: one bridge and the committee invent a deposit on an idle lane', {
  timeout: testTime,
}, async () => {
  const { deployment } = devnet
  const lane = { deployment, from: ethereum, to: hub }
  const thief = devnet.client(attacker)
  const reader = thief.reader(hub)
  const { address } = devnet.accounts[attacker]
  const heartbeat = await until('a heartbeat', async () =>
    (await getPublications(thief.reader(ethereum), lane)).at(-1),
  )
  const { checkpoint } = heartbeat
  expect(checkpoint.outSeq).toBe(0n)
  const invented = encodeMessage({
    ...{ type: 'deposit', account: own(address), token: tokenAt(ethereum, 'WETH') },
    ...{ amount: 900_000n * wad, depositor: address },
  })
  const { timestamp } = await reader.getBlock()
  const lie = encodeCheckpoint({
    ...checkpoint,
    ...{ outSeq: 1n, outAcc: fold(checkpoint.outAcc, leaf(1n, invented)) },
    ...{ blockNumber: checkpoint.blockNumber + 1n, time: timestamp },
  })
  const vaa = await devnet.forgeVaa({
    ...{ chain: ethereum, emitter: chainOf(deployment, ethereum).contracts.wormholeTransport },
    ...{ sequence: 8_888n, payload: lie, consistencyLevel: 1 },
  })
  const parameters = { ...lane, bytes: lie }
  const sent = async (hash: Promise<Hex>) =>
    reader.waitForTransactionReceipt({ hash: await hash, timeout: patience })
  await sent(submitVaa(thief.wallet(hub), { deployment, to: hub, vaa }))
  const signatures = await Promise.all(
    devnet.operatorDvn.signers.slice(0, 2).map((s) => signAsCommittee(s.account, parameters)),
  )
  await sent(attestAsCommittee(thief.wallet(hub), { ...parameters, signatures }))
  const tryIt = () => refusal(acceptCheckpoint(thief.wallet(hub), parameters))
  expect(await tryIt()).toBe('Quorum_NotEnough')

  // within the day the honest bridge brings a heartbeat of the idle lane, and that is newer
  await devnet.increaseTime(1_900)
  await until('the honest bridge’s heartbeat', async () => {
    const newest = await reader.readContract({
      ...{
        address: quorumAt(hub),
        abi: quorumAbi,
        functionName: 'newestTime',
        args: [ethereum, 0n],
      },
    })
    return newest > timestamp
  })
  await devnet.increaseTime(24 * 3_600)
  // the day is over, and only that newer heartbeat stands against the lie
  const votes = await getVotes(reader, parameters)
  expect(votes.transports).toBe(2)
  expect(votes.eligibleAt).toBeGreaterThan(0n)
  expect(votes.eligibleAt).toBeLessThan((await reader.getBlock()).timestamp)
  expect(await tryIt()).toBe('Quorum_NotEnough')
  const laneNow = () => getLane(reader, { deployment, chain: hub, remote: ethereum })
  expect(await laneNow()).toMatchObject({ acceptedSeq: 0n, frozen: false })

  // the first true deposit shows the lie: the lane freezes, governance thaws it, the deposit arrives
  const bob = devnet.client('bob')
  const { hash } = await deposit(bob, { chain: ethereum, token: 'WETH', amount: 3n * wad })
  await until('the freeze', async () => (await laneNow()).frozen)
  await govern(devnet, [unfreeze(devnet, hub, ethereum)])
  await until('the true deposit', async () => {
    const { transfer } = await recoverTransfer(bob, { chain: ethereum, hash })
    return transfer.state.status === 'credited'
  })
  const weth = async (client: typeof bob) =>
    (await getAccount(client)).holdings.find(({ symbol }) => symbol === 'WETH')?.amount ?? 0n
  expect(await weth(bob)).toBe(3n * wad)
  expect(await weth(thief)).toBe(0n)
  await expectBooksEqual(devnet)
  tell(
    'Wormhole’s guardians and the committee invent 900,000 WETH on an idle lane',
    'refused after the day too; the attacker has 0 WETH, and the first true deposit exposed the lie',
  )
})
