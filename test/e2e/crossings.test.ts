import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  deposit,
  findChain,
  findToken,
  getAccount,
  hubAbi,
  InputError,
  recoverTransfer,
  refundDeposit,
  requestExit,
  signWithdrawal,
  spokeAbi,
  submitWithdrawal,
  toAccountId,
  toAssetId,
  toBookUnits,
  withdraw,
} from '@causeway/sdk'
import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  follow,
  freshAddress,
  patience,
  send,
  startDevnet,
  testTime,
} from './support/world.js'

let devnet: Devnet

beforeAll(async () => {
  devnet = await startDevnet()
}, patience)
afterAll(() => endDevnet(devnet))

type Case = { role: AccountRole; chain: string; token: string; decimals: number; amount: bigint }

/** Odd to the last unit, so that any rounding would show. */
const cases: readonly Case[] = [
  { role: 'alice', chain: 'ethereum', token: 'WETH', decimals: 18, amount: 1234567890123456789n },
  { role: 'bob', chain: 'ethereum', token: 'ETH', decimals: 18, amount: 2000000000000000001n },
  { role: 'alice', chain: 'arbitrum', token: 'WBTC', decimals: 8, amount: 12345679n },
  { role: 'alice', chain: 'optimism', token: 'USDC', decimals: 6, amount: 1234567891n },
]

test('default: 18, 8 and 6 decimals and the native coin go there and back, to the unit', {
  timeout: testTime,
}, async () => {
  // enough cash in one vault that nobody pays for leaving
  const common = await deposit(devnet.client('liquidator'), {
    ...{ chain: 'optimism', token: 'USDC', amount: 50_000_000_000n },
  })
  await Promise.all(
    cases.map(async ({ role, chain, token, amount }) => {
      const client = devnet.client(role)
      const before = await balanceOf(devnet, chain, token, devnet.accounts[role].address)
      const { hash, receipt, fee } = await deposit(client, { chain, token, amount })
      const native = token === 'ETH' ? receipt.gasUsed * receipt.effectiveGasPrice + fee : 0n
      const after = await balanceOf(devnet, chain, token, devnet.accounts[role].address)
      expect(before - after).toBe(amount + native)
      const state = await arrive(devnet, { chain, hash }, 'credited')
      expect(state).toMatchObject({ amount, rebate: 0n })
    }),
  )

  await arrive(devnet, { chain: 'optimism', hash: common.hash }, 'credited')
  const alice = await getAccount(devnet.client('alice'))
  expect(alice.cash).toBe(toBookUnits(1234567891n, 6))
  const held = alice.holdings.map(({ symbol, amount }) => [symbol, amount])
  expect(held).toEqual(
    expect.arrayContaining([
      ['WETH', 1234567890123456789n],
      ['WBTC', toBookUnits(12345679n, 8)],
    ]),
  )

  // after haircut: cash as it is, the rest at 95 % of the price, each part rounded down
  const value = (amount: bigint, price: bigint) => (amount * price * 9_500n) / 10_000n
  expect(alice.equity).toBe(
    alice.cash + value(1234567890123456789n, 3_000n) + value(toBookUnits(12345679n, 8), 60_000n),
  )

  const receivers = new Map<string, Address>()
  const sent: { chain: string; token: string; amount: bigint; hash: `0x${string}` }[] = []
  for (const { role, chain, token, amount } of cases) {
    const receiver = freshAddress(`back/${token}`)
    receivers.set(token, receiver)
    const { hash } = await withdraw(devnet.client(role), { chain, token, amount, receiver })
    sent.push({ chain, token, amount, hash })
  }
  await Promise.all(
    sent.map(async ({ chain, token, amount, hash }) => {
      const receiver = receivers.get(token) as Address
      const state = await arrive(devnet, { chain: 'base', hash }, 'released')
      expect(state).toMatchObject({ amount, receiver })
      expect(await balanceOf(devnet, chain, token, receiver)).toBe(amount)
    }),
  )
  expect(await getAccount(devnet.client('alice'))).toMatchObject({ cash: 0n, equity: 0n })
  await expectBooksEqual(devnet)
})

