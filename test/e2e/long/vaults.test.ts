import { artifact, type Devnet, readBooks } from '@causeway/devnet'
import {
  chainOf,
  claim,
  deposit,
  findToken,
  gatewayAbi,
  getAccount,
  hubAbi,
  recoverTransfer,
  refundDeposit,
  reportDeficit,
  requestExit,
  simulateReportDeficit,
  toAssetId,
  withdraw,
} from '@causeway/sdk'
import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guard } from '../support/governance.js'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  follow,
  freshAddress,
  patience,
  quick,
  refusal,
  send,
  startDevnet,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
const ethereum = 1
const arbitrum = 2
const hub = 3
const optimism = 4
const usd = 10n ** 6n
const wad = 10n ** 18n

beforeAll(async () => {
  devnet = await startDevnet()
}, patience)
afterAll(() => endDevnet(devnet))

const hubContract = () => chainOf(devnet.deployment, hub).contracts.hub as Address
const vaultAt = (chain: number) => chainOf(devnet.deployment, chain).contracts.spoke as Address
const tokenAt = (chain: number, symbol: string) =>
  findToken(chainOf(devnet.deployment, chain), symbol).address

/** What the token's issuer does. */
async function issue(chain: number, symbol: string, functionName: string, args: unknown[]) {
  const { abi } = artifact('DevToken')
  await send(devnet, chain, 'faucet', { address: tokenAt(chain, symbol), abi, functionName, args })
}

test('behavior: what a token refuses to pay is claimed to another address', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  const usdc = { chain: arbitrum, token: 'USDC' } as const
  const { hash } = await deposit(alice, { ...usdc, amount: 30_000n * usd })
  await arrive(devnet, { chain: arbitrum, hash }, 'credited')
  const receiver = devnet.accounts.carol.address
  const before = await balanceOf(devnet, arbitrum, 'USDC', receiver)
  await issue(arbitrum, 'USDC', 'refuse', [receiver, true])
  const paid = await withdraw(alice, { ...usdc, amount: 40n * usd, receiver })
  const refused = await follow(devnet, { chain: hub, hash: paid.hash }, ['claimable', 'released'])
  expect(refused.state).toEqual({ status: 'claimable', amount: 40n * usd, receiver })
  expect(refused.fundsAt).toMatchObject({ place: 'vault', chain: arbitrum })
  expect(refused.next).toEqual([expect.objectContaining({ who: 'receiver' })])
  await expectBooksEqual(devnet)

  const carol = devnet.client('carol')
  await expect(claim(carol, usdc)).rejects.toMatchObject({
    revert: { errorName: 'Spoke_PaymentRefused' },
  })
  await expect(claim(devnet.client('bob'), usdc)).rejects.toMatchObject({
    revert: { errorName: 'Spoke_NothingToClaim' },
  })
  const to = freshAddress('claimed')
  expect((await claim(carol, { ...usdc, to })).amount).toBe(40n * usd)
  await arrive(devnet, { chain: hub, hash: paid.hash }, 'claimed')
  expect(await balanceOf(devnet, arbitrum, 'USDC', to)).toBe(40n * usd)
  await issue(arbitrum, 'USDC', 'refuse', [receiver, false])
  expect(await balanceOf(devnet, arbitrum, 'USDC', receiver)).toBe(before)
  await expectBooksEqual(devnet)
})

