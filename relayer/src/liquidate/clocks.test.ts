import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auctionClocks } from './clocks.js'

test('default: what the contracts are made with', () => {
  const file = new URL('../../../docs/parameters.json', import.meta.url)
  const { deleveraging, redeclare, declaredFor } = JSON.parse(readFileSync(file, 'utf8'))
  expect(auctionClocks).toEqual({
    deleveraging: deleveraging.value,
    redeclaration: redeclare.value,
    declaration: declaredFor.value,
  })
})