test('behavior: by permit for somebody else; a stranger brings a signed withdrawal on another chain', {
  timeout: testTime,
}, async () => {
  const bob = devnet.client('bob')
  const carol = devnet.accounts.carol.address
  const common = { chain: 'arbitrum', token: 'USDC', amount: 700_000_007n, via: 'permit' } as const

  // whose account it is must be said, and an address alone does not say it
  await expect(deposit(bob, { ...common, account: { owner: carol } })).rejects.toThrow(InputError)
  const spoke = findChain(devnet.deployment, 'arbitrum').contracts.spoke as Address
  await expect(
    deposit(bob, { ...common, account: { owner: spoke, kind: 'plain' } }),
  ).rejects.toThrow(/contract on arbitrum/)

  const account = { owner: carol, kind: 'plain' } as const
  const mine = await deposit(bob, { ...common, account })
  const theirs = await deposit(devnet.client('alice'), {
    ...{ chain: 'optimism', token: 'USDC', amount: 900_000_000n },
  })
  await arrive(devnet, { chain: 'arbitrum', hash: mine.hash }, 'credited')
  await arrive(devnet, { chain: 'optimism', hash: theirs.hash }, 'credited')
  expect((await getAccount(devnet.client('carol'))).cash).toBe(toBookUnits(700_000_007n, 6))

  // carol's cash came in on arbitrum and leaves on optimism; she pays no gas
  const receiver = freshAddress('signed')
  const signed = await signWithdrawal(devnet.client('carol'), {
    ...{ chain: 'optimism', token: 'USDC', amount: 700_000_007n, receiver },
  })
  const forged = await signWithdrawal(bob, {
    ...{ chain: 'optimism', token: 'USDC', amount: 1n, account, receiver },
  })
  const stranger = devnet.client('liquidator')
  await expect(submitWithdrawal(stranger, forged)).rejects.toMatchObject({
    revert: { errorName: 'Hub_BadSignature' },
  })
  await expect(
    submitWithdrawal(stranger, {
      ...signed,
      withdrawal: { ...signed.withdrawal, receiver: devnet.accounts.bob.address },
    }),
  ).rejects.toMatchObject({ revert: { errorName: 'Hub_BadSignature' } })
  const { hash } = await submitWithdrawal(stranger, signed)
  await expect(submitWithdrawal(stranger, signed)).rejects.toMatchObject({
    revert: { errorName: 'Hub_NonceUsed' },
  })
  await arrive(devnet, { chain: 'base', hash }, 'released')
  expect(await balanceOf(devnet, 'optimism', 'USDC', receiver)).toBe(700_000_007n)
  expect((await getAccount(devnet.client('carol'))).cash).toBe(0n)
  await expectBooksEqual(devnet)
})

test('behavior: one unit crosses, and everything leaves by an exit request', {
  timeout: testTime,
}, async () => {
  const client = devnet.client('liquidator')
  const { hash } = await deposit(client, { chain: 'arbitrum', token: 'WBTC', amount: 1n })
  await arrive(devnet, { chain: 'arbitrum', hash }, 'credited')
  const receiver = freshAddress('all')
  const exit = await requestExit(client, {
    ...{ chain: 'arbitrum', token: 'WBTC', amount: 'all', receiver },
  })
  const stranger = devnet.client('carol')
  const booked = await follow(devnet, { chain: 'arbitrum', hash: exit.hash }, [
    'booked',
    'releasing',
  ])
  if (booked.state.status === 'booked') {
    await recoverTransfer(stranger, { chain: 'arbitrum', hash: exit.hash })
  }
  await arrive(devnet, { chain: 'arbitrum', hash: exit.hash }, 'releasing')
  expect(await balanceOf(devnet, 'arbitrum', 'WBTC', receiver)).toBe(1n)
  await expectBooksEqual(devnet)
})

