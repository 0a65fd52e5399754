import { artifact, type Devnet, seededKey } from '@causeway/devnet'
import {
  chainOf,
  deposit,
  findToken,
  getAccount,
  getAppendFee,
  hubAbi,
  keyringAbi,
  recoverTransfer,
  refundDeposit,
  signWithdrawal,
  spokeAbi,
  submitWithdrawal,
  toAccountId,
  toAssetId,
  withdraw,
} from '@causeway/sdk'
import {
  type Abi,
  type Address,
  encodeFunctionData,
  erc20Abi,
  formatEther,
  formatUnits,
  type Hex,
  parseEther,
} from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { governorDelay, guard } from '../support/governance.js'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  follow,
  freshAddress,
  patience,
  refusal,
  send,
  startDevnet,
  tell,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
const arbitrum = 2
const hub = 3
const optimism = 4
const usd = 10n ** 6n
const wad = 10n ** 18n
/** Who attacks. */
const attacker = 'liquidator'

beforeAll(async () => {
  devnet = await startDevnet({ governorDelay })
}, patience)
afterAll(() => endDevnet(devnet))

const hubContract = () => chainOf(devnet.deployment, hub).contracts.hub as Address
const vaultAt = (chain: number) => chainOf(devnet.deployment, chain).contracts.spoke as Address
const tokenAt = (chain: number, symbol: string) =>
  findToken(chainOf(devnet.deployment, chain), symbol).address
const assetAt = (chain: number, symbol: string) =>
  toAssetId({ chain, token: tokenAt(chain, symbol) })
const own = (owner: Address) => toAccountId({ owner, chain: 0, subaccount: 0n })

test('attack: dust deposits in front of an honest one pay for their own way and stop nothing', {
  timeout: testTime,
}, async () => {
  const count = 150
  const { address } = devnet.accounts[attacker]
  const alice = devnet.client('alice')
  const reader = alice.reader(arbitrum)
  const coin = () => reader.getBalance({ address })
  const fee = () => getAppendFee(alice, { from: arbitrum, to: hub })
  const [coinBefore, feeBefore] = [await coin(), await fee()]
  const value = feeBefore * 2n
  const batch = await devnet.batch(arbitrum, attacker)
  const usdc = tokenAt(arbitrum, 'USDC')
  const vault = vaultAt(arbitrum)
  const approve = { abi: erc20Abi, functionName: 'approve', args: [vault, BigInt(count)] } as const
  batch.call({ address: usdc, ...approve, gas: 100_000n })
  const dust = { abi: spokeAbi as Abi, functionName: 'deposit', args: [usdc, 1n, own(address)] }
  for (let i = 0; i < count; i++) batch.call({ address: vault, ...dust, value, gas: 150_000n })
  await batch.flush()

  const feeAfter = await fee()
  const amount = 300_000n * usd
  const { hash } = await deposit(alice, { chain: arbitrum, token: 'USDC', amount })
  await arrive(devnet, { chain: arbitrum, hash }, 'credited')
  expect((await getAccount(alice)).cash).toBe(300_000n * wad)
  const paid = coinBefore - (await coin())
  const { cash } = await getAccount(devnet.client(attacker))
  expect(cash).toBe(BigInt(count) * 10n ** 12n)
  expect(paid).toBeGreaterThan(value * BigInt(count))
  // the honest one pays a little more while the backlog lasts
  expect(feeAfter).toBeLessThanOrEqual((feeBefore * 8n) / 5n)
  await expectBooksEqual(devnet)
  tell(
    `${count} deposits of one unit before an honest one`,
    `credited all the same; the attacker has his ${count} units and is ${formatEther(paid)} ETH poorer; the honest fee rose from ${formatEther(feeBefore)} to ${formatEther(feeAfter)} ETH`,
  )
})

