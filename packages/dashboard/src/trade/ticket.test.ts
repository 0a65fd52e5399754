import { InputError } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { parseTicket, worsePrice } from './ticket.js'

const wad = 10n ** 18n

test('parseTicket: exactly what was typed', () => {
  const typed = { side: 'sell', size: '0.000000000000000001', price: '3000.01' } as const
  expect(parseTicket(typed)).toEqual({ size: -1n, price: 300_001n * 10n ** 16n })
})

test('parseTicket: nothing typed is no error, nonsense is', () => {
  expect(parseTicket({ side: 'buy', size: '', price: '1' })).toEqual({})
  const wrong = parseTicket({ side: 'buy', size: '1,5', price: '1' })
  expect('error' in wrong && wrong.error).toBeInstanceOf(InputError)
})

test('worsePrice: above the market when buying, below when selling, in cents', () => {
  expect(worsePrice(3_000n * wad, 'buy')).toBe(301_501n * 10n ** 16n)
  expect(worsePrice(3_000n * wad, 'sell')).toBe(2_985n * wad)
})
