import { expect, test } from 'vitest'
import { liquidationRows } from '../overview/liquidationRows.js'
import { examplePortfolio } from '../risklab/testing/examplePortfolio.js'
import { answerTo } from './computations.js'

const { input, underlyings } = examplePortfolio

test('answerTo: the worker says what the function says, through a copy of everything', () => {
  const args = structuredClone([input, underlyings])
  const answer = structuredClone(answerTo({ id: 7, name: 'liquidationRows', args }))
  expect(answer).toEqual({ id: 7, result: liquidationRows(input, underlyings) })
})

test('answerTo: what cannot be computed is said, and the worker lives', () => {
  const answer = answerTo({ id: 8, name: 'gridOf', args: [undefined, 'all'] })
  expect(answer).toMatchObject({ id: 8, error: expect.stringMatching(/undefined/) })
})