test('attack: filling the rate before somebody’s rescue, and sending his deposit back', {
  timeout: testTime,
}, async () => {
  await guard(devnet, {
    ...{ chain: hub, target: hubContract(), abi: hubAbi, functionName: 'lowerCap' },
    args: [assetAt(optimism, 'wstETH'), 20_000n * wad],
  })
  const give = (role: 'alice' | 'bob' | typeof attacker, amount: bigint) =>
    deposit(devnet.client(role), { chain: optimism, token: 'wstETH', amount })
  const fill = await give(attacker, 8_000n * wad)
  await arrive(devnet, { chain: optimism, hash: fill.hash }, 'credited')
  const [small, large] = await Promise.all([give('alice', 100n * wad), give('bob', 2_500n * wad)])
  // a fifth of the rate is for small ones
  await arrive(devnet, { chain: optimism, hash: small.hash }, 'credited')
  const rescue = { chain: optimism, hash: large.hash }
  expect((await follow(devnet, rescue, ['pending', 'credited'])).state).toMatchObject({
    status: 'pending',
    reason: 5,
  })
  const thief = devnet.client(attacker)
  const sendBack = () => refusal(refundDeposit(thief, { chain: optimism, seq: large.seq }))
  expect(await sendBack()).toBe('Hub_NotRefundable')

  // 2,500 mature after 3,240 seconds whatever the attacker fills in meanwhile
  await devnet.increaseTime(3_300)
  const again = await give(attacker, 8_000n * wad)
  await arrive(devnet, { chain: optimism, hash: again.hash }, 'credited')
  expect(await sendBack()).toBe('Hub_NotRefundable')
  await recoverTransfer(devnet.client('carol'), rescue)
  await arrive(devnet, rescue, 'credited')
  await expectBooksEqual(devnet)
  tell(
    'filling the rate twice before a rescue of 2,500 wstETH, and refunding it',
    'the small rescue was credited at once, the large one within 54 minutes; the attacker’s 16,000 wstETH are collateral of his own',
  )
})

test('attack: the same address is somebody else’s contract on other chains', {
  timeout: testTime,
}, async () => {
  // one key that deploys as its first act on each chain: alice's wallet on arbitrum, the attacker's elsewhere
  const { account, address: deployer } = seededKey('e2e', 'deployer of wallets')
  const wallet = artifact('AccessManager')
  const addresses = new Set<Address>()
  for (const chain of [arbitrum, optimism, hub] as const) {
    const master = devnet.accounts[chain === arbitrum ? 'alice' : attacker].address
    const rich = devnet.wallet(chain, 'spare')
    const gift = await rich.sendTransaction({ to: deployer, value: parseEther('1') })
    await rich.waitForTransactionReceipt({ hash: gift, timeout: patience })
    const { abi, bytecode } = wallet
    const by = devnet.wallet(chain, account)
    const hash = await by.deployContract({ abi, bytecode, args: [master] })
    const receipt = await by.waitForTransactionReceipt({ hash, timeout: patience })
    addresses.add(receipt.contractAddress as Address)
  }
  expect(addresses.size).toBe(1)
  const [owner] = addresses as Iterable<Address> as [Address]
  const as = (chain: number, role: 'alice' | typeof attacker, target: Address, data: Hex) =>
    send(devnet, chain, role, {
      ...{ address: owner, abi: wallet.abi, functionName: 'execute', args: [target, data] },
      value: 10n ** 15n,
    })

  const ref = { owner, kind: { contractOn: arbitrum } } as const
  const id = toAccountId({ owner, chain: arbitrum, subaccount: 0n })
  const amount = 1_000n * usd
  const given = await deposit(devnet.client('alice'), {
    ...{ chain: arbitrum, token: 'USDC', amount, account: ref },
  })
  await arrive(devnet, { chain: arbitrum, hash: given.hash }, 'credited')

  const all = (1n << 128n) - 1n
  const loot = freshAddress('loot')
  const exit = (chain: number, receiver: Address) =>
    encodeFunctionData({
      ...{ abi: spokeAbi, functionName: 'requestExit' },
      args: [id, tokenAt(chain, 'USDC'), all, receiver],
    })
  expect(await refusal(as(optimism, attacker, vaultAt(optimism), exit(optimism, loot)))).toBe(
    'Spoke_NotTheOwner',
  )
  const take = encodeFunctionData({
    ...{ abi: hubAbi, functionName: 'withdraw' },
    args: [id, assetAt(arbitrum, 'USDC'), amount, loot, wad],
  })
  expect(await refusal(as(hub, attacker, hubContract(), take))).toBe('Hub_NotTheOwner')
  // he may name a signer for his own contract there, which is another account
  const thief = devnet.client(attacker)
  const signer = encodeFunctionData({
    ...{ abi: spokeAbi, functionName: 'setSigner' },
    args: [devnet.accounts[attacker].address, 2n ** 40n],
  })
  await as(optimism, attacker, vaultAt(optimism), signer)
  const keyring = await thief.reader(hub).readContract({
    ...{ address: hubContract(), abi: hubAbi, functionName: 'KEYRING' },
  })
  const signerOn = (chain: number) =>
    thief.reader(hub).readContract({
      ...{ address: keyring, abi: keyringAbi, functionName: 'signerOf', args: [owner, chain] },
    })
  await until('the signer', async () => BigInt((await signerOn(optimism))[0]) !== 0n)
  expect(BigInt((await signerOn(arbitrum))[0])).toBe(0n)
  const signed = await signWithdrawal(thief, {
    ...{ chain: arbitrum, token: 'USDC', amount, account: id, receiver: loot },
  })
  expect(await refusal(submitWithdrawal(thief, signed))).toBe('Hub_BadSignature')

  const receiver = freshAddress('wallet owner')
  const left = await as(arbitrum, 'alice', vaultAt(arbitrum), exit(arbitrum, receiver))
  const ticket = { chain: arbitrum, hash: left.transactionHash }
  await follow(devnet, ticket, ['booked'])
  await until('the ticket', async () => {
    const { transfer } = await recoverTransfer(devnet.client('carol'), ticket)
    return transfer.state.status === 'releasing'
  })
  await arrive(devnet, ticket, 'releasing')
  expect(await balanceOf(devnet, arbitrum, 'USDC', receiver)).toBe(amount)
  expect(await balanceOf(devnet, arbitrum, 'USDC', loot)).toBe(0n)
  await expectBooksEqual(devnet)
  tell(
    'a contract of the victim’s address on optimism and base, its account on arbitrum',
    'the attacker has 0 of 1,000 USDC; the owner took all of it out on arbitrum',
  )
})

