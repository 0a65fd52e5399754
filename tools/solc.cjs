#!/usr/bin/env node
// The solc of npm (WebAssembly) behind the two calls that forge makes of a native solc.
const solc = require('solc')

const args = process.argv.slice(2)
if (args.includes('--version')) {
  console.log(
    `solc, the solidity compiler commandline interface\nVersion: ${solc.version().replace('Emscripten.clang', 'Linux.g++')}`,
  )
} else if (args.includes('--standard-json')) {
  const chunks = []
  process.stdin.on('data', (chunk) => chunks.push(chunk))
  process.stdin.on('end', () =>
    process.stdout.write(solc.compile(Buffer.concat(chunks).toString('utf8'))),
  )
} else {
  console.error('tools/solc.cjs answers --version and --standard-json only')
  process.exit(1)
}