test('error: nothing, too much, a wrong chain, a wrong owner: said clearly, and nothing moves', {
  timeout: testTime,
}, async () => {
  const client = devnet.client('alice')
  const before = await balanceOf(devnet, 'arbitrum', 'WBTC', devnet.accounts.alice.address)
  const wbtc = { chain: 'arbitrum', token: 'WBTC' } as const
  const most = (1n << 128n) - 1n

  await expect(deposit(client, { ...wbtc, amount: 0n })).rejects.toThrow('above zero')
  await expect(deposit(client, { ...wbtc, amount: most + 1n })).rejects.toThrow(
    'more than any vault can hold',
  )
  await expect(deposit(client, { ...wbtc, amount: most })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_OverCap' },
  })
  await expect(deposit(client, { chain: 'base', token: 'WBTC', amount: 1n })).rejects.toThrow(
    InputError,
  )
  await expect(deposit(client, { chain: 'ethereum', token: 'WBTC', amount: 1n })).rejects.toThrow(
    InputError,
  )
  await expect(withdraw(client, { chain: 'solana', token: 'WBTC', amount: 1n })).rejects.toThrow(
    'There is no chain "solana"',
  )

  // the contracts say the same to whoever does not come through the SDK
  const arbitrum = findChain(devnet.deployment, 'arbitrum')
  const token = findToken(arbitrum, 'WBTC').address
  const own = toAccountId({ owner: devnet.accounts.alice.address, chain: 0, subaccount: 0n })
  const bobs = toAccountId({ owner: devnet.accounts.bob.address, chain: 0, subaccount: 0n })
  const vault = { address: arbitrum.contracts.spoke as Address, abi: spokeAbi }
  const hub = {
    address: findChain(devnet.deployment, 'base').contracts.hub as Address,
    abi: hubAbi,
  }
  const value = 10n ** 15n
  const zero = { ...vault, functionName: 'deposit', args: [token, 0n, own], value }
  await expect(send(devnet, 'arbitrum', 'alice', zero)).rejects.toThrow('Spoke_ZeroAmount')
  const foreign = {
    ...{ ...hub, functionName: 'withdraw', value },
    args: [own, toAssetId({ chain: 4, token }), 1n, devnet.accounts.alice.address, 0n],
  }
  await expect(send(devnet, 'base', 'alice', foreign)).rejects.toThrow('Hub_UnknownAsset')
  const notMine = {
    ...{ ...hub, functionName: 'withdraw', value },
    args: [bobs, toAssetId({ chain: 2, token }), 1n, devnet.accounts.alice.address, 0n],
  }
  await expect(send(devnet, 'base', 'alice', notMine)).rejects.toThrow('Hub_NotTheOwner')
  await expect(
    requestExit(client, { ...wbtc, amount: 1n, account: bobs, receiver: freshAddress('thief') }),
  ).rejects.toMatchObject({ revert: { errorName: 'Spoke_NotTheOwner' } })
  await expect(withdraw(client, { ...wbtc, amount: 1n })).rejects.toMatchObject({
    revert: { errorName: 'Hub_NotCovered' },
  })

  const after = await balanceOf(devnet, 'arbitrum', 'WBTC', devnet.accounts.alice.address)
  expect(after).toBe(before)
  await expectBooksEqual(devnet)
})

test('behavior: the vault takes its cap to the unit; what the hub finds over its own goes back', {
  timeout: testTime,
}, async () => {
  const client = devnet.client('alice')
  const arbitrum = findChain(devnet.deployment, 'arbitrum')
  const { address } = findToken(arbitrum, 'WBTC')
  const wbtc = { chain: 'arbitrum', token: 'WBTC' } as const
  const unit = 10n ** 8n
  const holder = devnet.accounts.alice.address
  const before = await balanceOf(devnet, 'arbitrum', 'WBTC', holder)

  await send(devnet, 'base', 'guardian', {
    ...{ address: findChain(devnet.deployment, 'base').contracts.hub as Address, abi: hubAbi },
    ...{ functionName: 'lowerCap', args: [toAssetId({ chain: 2, token: address }), 10n * unit] },
  })
  await send(devnet, 'arbitrum', 'guardian', {
    ...{ address: arbitrum.contracts.spoke as Address, abi: spokeAbi },
    ...{ functionName: 'lowerCap', args: [address, 12n * unit] },
  })
  await expect(deposit(client, { ...wbtc, amount: 12n * unit + 1n })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_OverCap', args: { room: 12n * unit } },
  })
  const { hash, seq } = await deposit(client, { ...wbtc, amount: 12n * unit })
  await expect(deposit(client, { ...wbtc, amount: 1n })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_OverCap', args: { room: 0n } },
  })

  const pending = await follow(devnet, { chain: 'arbitrum', hash }, ['pending', 'credited'])
  expect(pending.state).toMatchObject({ status: 'pending', reason: 4 })
  expect(pending.fundsAt).toMatchObject({ place: 'vault', chain: 2 })
  await refundDeposit(client, { chain: 'arbitrum', seq })
  await arrive(devnet, { chain: 'arbitrum', hash }, 'refunded')
  expect(await balanceOf(devnet, 'arbitrum', 'WBTC', holder)).toBe(before)

  const within = await deposit(client, { ...wbtc, amount: 10n * unit })
  await arrive(devnet, { chain: 'arbitrum', hash: within.hash }, 'credited')
  await expectBooksEqual(devnet)
})
