import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDevnet, type Devnet, readBooks } from '@causeway/devnet'
import {
  type ChainDeployment,
  type ChainRef,
  claim,
  contractOf,
  deposit,
  doctor,
  getAccount,
  getCollateralByChain,
  getMarkets,
  getPositions,
  getTransfer,
  hubAbi,
  type Market,
  matchOrders,
  parseAmount,
  payWaiting,
  RevertError,
  recoverTransfer,
  refundDeposit,
  requestExit,
  selfRelay,
  signOrder,
  simulateDeposit,
  spokeAbi,
  type Transfer,
  type TransferRef,
  toAssetId,
  watchTransfer,
  withdraw,
} from '@causeway/sdk'
import { type Address, erc20Abi, parseAbi } from 'viem'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runOperators } from './testing/operators.js'
import { causeway as called, asProcess as spawned } from './testing/program.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-cli-'))
const patience = { timeout: 300_000 }
let devnet: Devnet
let operators: ReturnType<typeof runOperators>

beforeAll(async () => {
  devnet = await createDevnet({ relayer: false, folder, blockTimes: { 1: 1, 2: 1, 3: 1, 4: 1 } })
  operators = runOperators(devnet)
}, 240_000)
afterEach(() => expectBooksEqual())
afterAll(async () => {
  await operators?.stop()
  await devnet?.stop({ remove: true })
  rmSync(folder, { recursive: true, force: true })
}, 120_000)

const asAlice = () => ({
  CAUSEWAY_DEPLOYMENT: devnet.deploymentFile,
  CAUSEWAY_PRIVATE_KEY: devnet.accounts.alice.privateKey,
})
const causeway = (args: readonly string[]) => called(args, asAlice())
const asProcess = (args: readonly string[]) => spawned(args, asAlice(), folder)
const usdc = (text: string) => parseAmount(text, 6)
const send = async (role: Parameters<Devnet['client']>[0], chain: number, call: object) => {
  const client = devnet.client(role)
  const hash = await client.wallet(chain).writeContract(call as never)
  const { status } = await client.reader(chain).waitForTransactionReceipt({ hash })
  expect(status).toBe('success')
}
/** Carries a transfer as somebody who has nothing to do with it. */
const carry = (ref: TransferRef) =>
  selfRelay(devnet.client('carol'), { ...ref, timeout: 90_000, pollingInterval: 300 })
/** Carries it until it stands still in a state that needs more than carrying. */
const carryTo = async (ref: TransferRef, status: Transfer['state']['status']) => {
  for (let round = 0; round < 200; round++) {
    const { transfer } = await recoverTransfer(devnet.client('carol'), ref)
    if (transfer.state.status === status) return transfer
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  throw new Error(`never ${status}`)
}
/** Has a token refuse to pay somebody, or no more. */
const refuse = (chain: number, address: Address, owner: Address, refused: boolean) =>
  send('faucet', chain, {
    ...{ address, abi: parseAbi(['function refuse(address holder, bool refused)']) },
    ...{ functionName: 'refuse', args: [owner, refused] },
  })
/** What every test ends with. */
const expectBooksEqual = async () =>
  expect((await readBooks(devnet.client('carol'))).faults).toEqual([])
const balanceOf = (chain: ChainRef, token: Address, owner: Address) =>
  devnet
    .client('carol')
    .reader(chain)
    .readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [owner] })

