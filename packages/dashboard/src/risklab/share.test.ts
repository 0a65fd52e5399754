import { InputError } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { decodePortfolio, encodePortfolio } from './share.js'
import { examplePortfolio } from './testing/examplePortfolio.js'

test('behavior: a portfolio comes back from its link as it was, to the last unit', async () => {
  const link = await encodePortfolio(examplePortfolio)
  expect(link).toMatch(/^[\w-]+$/)
  expect(await decodePortfolio(link)).toEqual(examplePortfolio)
})

test('error: a link that was cut, made up or changed holds nothing', async () => {
  const link = await encodePortfolio(examplePortfolio)
  for (const wrong of ['', '%%%', link.slice(0, -9), 'x'.repeat(100_001)])
    await expect(decodePortfolio(wrong)).rejects.toThrow(InputError)
})

test('error: a field of another kind is refused', async () => {
  const input = { ...examplePortfolio.input, cash: 1 as never }
  const link = await encodePortfolio({ ...examplePortfolio, input })
  await expect(decodePortfolio(link)).rejects.toThrow(/holds no portfolio/)
})
