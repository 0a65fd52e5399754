import { expect, test } from 'vitest'
import { reasonOf } from './errors.js'

test('default: the short words of an error, and the details that they leave out', () => {
  const error = Object.assign(new Error('long'), { shortMessage: 'short', details: 'more' })
  expect(reasonOf(error)).toBe('short (more)')
  expect(reasonOf(new AggregateError([error, new Error('other')]))).toBe('short (more); other')
})

test('behavior: without the bytes of a revert that are no text: a database would refuse them', () => {
  expect(reasonOf(new Error('custom error 0x3b50c844: \u0000\u0000k\u000b4\u0010'))).toBe(
    'custom error 0x3b50c844: k4',
  )
})