test('behavior: a deposit and a withdrawal cross with no relayer at all', patience, async () => {
  const alice = devnet.client('alice')
  const { seq } = await simulateDeposit(alice, { chain: 2, token: 'USDC', amount: usdc('60000') })
  expect(seq).toBe(1n)
  const sent = await deposit(alice, { chain: 2, token: 'USDC', amount: usdc('60000') })
  const before = await getAccount(alice)
  expect(before.inFlight).toMatchObject([{ type: 'deposit', seq: 1n, amount: usdc('60000') }])

  const transfer = await carry({ chain: 2, hash: sent.hash })
  expect(transfer.state).toMatchObject({ status: 'credited', amount: usdc('60000') })
  expect(transfer.fundsAt.place).toBe('account')
  expect(transfer.steps.every(({ done }) => done)).toBe(true)
  const times = transfer.steps.flatMap(({ name, at }) => (name === 'layerzero' || !at ? [] : [at]))
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(await getTransfer(alice, { chain: 'arbitrum', seq: 1n })).toEqual(transfer)

  const token = devnet.token(2, 'USDC')
  const bob = devnet.accounts.bob.address
  const balance = await balanceOf(2, token, bob)
  const left = await withdraw(alice, { chain: 2, token, amount: usdc('10'), receiver: bob })
  const release = await carry({ chain: 'base', hash: left.hash })
  expect(release.state).toMatchObject({ status: 'released', receiver: bob })
  expect(await balanceOf(2, token, bob)).toBe(balance + usdc('10'))
  const account = await getAccount(alice)
  expect(account).toMatchObject({ inFlight: [], claimable: [] })
  expect(account.cash).toBe(parseAmount('59990', 18))
})

test('behavior: an exit request becomes a ticket, a release and tokens', patience, async () => {
  const bob = devnet.client('bob')
  const amount = parseAmount('0.5', 8)
  const sent = await deposit(bob, { chain: 2, token: 'WBTC', amount, via: 'permit' })
  await carry({ chain: 2, hash: sent.hash })
  const exit = await requestExit(bob, { chain: 2, token: 'WBTC', amount: 'all' })
  const transfer = await carry({ chain: 2, hash: exit.hash })
  expect(transfer).toMatchObject({
    type: 'exit',
    done: true,
    state: { status: 'releasing', amount },
  })
  expect(transfer.fundsAt).toMatchObject({ place: 'receiver', address: bob.account?.address })
  expect((await getAccount(bob)).holdings).toEqual([])
})

test('behavior: a deposit over the cap waits, says why, and goes back', patience, async () => {
  const carol = devnet.client('carol')
  const token = devnet.token(4, 'DAI')
  await send('guardian', 3, {
    address: contractOf(devnet.deployment, 3, 'hub'),
    ...{ abi: hubAbi, functionName: 'lowerCap', args: [toAssetId({ chain: 4, token }), 1n] },
  })
  const { hash, seq } = await deposit(carol, { chain: 4, token, amount: 5n })
  const pending = await carryTo({ chain: 4, hash }, 'pending')
  expect(pending.state).toMatchObject({ why: "the token's cap is full" })
  expect(pending.fundsAt).toMatchObject({ place: 'vault', chain: 4 })
  const row = (await getCollateralByChain(carol)).find(
    (r) => r.asset === toAssetId({ chain: 4, token }),
  )
  expect(row).toMatchObject({ pending: 5n, depositing: 0n, cap: 1n })
  await expect(refundDeposit(devnet.client('bob'), { chain: 4, seq })).rejects.toMatchObject({
    action: 'wait',
    revert: { errorName: 'Hub_NotRefundable' },
  })
  await refundDeposit(carol, { chain: 4, seq })
  const refunded = await carry({ chain: 4, hash })
  expect(refunded.state.status).toBe('refunded')
  expect(refunded.fundsAt.place).toBe('receiver')
})

test('behavior: a refused payment is claimed to another address', patience, async () => {
  const alice = devnet.client('alice')
  const owner = devnet.accounts.alice.address
  const token = devnet.token(2, 'USDC')
  const { hash } = await withdraw(alice, { chain: 2, token, amount: usdc('1') })
  await refuse(2, token, owner, true)
  const transfer = await carryTo({ chain: 3, hash }, 'claimable')
  expect(transfer.next).toMatchObject([{ who: 'receiver' }])
  expect((await getAccount(alice)).claimable).toMatchObject([{ chain: 2, amount: usdc('1') }])
  await expect(claim(alice, { chain: 2, token })).rejects.toBeInstanceOf(RevertError)
  const to = devnet.accounts.spare.address
  expect(await claim(alice, { chain: 2, token, to })).toMatchObject({ amount: usdc('1') })
  expect(await balanceOf(2, token, to)).toBe(usdc('1'))
  const claimed = await getTransfer(alice, { chain: 3, hash })
  expect(claimed).toMatchObject({ done: true, state: { status: 'claimed', to } })
  await refuse(2, token, owner, false)
})

