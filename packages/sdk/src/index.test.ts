import { expect, test } from 'vitest'
import * as sdk from './index.js'

test('behavior: the export surface is pinned', () => {
  expect(Object.keys(sdk).sort()).toMatchSnapshot()
})
