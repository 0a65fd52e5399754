import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { knownErrors } from './knownErrors.js'
import { sentences } from './sentences.js'

const contracts = fileURLToPath(new URL('../../../../contracts', import.meta.url))
/** Contracts that stand on a devnet alone. */
const devnet = /^(DevToken|WormholeSetup)_/

/** Names of all custom errors that the contracts declare, whether the SDK has the contract's ABI or not. */
const declared = readdirSync(contracts, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sol'))
  .flatMap((file) =>
    [...readFileSync(join(contracts, file), 'utf8').matchAll(/^\s*error (\w+)\(/gm)].map(
      ([, name]) => name as string,
    ),
  )
  .filter((name) => !devnet.test(name))

test('behavior: every error in the sources decodes and has a sentence', () => {
  const known = new Set<string>(knownErrors.map(({ name }) => name))
  expect(declared.length).toBeGreaterThan(150)
  expect(declared.filter((name) => !known.has(name))).toEqual([])
  expect(declared.filter((name) => !(name in sentences))).toEqual([])
})