test(
  'behavior: a deposit that a reorganisation took away is said to be gone',
  patience,
  async () => {
    const alice = devnet.client('alice')
    const { hash } = await deposit(alice, { chain: 1, token: 'USDC', amount: usdc('1') })
    const statuses: string[] = []
    const signal = AbortSignal.timeout(30_000)
    for await (const transfer of watchTransfer(alice, { chain: 1, hash, signal })) {
      statuses.push(transfer.state.status)
      if (transfer.state.status === 'locked') await devnet.reorg(1, 1)
      if (transfer.state.status !== 'locked') {
        expect(transfer.fundsAt.place).toBe('wallet')
        break
      }
    }
    expect(statuses).toEqual(['locked', 'reorganised'])
    await expect(getTransfer(alice, { chain: 1, hash })).rejects.toThrow(/never sent|replaced/)
  },
)

test('behavior: the program deposits, recovers and shows', patience, async () => {
  const sent = await asProcess([
    'deposit',
    '25',
    'USDC',
    'optimism',
    '--yes',
    '--json',
    '--no-wait',
  ])
  expect(sent.code).toBe(0)
  const { hash } = JSON.parse(sent.out)
  const state = await causeway(['transfer', hash])
  expect(state.code).toBe(3)
  expect(state.out).toContain('Locked in the vault on optimism')
  const recovered = await causeway(['recover', hash, '--yes', '--self-relay'])
  expect(recovered.out).toContain('credited. On the account at the hub (base).')
  expect(recovered.code).toBe(0)
  expect((await causeway(['transfer', hash, '--watch'])).code).toBe(0)
  const account = JSON.parse((await causeway(['account', '--json'])).out)
  expect(BigInt(account.cash)).toBe((await getAccount(devnet.client('alice'))).cash)
  expect((await causeway(['collateral'])).out).toMatch(/optimism +USDC/)
  expect((await causeway(['lanes'])).out).toMatch(/optimism → base( +2){4}/)
  const refused = await causeway(['claim', 'USDC', 'optimism', '--yes'])
  expect(refused.err).toContain('nothing of USDC to claim')
  expect(refused.code).toBe(3)
})

test(
  'behavior: the program withdraws, asks for an exit, claims and tells fees',
  patience,
  async () => {
    const to = devnet.accounts.spare.address
    const token = devnet.token(2, 'USDC')
    const before = await balanceOf(2, token, to)
    const json = async (args: readonly string[]) => {
      const { code, out, err } = await causeway([...args, '--yes', '--json'])
      expect({ args, code, err }).toMatchObject({ args, code: 0 })
      return JSON.parse(out)
    }
    const left = await json(['withdraw', '2', 'USDC', 'arbitrum', '--receiver', to, '--no-wait'])
    expect(left).toMatchObject({ chain: 3, destination: 2 })
    const release = await carry({ chain: 3, hash: left.hash })
    expect(release.state).toMatchObject({ status: 'released', amount: usdc('2'), receiver: to })
    expect(await balanceOf(2, token, to)).toBe(before + usdc('2'))

    const asked = await json(['exit', '1.5', 'USDC', 'arbitrum', '--receiver', to, '--no-wait'])
    expect(asked).toMatchObject({ chain: 2 })
    const exit = await carry({ chain: 2, hash: asked.hash })
    expect(exit.fundsAt).toMatchObject({ place: 'receiver', address: to })
    expect(await balanceOf(2, token, to)).toBe(before + usdc('3.5'))
    const told = await causeway(['transfer', asked.hash])
    expect(told.code).toBe(0)

    const fees = await json(['fees'])
    expect(fees.map(({ name }: { name: string }) => name)).toEqual([
      'ethereum',
      'arbitrum',
      'optimism',
    ])
    for (const { toHub, fromHub } of fees)
      expect(BigInt(toHub) > 0n && BigInt(fromHub) > 0n).toBe(true)

    await refuse(2, token, devnet.accounts.alice.address, true)
    const { hash } = await json(['withdraw', '1', 'USDC', 'arbitrum', '--no-wait'])
    await carryTo({ chain: 3, hash }, 'claimable')
    const refused = await causeway(['claim', 'USDC', 'arbitrum', '--yes'])
    expect(refused.code).not.toBe(0)
    const claimed = await json(['claim', 'USDC', 'arbitrum', '--to', to])
    expect(claimed).toMatchObject({ chain: 2, amount: String(usdc('1')) })
    expect(await balanceOf(2, token, to)).toBe(before + usdc('4.5'))
    await refuse(2, token, devnet.accounts.alice.address, false)
  },
)

