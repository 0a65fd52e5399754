import type { Auction } from '@causeway/sdk'
import { InputError } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { examplePortfolio } from '../risklab/testing/examplePortfolio.js'
import { type BidForm, parseBid, takenLegs } from './bid.js'

const wad = 10n ** 18n
const weth = { asset: '0x01', chain: 1, token: '0x0a', symbol: 'WETH', decimals: 18 } as const
const wbtc = { asset: '0x02', chain: 2, token: '0x0b', symbol: 'WBTC', decimals: 8 } as const
const auction = {
  collateral: [
    { ...weth, amount: 4n * wad + 7n, price: 2_700n * wad },
    { ...wbtc, amount: wad / 10n, price: 60_000n * wad },
  ],
  positions: [{ id: '0x03', name: 'ETH-PERP', size: -10n * wad }],
  input: examplePortfolio.input,
} as unknown as Auction
const empty: BidForm = { way: 'share', share: '', legs: {}, limit: '' }

test('parseBid: a share to the millionth, a limit to the last digit; nothing typed is no error', () => {
  expect(parseBid(empty, auction)).toEqual({})
  expect(parseBid({ ...empty, share: '12.3456', limit: '1.000000000000000001' }, auction)).toEqual({
    taking: { share: 123_456 },
    maxCost: wad + 1n,
  })
})

test('parseBid: legs in the units of their tokens', () => {
  const legs = { '0x02': '0.05', '0x03': '2.5' }
  expect(parseBid({ ...empty, way: 'legs', legs }, auction)).toEqual({
    taking: {
      collateral: [{ chain: 2, token: '0x0b', amount: 5_000_000n }],
      positions: [{ instrument: '0x03', size: (5n * wad) / 2n }],
    },
  })
  expect(parseBid({ ...empty, way: 'legs' }, auction)).toEqual({})
})

test('parseBid: more than all, and more digits than a token has, are said', () => {
  for (const form of [
    { ...empty, share: '100.0001' },
    { ...empty, way: 'legs' as const, legs: { '0x02': '0.000000001' } },
  ])
    expect(parseBid(form, auction).error).toBeInstanceOf(InputError)
})

test('takenLegs: parts rounded down, positions with their sign and mark', () => {
  const legs = takenLegs(auction, { share: 100_000 })
  expect(legs.map(({ name, amount }) => [name, amount])).toEqual([
    ['WETH', (4n * wad) / 10n],
    ['WBTC', wad / 100n],
    ['ETH-PERP', -wad],
  ])
  expect(legs.at(-1)?.price).toBe(3_000n * wad)
})

test('takenLegs: what is named and nothing else, in 18 decimals', () => {
  const collateral = [{ chain: 2, token: '0x0b', amount: 5_000_000n }]
  expect(takenLegs(auction, { collateral })).toEqual([
    { key: '0x02', name: 'WBTC', chain: 2, amount: wad / 20n, price: 60_000n * wad },
  ])
})
