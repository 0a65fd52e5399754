import { processIo } from './io.js'
import { run } from './run.js'

const ended = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    ended.abort()
    // what was sent stays sent: whoever cannot wait a moment may interrupt again
    setTimeout(() => process.exit(130), 3_000).unref()
  })
const code = await run(process.argv.slice(2), processIo(ended.signal))
// keep-alive connections must not hold the process
process.stdout.write('', () => process.exit(code))