test('behavior: the program sends a pending deposit back', patience, async () => {
  // the hub's cap is one unit since the test above
  const sent = await causeway(['deposit', '2', 'DAI', 'optimism', '--yes', '--json', '--no-wait'])
  expect(sent.code).toBe(0)
  const { hash } = JSON.parse(sent.out)
  await carryTo({ chain: 4, hash }, 'pending')
  const back = await causeway(['refund', hash, '--yes', '--json', '--no-wait'])
  expect(back.code).toBe(0)
  expect(JSON.parse(back.out)).toMatchObject({ chain: 3 })
  expect((await carry({ chain: 4, hash })).state.status).toBe('refunded')
  const again = await causeway(['refund', hash, '--yes'])
  expect(again.err).toContain('only a pending one can be sent back')
})

/** What is never in order in this world: nobody publishes heartbeats, and one test lowers a cap. */
const usual = ['heartbeat to the hub', 'heartbeat from the hub', 'DAI limits']

test('behavior: doctor finds the deployment in order', patience, async () => {
  const wrong = (await doctor(devnet.client('alice'))).filter(({ ok }) => !ok)
  for (const { check, detail } of wrong) expect(usual, `${check}: ${detail}`).toContain(check)
  const { code, out } = await causeway(['doctor', '--json'])
  expect(code).toBe(wrong.length === 0 ? 0 : 1)
  const found: { check: string; ok: boolean; detail: string }[] = JSON.parse(out)
  const detailOf = (name: string) => found.find(({ check }) => check === name)?.detail
  expect(detailOf('Wormhole guardians')).toBe('set 0 has 19 guardians, 13 sign, as recorded')
  expect(detailOf('WBTC limits')).toMatch(/as planned$/)
})

type Altered = Pick<ChainDeployment, 'layerzero' | 'wormhole' | 'contracts' | 'tokens'>

