import { expect, test } from 'vitest'
import * as risk from './index.js'

test('behavior: the export surface is pinned', () => {
  expect(Object.keys(risk).sort()).toMatchSnapshot()
})
