import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { type LiquidationMeasurement, measureLiquidations } from './liquidations.js'
import { type Measurement, measure } from './measure.js'
import { others } from './others.js'
import { measurePage, type PageMeasurement } from './page.js'
import { createProgress } from './progress.js'
import { report, reportLiquidations, reportPage, reportScanner } from './report.js'
import { measureScanner } from './scanner.js'

const help = `Measures the margin scanner, the page's start, the relayer between local chains, and how soon its bids follow a price, at
this moment and on this machine.

  --only <what>     scanner, page, relayer or liquidations
  --quick           100,000 accounts instead of a million; 100 and 1,000 transfers, without 10,000, which take minutes
  --transfers <n>   other numbers of transfers; may be given several times
  --accounts <n>    accounts among which some become liquidatable. Default 100,000
  --liquidations <n>  how many of them. Default 50
  --json            one JSON object instead of the table
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    transfers: { type: 'string', multiple: true },
    accounts: { type: 'string', default: '100000' },
    liquidations: { type: 'string', default: '50' },
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
const wants = (part: string) => values.only === undefined || values.only === part
const scanner = wants('scanner')
  ? measureScanner(values.quick ? 100_000 : 1_000_000, (text) => progress.show(`scanner, ${text}`))
  : undefined
let liquidations: LiquidationMeasurement | undefined
let page: PageMeasurement | undefined
let code = 0
try {
  if (wants('page')) page = await measurePage(9, (text) => progress.show(`page, ${text}`))
  for (const size of wants('relayer') ? sizes : []) {
    const name = `${size.toLocaleString('en-US')} transfers`
    measurements.push(await measure(size, (text) => progress.show(`${name}, ${text}`)))
  }
  if (wants('liquidations')) {
    const accounts = Number(values.accounts)
    const name = `${accounts.toLocaleString('en-US')} accounts`
    liquidations = await measureLiquidations(accounts, Number(values.liquidations), (text) =>
      progress.show(`${name}, ${text}`),
    )
  }
} catch (error) {
  code = 1
  process.stderr.write(`\nbench: ${error instanceof Error ? error.message : String(error)}\n`)
}
progress.end()
if (values.json) {
  const machine = { ...about(), load: loadavg()[0] }
  process.stdout.write(
    `${JSON.stringify({ machine, measurements, scanner, page, liquidations, others }, null, 2)}\n`,
  )
} else {
  const { cpu, cores, memoryGb, node } = about()
  const machine = `${cores} × ${cpu}, ${memoryGb} GB, Node ${node}, load ${loadavg()[0]?.toFixed(1)}`
  const parts = [
    ...(scanner ? [reportScanner(scanner, machine)] : []),
    ...(page ? [reportPage(page, machine)] : []),
    ...(measurements.length > 0 ? [report(measurements, machine)] : []),
    ...(liquidations ? [reportLiquidations(liquidations, machine)] : []),
  ]
  process.stdout.write(`${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`)
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