/** One mistake in the record of arbitrum, and the check on a chain that must find it. */
const mistakes: [string, number, string, RegExp, (entry: ChainDeployment) => Partial<Altered>][] = [
  [
    ...(['a peer', 3, 'LayerZero peer arbitrum', /^peer is 0x\w+, not 0x\w+$/] as const),
    ({ contracts }) => ({
      contracts: { ...contracts, layerZeroTransport: contracts.wormholeTransport },
    }),
  ],
  [
    ...(['libraries', 2, 'LayerZero libraries base', /^send library is 0x\w+, not 0x\w+/] as const),
    ({ layerzero }) => ({
      layerzero: { ...layerzero, sendLibrary: layerzero.receiveLibrary },
    }),
  ],
  [
    ...([
      'confirmations',
      2,
      'LayerZero DVNs base',
      /^sending: \d+ confirmations, not 99$/,
    ] as const),
    ({ layerzero }) => ({ layerzero: { ...layerzero, confirmations: 99 } }),
  ],
  [
    ...(['DVNs', 2, 'LayerZero DVNs base', /required DVNs are/] as const),
    ({ layerzero }) => ({
      layerzero: { ...layerzero, requiredDvns: layerzero.requiredDvns.slice(1) },
    }),
  ],
  [
    ...(['guardians', 2, 'Wormhole guardians', /hash of its keys is 0x\w+, not 0x1234$/] as const),
    ({ wormhole }) => ({ wormhole: { ...wormhole, guardians: { index: 0, hash: '0x1234' } } }),
  ],
  [
    ...(['a cap', 2, 'USDC limits', /^the vault's cap is [\d.]+, not 7$/] as const),
    ({ tokens }) => ({
      tokens: tokens.map((token) => ({
        ...token,
        ...(token.caps && { caps: { ...token.caps, vault: '7' } }),
      })),
    }),
  ],
]

test('error: doctor finds each mistake in a record', patience, async () => {
  const client = devnet.client('alice')
  const { deployment } = devnet
  const sound = await doctor(client)
  for (const [what, chain, name, detail, alter] of mistakes) {
    const chains = deployment.chains.map((entry) =>
      entry.chain === 2 ? { ...entry, ...alter(entry) } : entry,
    )
    const found = await doctor({ ...client, deployment: { ...deployment, chains } })
    const of = (checks: typeof found) => checks.find((c) => c.check === name && c.chain === chain)
    expect(of(sound), what).toMatchObject({ ok: true })
    expect(of(found), what).toMatchObject({ ok: false, detail: expect.stringMatching(detail) })
  }
})

test('error: doctor finds a price that is too old', patience, async () => {
  const check = async () =>
    (await doctor(devnet.client('alice'))).filter(({ check }) => check === 'WETH price')
  for (const { ok, detail } of await check()) expect({ ok, detail }).toMatchObject({ ok: true })
  await devnet.prices.control({ silent: true })
  await devnet.increaseTime(61)
  const stale = await check()
  expect(stale.length).toBeGreaterThan(0)
  for (const { ok, detail } of stale) {
    expect(ok).toBe(false)
    expect(detail).toMatch(/^refused: .*\(\d+ s old\)$/)
  }
  await devnet.prices.control({ silent: false })
})

test(
  'behavior: bridges that contradict each other freeze the lane, and say so',
  patience,
  async () => {
    const alice = devnet.client('alice')
    const { hash } = await deposit(alice, { chain: 4, token: 'USDC', amount: usdc('2') })
    const { state } = await carryTo({ chain: 4, hash }, 'published')
    if (state.status !== 'published') throw new Error('not published')
    // the same checkpoint with another link
    const { bytes } = state.checkpoint
    const lie: `0x${string}` = `0x${bytes.slice(2, 82)}${'ab'.repeat(32)}${bytes.slice(146)}`
    const vaa = await devnet.forgeVaa({
      ...{ chain: 4, emitter: contractOf(devnet.deployment, 4, 'wormholeTransport') },
      ...{ sequence: 1_000n, payload: lie, consistencyLevel: 1, publish: false },
    })
    await send('carol', 3, {
      address: contractOf(devnet.deployment, 3, 'wormholeTransport'),
      abi: parseAbi(['function receiveVaa(bytes vaa)']),
      ...{ functionName: 'receiveVaa', args: [vaa] },
    })
    const transfer = await carryTo({ chain: 4, hash }, 'frozen')
    expect(transfer).toMatchObject({ done: false, fundsAt: { place: 'vault', chain: 4 } })
    expect(transfer.next).toMatchObject([{ who: 'governance' }])
    expect(
      (await doctor(alice)).find(({ check, chain }) => check === 'lanes run' && chain === 4)?.ok,
    ).toBe(false)
  },
)

test('behavior: a LayerZero nonce that is lost is reported and skipped', patience, async () => {
  const alice = devnet.client('alice')
  operators.ignored.add('1/3/1')
  const first = await deposit(alice, { chain: 1, token: 'WETH', amount: 1n })
  const { next } = await carryTo({ chain: 1, hash: first.hash }, 'attested')
  expect(next.map(({ who }) => who)).toContain('the operators')
  const second = await deposit(alice, { chain: 1, token: 'WETH', amount: 2n })
  const ref = { chain: 1, hash: second.hash }
  const calls = new Set<string>()
  for (let round = 0; round < 200 && !calls.has('reportStuck'); round++) {
    const { actions } = await recoverTransfer(devnet.client('carol'), ref)
    for (const { call } of actions) calls.add(call)
  }
  const { state } = await getTransfer(alice, ref)
  expect(state).toMatchObject({ layerzero: { status: 'committed', nonce: 2n, blockedBy: 1n } })
  await devnet.increaseTime(3_601)
  for (const transfer of [
    await carry(ref),
    await getTransfer(alice, { chain: 1, hash: first.hash }),
  ]) {
    expect(transfer.state.status).toBe('credited')
    expect(transfer.steps.filter(({ done }) => !done)).toEqual([])
  }
})

test('behavior: a release that a brake holds up is paid when it is mature', patience, async () => {
  const alice = devnet.client('alice')
  const token = devnet.token(2, 'USDC')
  const { hash, releaseSeq } = await withdraw(alice, { chain: 2, token, amount: usdc('3') })
  await send('guardian', 2, {
    address: contractOf(devnet.deployment, 2, 'spoke'),
    ...{ abi: spokeAbi, functionName: 'brake', args: [token] },
  })
  await carryTo({ chain: 3, hash }, 'waiting')
  await expect(payWaiting(alice, { chain: 2, seq: releaseSeq })).rejects.toMatchObject({
    revert: { errorName: 'Spoke_StillWaiting' },
  })
  await devnet.increaseTime(72 * 3_600 + 1)
  const transfer = await carry({ chain: 3, hash })
  expect(transfer.state).toMatchObject({ status: 'released', amount: usdc('3') })
})

test(
  'behavior: the program fixes and settles an expiry that nobody looked after',
  patience,
  async () => {
    const [alice, bob] = [devnet.client('alice'), devnet.client('bob')]
    for (const client of [alice, bob]) {
      const amount = usdc('20000')
      const { hash } = await deposit(client, { chain: 2, token: 'USDC', amount })
      await carry({ chain: 2, hash })
    }
    const futures = (await getMarkets(alice, { underlying: 'ETH' })).filter(
      ({ instrument }) => instrument.kind === 'future',
    )
    const [{ name = '' } = {}] = futures.sort((a, b) => expiryOf(a) - expiryOf(b))
    const order = { instrument: name, price: parseAmount('3001', 18) }
    const [resting, taking] = await Promise.all([
      signOrder(bob, { ...order, size: -(10n ** 18n) }),
      signOrder(alice, { ...order, size: 10n ** 18n, timeInForce: 'immediate' }),
    ])
    await matchOrders(devnet.client('carol'), { taker: taking, makers: [resting] })

    const waiting = await causeway(['expiry', name])
    expect(waiting.out).toMatch(new RegExp(`^${name} .* in \\d+ (h|d) `, 'm'))
    const early = await causeway(['expiry', name, 'observe', '--yes'])
    expect(early).toMatchObject({
      code: 3,
      err: expect.stringContaining('in the half hour before'),
    })
    expect((await causeway(['settle', '--yes'])).out).toBe('Nothing waits to be settled.\n')

    const expiry = expiryOf(futures.find((market) => market.name === name))
    await devnet.increaseTime(expiry - devnet.now() + 1)
    await devnet.prices.control({ prices: { ETH: 3_050 } })
    const cash = (await getAccount(alice)).cash
    const settled = await causeway(['settle', '--yes', '--json'])
    expect(settled.err).toBe('')
    const { expired, fixed, hash } = JSON.parse(settled.out)
    expect(expired).toMatchObject([{ name, size: String(10n ** 18n) }])
    expect([fixed.length, hash]).toEqual([1, expect.stringMatching(/^0x/)])
    // bought at 3,001, and settled at the price of the moment, because nobody had observed any
    expect((await getAccount(alice)).cash - cash).toBe(parseAmount('49', 18))
    const other = await causeway(['settle', devnet.accounts.bob.address, '--yes'])
    expect(other.out).toMatch(new RegExp(`^${name} +-1 .* 3,050\n+settled +0x`, 'm'))
    expect(await getPositions(bob)).toEqual([])
    const again = await causeway(['expiry', name, 'fix', '--yes'])
    expect(again).toMatchObject({ code: 3, err: expect.stringContaining('is fixed already') })
  },
)

const expiryOf = (market: Market | undefined) =>
  market?.instrument.kind === 'future' ? market.instrument.expiry : 0
