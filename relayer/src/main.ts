import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from './config.js'
import { reasonOf, SetupError } from './errors.js'
import { startRelayer } from './start.js'

const help = `Runs a Causeway node.

  --config <file>   configuration, as JSON (required)
  --help            this text

Roles (in the configuration): watch, publish, attest, deliver carry messages; oracle
and keep look after the hub's markets. Keys come from the environment or from files
that the configuration names. GET /healthz says how it is.
`

/** The program. Returns its exit code, or `undefined` while it runs. */
export async function run(args: readonly string[]): Promise<number | undefined> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) {
      process.stdout.write(help)
      return 0
    }
    if (!values.config) throw new SetupError('--config is missing; --help says more')
    const relayer = await startRelayer(readConfig(values.config))
    let signals = 0
    const end = async () => {
      if (++signals > 1) process.exit(1)
      await relayer.stop()
      process.exit(0)
    }
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
    return undefined
  } catch (error) {
    const isExpected =
      error instanceof SetupError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`causeway-relayer: ${reasonOf(error)}\n`)
    if (!isExpected && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    return 1
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const code = await run(process.argv.slice(2))
  if (code !== undefined) process.exit(code)
}