test('attack: counterfeit cash on one spoke takes at most that vault’s cap', {
  timeout: testTime,
}, async () => {
  const cap = 100_000n * usd
  await guard(devnet, {
    ...{ chain: hub, target: hubContract(), abi: hubAbi, functionName: 'lowerCap' },
    args: [assetAt(optimism, 'USDC'), cap],
  })
  // whoever holds the issuer's key prints
  const { address } = devnet.accounts[attacker]
  await send(devnet, optimism, 'faucet', {
    ...{ address: tokenAt(optimism, 'USDC'), abi: artifact('DevToken').abi, functionName: 'mint' },
    args: [address, 40_000_000n * usd],
  })
  const thief = devnet.client(attacker)
  // an account of its own: against collateral elsewhere he could borrow, as anyone may
  const account = { subaccount: 7n }
  const print = async (amount: bigint) => {
    const { hash } = await deposit(thief, { chain: optimism, token: 'USDC', amount, account })
    return follow(devnet, { chain: optimism, hash }, ['credited', 'pending'])
  }
  const before = (await getAccount(thief, { account })).cash
  const held = await balanceOf(devnet, arbitrum, 'USDC', address)
  expect((await print(40_000_000n * usd)).state).toMatchObject({ status: 'pending', reason: 4 })
  expect((await print(cap)).state.status).toBe('credited')
  expect((await print(1n)).state).toMatchObject({ status: 'pending', reason: 4 })
  expect((await getAccount(thief, { account })).cash - before).toBe(100_000n * wad)

  const real = { chain: arbitrum, token: 'USDC', account } as const
  const { hash } = await withdraw(thief, { ...real, amount: cap })
  await arrive(devnet, { chain: hub, hash }, 'released')
  const gain = (await balanceOf(devnet, arbitrum, 'USDC', address)) - held
  expect(gain).toBe(cap)
  expect(await refusal(withdraw(thief, { ...real, amount: usd }))).toBe('Hub_InsufficientBalance')
  const alice = devnet.client('alice')
  expect((await getAccount(alice)).cash).toBeGreaterThanOrEqual(298_000n * wad)
  // what is left of real cash still covers all but the cap
  const left = await balanceOf(devnet, arbitrum, 'USDC', vaultAt(arbitrum))
  expect(left).toBeGreaterThanOrEqual(300_000n * usd - cap)
  await expectBooksEqual(devnet)
  tell(
    '40,100,000 counterfeit USDC on optimism, whose cap is 100,000',
    `the attacker has ${formatUnits(gain, 6)} real USDC of others, exactly the cap, and can take no more`,
  )
})
