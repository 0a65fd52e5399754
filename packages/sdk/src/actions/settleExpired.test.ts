import { encodeInstrument, type Instrument, parseInstrument } from '@causeway/risk'
import { decodeFunctionData, encodeErrorResult, numberToHex, parseUnits, zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { clearingAbi } from '../abis/index.js'
import { type FakeAnswers, FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { toAccountId } from '../wire/index.js'
import { getExpired } from './getExpired.js'
import { prepareSettleExpired, simulateSettleExpired } from './settleExpired.js'
import { prepareSettlePosition, simulateSettlePosition } from './settlePosition.js'

const idOf = (name: string) => encodeInstrument(parseInstrument(name))
const expiryOf = (name: string) => (parseInstrument(name) as { expiry: number }).expiry
const first = 'ETH-20261225'
const account = toAccountId({
  owner: '0x00000000000000000000000000000000000000AA',
  chain: 0,
  subaccount: 0n,
})
const held = (name: string, size: string) => ({
  ...{ instrument: BigInt(idOf(name)), size: parseUnits(size, 18), cost: 0n, fundingIndex: 0n },
})

/** A client whose account holds a perpetual, two positions of an expiry and one of a later one. */
const holder = (answers: FakeAnswers = {}, now = expiryOf(first) + 5) =>
  fakeClient(
    {
      positionsOf: () => [
        held('ETH-PERP', '1'),
        held(first, '-2'),
        held(`${first}-4000-C`, '3'),
        held('ETH-20270101', '1'),
      ],
      settlementOf: () => [parseUnits('3100', 18), 0n, true],
      ...answers,
    },
    {
      eth_getBlockByNumber: () => ({
        ...{ number: '0x1', hash: zeroHash, timestamp: numberToHex(now), transactions: [] },
      }),
    },
  )

test('default: what has expired and is fixed', async () => {
  const request = await prepareSettleExpired(holder(), { account })
  const { functionName, args } = decodeFunctionData({ abi: clearingAbi, data: request.data })
  expect(functionName).toBe('settleExpired')
  expect(args).toEqual([account, [BigInt(idOf(first)), BigInt(idOf(`${first}-4000-C`))]])
})

test('behavior: what waits, and how far its price is known', async () => {
  const expired = await getExpired(
    holder({ settlementOf: () => [0n, parseUnits('1', 18), false] }),
    {
      account,
    },
  )
  expect(expired.map(({ name, expiry, settlement }) => [name, expiry, settlement.isFixed])).toEqual(
    [
      [first, expiryOf(first), false],
      [`${first}-4000-C`, expiryOf(first), false],
    ],
  )
  expect(await getExpired(holder({}, expiryOf(first) - 1), { account })).toEqual([])
})

test('behavior: named ones are sent as they are', async () => {
  const request = await prepareSettleExpired(holder(), { account, instruments: [first] })
  expect(request.args).toEqual([account, [BigInt(idOf(first))]])
})

test('error: nothing to settle, or not yet', async () => {
  const early = holder({}, expiryOf(first) - 1)
  await expect(prepareSettleExpired(early, { account })).rejects.toMatchObject({
    name: 'InputError',
    message: expect.stringContaining('Nothing waits to be settled'),
  })
  const unfixed = holder({
    settleExpired: () => {
      throw new FakeRevert(
        encodeErrorResult({
          abi: clearingAbi,
          errorName: 'Clearing_NotFixed',
          args: ['0x455448000000', expiryOf(first)],
        }),
      )
    },
  })
  await expect(
    simulateSettleExpired(unfixed, { account, instruments: [first] }),
  ).rejects.toMatchObject({ action: 'wait', revert: { errorName: 'Clearing_NotFixed' } })
})

test('behavior: a linear position is settled by its name', () => {
  const { functionName, args } = prepareSettlePosition(holder(), {
    account,
    instrument: 'ETH-PERP',
  })
  expect([functionName, args]).toEqual(['settlePosition', [account, BigInt(idOf('ETH-PERP'))]])
})

test('error: a position that cannot be settled, by name', async () => {
  const option: Instrument = parseInstrument(`${first}-4000-C`)
  const refusing = holder({
    settlePosition: () => {
      throw new FakeRevert(
        encodeErrorResult({
          abi: clearingAbi,
          errorName: 'Clearing_NotLinear',
          args: [BigInt(encodeInstrument(option))],
        }),
      )
    },
  })
  await expect(
    simulateSettlePosition(refusing, { account, instrument: `${first}-4000-C` }),
  ).rejects.toMatchObject({
    action: 'fix',
    revert: { errorName: 'Clearing_NotLinear' },
    message: expect.stringContaining('ETH-20261225-4000-C is an option'),
  })
})
