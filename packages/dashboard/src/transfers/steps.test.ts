import type { TransferStep } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { sinceFirst, stepRows } from './steps.js'

const step = (name: TransferStep['name'], at?: number): TransferStep => ({
  ...{ name, label: name, done: at !== undefined, chain: 1, at },
})
const steps = [
  step('appended', 100),
  step('final'),
  step('published', 103),
  step('layerzero'),
  step('wormhole', 110),
  step('accepted'),
]

test('stepRows: both bridges stand beside each other, in their order', () => {
  const names = stepRows(steps).map(({ steps: row }) => row.map(({ name }) => name))
  expect(names).toEqual([
    ['appended'],
    ['final'],
    ['published'],
    ['layerzero', 'wormhole'],
    ['accepted'],
  ])
})

test('sinceFirst: from block to block; unknown where no block says', () => {
  expect(steps.map((one) => sinceFirst(steps, one))).toEqual([
    0,
    undefined,
    3,
    undefined,
    10,
    undefined,
  ])
  // another chain's clock may be behind
  expect(sinceFirst(steps, step('accepted', 99))).toBe(0)
})
