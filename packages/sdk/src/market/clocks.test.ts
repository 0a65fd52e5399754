import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { marketClocks } from './clocks.js'

test('default: what the contracts are made with', () => {
  const file = new URL('../../../../docs/parameters.json', import.meta.url)
  const parameters = JSON.parse(readFileSync(file, 'utf8'))
  for (const [name, value] of Object.entries(marketClocks))
    expect(value, name).toBe(parameters[name].value)
})
