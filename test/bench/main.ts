import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { type Measurement, measure } from './measure.js'
import { others } from './others.js'
import { createProgress } from './progress.js'
import { report } from './report.js'

const help = `Measures the relayer between local chains, at this moment and on this machine.

  --quick           100 and 1,000 transfers; without it 10,000 too, which takes minutes
  --transfers <n>   other numbers of transfers; may be given several times
  --json            one JSON object instead of the table
`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    transfers: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

const sizes = values.transfers?.map(Number) ?? [100, 1_000, ...(values.quick ? [] : [10_000])]
const progress = createProgress()
const measurements: Measurement[] = []
let code = 0
try {
  for (const size of sizes) {
    const name = `${size.toLocaleString('en-US')} transfers`
    measurements.push(await measure(size, (text) => progress.show(`${name}, ${text}`)))
  }
} catch (error) {
  code = 1
  process.stderr.write(`\nbench: ${error instanceof Error ? error.message : String(error)}\n`)
}
progress.end()
if (values.json) {
  const machine = { ...about(), load: loadavg()[0] }
  process.stdout.write(`${JSON.stringify({ machine, measurements, others }, null, 2)}\n`)
} else {
  const { cpu, cores, memoryGb, node } = about()
  const machine = `${cores} × ${cpu}, ${memoryGb} GB, Node ${node}, load ${loadavg()[0]?.toFixed(1)}`
  process.stdout.write(`${report(measurements, machine).join('\n')}\n`)
}
process.exit(code)

function about() {
  const list = cpus()
  return {
    cpu: list[0]?.model.trim() ?? 'unknown',
    cores: list.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }
}
