import { createInterface } from 'node:readline/promises'
import { deployNetworks } from './deployNetworks.js'

const { stdin, stdout } = process

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stdout })
  try {
    return await lines.question(question)
  } finally {
    lines.close()
  }
}

process.exitCode = await deployNetworks(process.argv.slice(2), {
  env: process.env,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  ask: stdin.isTTY ? ask : undefined,
})
