import { expect, test } from 'vitest'
import { usableWallets } from './usableWallets.js'

const demo = { id: 'demo-alice', type: 'demo' }
const nameless = { id: 'injected', type: 'injected' }
const announced = { id: 'org.example.wallet', type: 'injected' }

test('usableWallets: one that announces itself needs no window.ethereum, and replaces it', () => {
  expect(usableWallets([demo, nameless, announced], false)).toEqual([demo, announced])
  expect(usableWallets([nameless, announced], true)).toEqual([announced])
})

test('usableWallets: an old wallet is there where no other is; none without one', () => {
  expect(usableWallets([demo, nameless], true)).toEqual([demo, nameless])
  expect(usableWallets([nameless], false)).toEqual([])
})