test('behavior: where the vault has no cash a ticket waits; whoever fills the vault earns what others paid', {
  timeout: testTime,
}, async () => {
  const [alice, bob, carol] = (['alice', 'bob', 'carol'] as const).map((role) =>
    devnet.client(role),
  )
  if (!alice || !bob || !carol) throw new Error('unreachable')
  const usdc = { token: 'USDC' } as const
  const first = [
    await deposit(carol, { chain: optimism, ...usdc, amount: 20_000n * usd }),
    await deposit(carol, { chain: ethereum, ...usdc, amount: 5_000n * usd }),
  ]
  for (const { chain, hash } of first) await arrive(devnet, { chain, hash }, 'credited')

  const to = freshAddress('ticket')
  const exit = await requestExit(alice, {
    ...{ chain: ethereum, ...usdc, amount: 3_000n * usd, receiver: to },
  })
  // carol takes the last cash out of the vault on ethereum, and pays for it
  const receiver = freshAddress('last cash')
  const last = await withdraw(carol, { chain: ethereum, ...usdc, amount: 5_000n * usd, receiver })
  await arrive(devnet, { chain: hub, hash: last.hash }, 'released')
  const pool = () =>
    alice.reader(hub).readContract({
      ...{ address: hubContract(), abi: hubAbi, functionName: 'exitPool', args: [ethereum] },
    })
  const fee = await pool()
  // reserve 5,000 to 0 of a target of 20,000: 110 − 15.3125 by the potential
  expect(fee).toBe(946875n * 10n ** 14n)
  expect((await getAccount(carol)).cash).toBe(20_000n * wad - fee)

  const ticket = { chain: ethereum, hash: exit.hash }
  const booked = await follow(devnet, ticket, ['booked', 'releasing'])
  expect(booked.state).toMatchObject({
    status: 'booked',
    blocker: expect.stringContaining('Hub_NotCovered'),
  })
  await expectBooksEqual(devnet)

  const filled = await deposit(bob, { chain: ethereum, ...usdc, amount: 50_000n * usd })
  const credited = await arrive(devnet, { chain: ethereum, hash: filled.hash }, 'credited')
  expect(credited.rebate).toBe(fee)
  expect((await getAccount(bob)).cash).toBe(50_000n * wad + fee)
  expect(await pool()).toBe(0n)

  // a stranger executes the ticket
  await until('the ticket', async () => {
    const { transfer } = await recoverTransfer(devnet.client('liquidator'), ticket)
    return transfer.state.status === 'releasing'
  })
  await arrive(devnet, ticket, 'releasing')
  expect(await balanceOf(devnet, ethereum, 'USDC', to)).toBe(3_000n * usd)
  await expectBooksEqual(devnet)
})

test('behavior: what comes faster than the rate waits: its depositor has it back, or it is credited later', {
  timeout: testTime,
}, async () => {
  const asset = toAssetId({ chain: optimism, token: tokenAt(optimism, 'wstETH') })
  await guard(devnet, {
    ...{ chain: hub, target: hubContract(), abi: hubAbi, functionName: 'lowerCap' },
    args: [asset, 20_000n * wad],
  })
  const give = (role: 'alice' | 'bob' | 'carol', amount: bigint) =>
    deposit(devnet.client(role), { chain: optimism, token: 'wstETH', amount })
  const bobs = devnet.accounts.bob.address
  const before = await balanceOf(devnet, optimism, 'wstETH', bobs)
  const first = await give('alice', 7_900n * wad)
  await arrive(devnet, { chain: optimism, hash: first.hash }, 'credited')
  const [second, third] = await Promise.all([
    give('bob', 2_000n * wad),
    give('carol', 2_000n * wad),
  ])
  for (const { hash } of [second, third]) {
    const { state, next } = await follow(devnet, { chain: optimism, hash }, ['pending', 'credited'])
    expect(state).toMatchObject({ status: 'pending', reason: 5 })
    expect(next.map(({ who }) => who)).toEqual(['anyone', 'depositor'])
  }
  await expectBooksEqual(devnet)

  await refundDeposit(devnet.client('bob'), { chain: optimism, seq: second.seq })
  await arrive(devnet, { chain: optimism, hash: second.hash }, 'refunded')
  expect(await balanceOf(devnet, optimism, 'wstETH', bobs)).toBe(before)

  const stranger = devnet.client('liquidator')
  const ref = { chain: optimism, hash: third.hash }
  expect((await recoverTransfer(stranger, ref)).transfer.state.status).toBe('pending')
  // a day takes 66,666.7: 2,000 mature after 2,592 seconds
  await devnet.increaseTime(2_600)
  await recoverTransfer(stranger, ref)
  expect(await arrive(devnet, ref, 'credited')).toMatchObject({ amount: 2_000n * wad })
  await expectBooksEqual(devnet)
})

