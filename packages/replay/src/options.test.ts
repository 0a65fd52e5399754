import { expect, test } from 'vitest'
import { parametersOf, pathOf, readOptions } from './options.js'

test('default: a shipped series with percentages as fractions', () => {
  const options = readOptions({ series: 'march-2020', fund: '0.5', bridgeDown: 'wormhole' })
  const { path, title } = pathOf(options)
  expect(title).toBe('Replay of march-2020')
  expect(parametersOf(options, path)).toMatchObject({
    opening: { accounts: 1_000, seed: 1, fund: 0.005, liquidators: 4, liquidatorCapital: 0.1 },
    ...{ delay: 1_200, outage: { bridge: 'wormhole' }, terms: { reaction: 0 } },
  })
})

test.each([
  [{ series: 'march-2020', accounts: 'many' }, /accounts is a number/],
  [{ series: 'march-2020', fund: '-1' }, /fund: 0 at least/],
  [{ series: 'march-2020', bridgeDown: 'raft' }, /bridgeDown/],
])('error: %j', (input, message) => {
  expect(() => readOptions(input as never)).toThrow(message)
})

test('error: a name that nothing has, a window of what is made', () => {
  expect(() => pathOf(readOptions({ series: 'tulips' }))).toThrow(/one of march-2020/)
  expect(() => pathOf(readOptions({ series: 'calm', worst: 24 }))).toThrow(/it has no --from/)
})
