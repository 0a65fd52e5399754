import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Abi, Hex } from 'viem'
import { DevnetError } from './errors.js'

/** What a compiler leaves of a contract. */
export type Artifact = { name: string; abi: Abi; bytecode: Hex }

const require = createRequire(import.meta.url)
const out = new URL('../../../out/', import.meta.url)
const published = new Map<string, Artifact>()

/**
 * Artifact of a contract that forge compiled: `out/<file>.sol/<name>.json`, the file named like the contract unless said.
 *
 * @throws DevnetError when it has not been built, or has unlinked libraries
 */
export function artifact(name: string, file = name): Artifact {
  let text: string
  try {
    text = readFileSync(fileURLToPath(new URL(`${file}.sol/${name}.json`, out)), 'utf8')
  } catch {
    throw new DevnetError(`The contract ${name} is not compiled: run "npm run build".`)
  }
  const json = JSON.parse(text) as { abi: Abi; bytecode: { object: Hex } }
  return linked({ name, abi: json.abi, bytecode: json.bytecode.object })
}

/** Artifact that LayerZero publishes, by package (`protocol` or `messagelib`) and path within its contracts. */
export function layerZeroArtifact(part: 'protocol' | 'messagelib', path: string): Artifact {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const id = `@layerzerolabs/lz-evm-${part}-v2/artifacts/contracts/${path}.sol/${name}.json`
  const known = published.get(id)
  if (known) return known
  let file: string
  try {
    file = require.resolve(id)
  } catch {
    throw new DevnetError(`LayerZero's ${name} is not installed: run "npm install".`)
  }
  const json = JSON.parse(readFileSync(file, 'utf8')) as Omit<Artifact, 'name'>
  const { abi, bytecode } = json
  const found = linked({ name, abi, bytecode })
  published.set(id, found)
  return found
}

function linked(found: Artifact): Artifact {
  if (found.bytecode.includes('__$')) throw new DevnetError(`${found.name} has unlinked libraries.`)
  return found
}