test('behavior: a token that shrinks is reported; its deposits stop, and the rest stays covered', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  const dai = { chain: optimism, token: 'DAI' } as const
  const { hash } = await deposit(alice, { ...dai, amount: 1_000n * wad })
  await arrive(devnet, { chain: optimism, hash }, 'credited')
  await issue(optimism, 'DAI', 'shrink', [vaultAt(optimism), 100n * wad])
  await expect(deposit(alice, { ...dai, amount: wad })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_ShortTransfer' },
  })

  const bob = devnet.client('bob')
  const next = await simulateReportDeficit(bob, dai)
  expect(await reportDeficit(bob, dai)).toMatchObject({ seq: next })
  expect(await refusal(reportDeficit(bob, dai))).toBe('Spoke_NoDeficit')
  await expect(deposit(alice, { ...dai, amount: wad })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_Halted' },
  })
  const asset = toAssetId({ chain: optimism, token: tokenAt(optimism, 'DAI') })
  await until('the hub to know', async () => {
    const [config, vault] = await alice.reader(hub).readContract({
      ...{ address: hubContract(), abi: hubAbi, functionName: 'assetOf', args: [asset] },
    })
    return config.halted && vault.deficit === 100n * wad
  })
  await expect(withdraw(alice, { ...dai, amount: 901n * wad })).rejects.toMatchObject({
    revert: { errorName: 'Hub_NotCovered' },
  })
  const receiver = freshAddress('shrunk')
  const paid = await withdraw(alice, { ...dai, amount: 900n * wad, receiver })
  await arrive(devnet, { chain: hub, hash: paid.hash }, 'released')
  expect(await balanceOf(devnet, optimism, 'DAI', receiver)).toBe(900n * wad)
  const { faults } = await readBooks(alice)
  expect(faults).toEqual([`CUSTODY: chain 4 holds 0 DAI and owes ${100n * wad}`])

  // the issuer makes good for what he took
  await issue(optimism, 'DAI', 'mint', [vaultAt(optimism), 100n * wad])
  await expectBooksEqual(devnet)
})

test('behavior: the hub closes a vault that has not heard it for three and a half days, until it is heard', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  const isClosed = async () => {
    const [closed] = await alice.reader(hub).readContract({
      ...{ address: chainOf(devnet.deployment, hub).contracts.gateway as Address },
      ...{ abi: gatewayAbi, functionName: 'isClosed', args: [arbitrum] },
    })
    return closed
  }
  await devnet.relayers[0]?.stop()
  expect(await isClosed()).toBe(false)
  const usdc = { chain: arbitrum, token: 'USDC' } as const
  const late = await deposit(alice, { ...usdc, amount: 5n * usd })
  await devnet.increaseTime(3.5 * 86_400 + 60)
  expect(await isClosed()).toBe(true)
  await expect(withdraw(alice, { ...usdc, amount: usd })).rejects.toMatchObject({
    revert: { errorName: 'Hub_VaultClosed' },
  })

  await devnet.startRelayer({ policy: { ...quick, heartbeatSeconds: 15 } })
  await until('the vault to be open', async () => !(await isClosed()))
  const receiver = freshAddress('open again')
  const paid = await withdraw(alice, { ...usdc, amount: usd, receiver })
  await arrive(devnet, { chain: hub, hash: paid.hash }, 'released')
  expect(await balanceOf(devnet, arbitrum, 'USDC', receiver)).toBe(usd)
  // what arrived while it was closed waits for anyone to execute it
  await until('the late deposit', async () => {
    const { transfer } = await recoverTransfer(devnet.client('liquidator'), {
      ...{ chain: arbitrum, hash: late.hash },
    })
    return transfer.state.status === 'credited'
  })
  await expectBooksEqual(devnet)
})
