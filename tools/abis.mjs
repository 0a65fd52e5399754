#!/usr/bin/env node
// Writes the ABIs of the compiled contracts as TypeScript constants into packages/sdk/src/abis. `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const contracts = [
  ['hub', 'Hub'],
  ['keyring', 'Keyring'],
  ['clearing', 'Clearing'],
  ['exchange', 'Exchange'],
  ['liquidation', 'Liquidation'],
  ['insuranceVault', 'InsuranceVault'],
  ['pace', 'Pace'],
  ['valuation', 'Valuation'],
  ['riskEngine', 'RiskEngine'],
  ['riskParameters', 'RiskParameters'],
  ['riskArrays', 'RiskArrays'],
  ['riskReader', 'RiskReader'],
  ['surfaces', 'Surfaces'],
  ['gateway', 'Gateway'],
  ['spoke', 'Spoke'],
  ['quorum', 'Quorum'],
  ['committee', 'Committee'],
  ['layerZeroTransport', 'LayerZeroTransport'],
  ['wormholeTransport', 'WormholeTransport'],
  ['oracle', 'Oracle'],
  ['collateral', 'Collateral'],
  ['signedFeed', 'SignedFeed'],
]
const folder = join(root, 'packages/sdk/src/abis')
const check = process.argv.includes('--check')
mkdirSync(folder, { recursive: true })
let stale = 0
const write = (file, text) => {
  const path = join(folder, file)
  let old = ''
  try {
    old = readFileSync(path, 'utf8')
  } catch {}
  if (old === text) return
  stale++
  if (check)
    console.error(`packages/sdk/src/abis/${file} is not what the contracts say: run "npm run abis"`)
  else writeFileSync(path, text)
}
const present = []
for (const [name, contract] of contracts) {
  let artifact
  try {
    artifact = JSON.parse(readFileSync(join(root, `out/${contract}.sol/${contract}.json`), 'utf8'))
  } catch {
    console.error(`out/${contract}.sol is missing: run "npm run build:contracts"`)
    if (check) process.exit(1)
    continue
  }
  present.push(name)
  write(
    `${name}.ts`,
    `// Made from the compiled contract by tools/abis.mjs.\nexport const ${name}Abi = ${JSON.stringify(artifact.abi, null, 2)} as const\n`,
  )
}
write(
  'index.ts',
  `${present.map((name) => `export { ${name}Abi } from './${name}.js'`).join('\n')}\n`,
)
if (!check) console.log(`${present.length} ABIs, ${stale} changed`)
process.exit(check && stale ? 1 : 0)
