import { floorSeconds } from './latency.js'
import type { LiquidationMeasurement } from './liquidations.js'
import type { Measurement } from './measure.js'
import { others } from './others.js'
import type { PageMeasurement } from './page.js'
import type { ScannerMeasurement, Time } from './scanner.js'

const one = (value: number) => (Math.round(value * 10) / 10 + 0).toFixed(1)
const count = (value: number) => value.toLocaleString('en-US')

/** The figures as lines of text: ours by number of transfers, then those of others beside ours. */
export function report(measurements: readonly Measurement[], machine: string): string[] {
  const row = (name: string, cell: (m: Measurement) => string) => [name, ...measurements.map(cell)]
  const ours = table([
    row('transfers', ({ transfers }) => count(transfers)),
    row('transfers/s, all at once', (m) => one(m.transfersPerSecond)),
    row('added latency p50, one a second', (m) => `${one(m.addedP50)} s`),
    row('added latency p99, one a second', (m) => `${one(m.addedP99)} s`),
    row('added latency p50, all at once', (m) => `${one(m.burstAddedP50)} s`),
    row('added latency p99, all at once', (m) => `${one(m.burstAddedP99)} s`),
    row('RPC calls per transfer', (m) => m.callsPerTransfer.toFixed(2)),
    row('RPC calls per second, idle', (m) => one(m.idleCallsPerSecond)),
    row('memory after the burst', (m) => `${m.memory} MB`),
    row('memory, highest', (m) => `${m.memoryPeak} MB`),
    row('recovery, as many pending', (m) => `${one(m.recoverySeconds)} s`),
  ])
  const [last] = measurements.slice(-1)
  const beside = last ? besideOthers(last) : []
  return [
    `Relayer, both transports, three spokes and a hub, blocks of 1 s; ${machine}`,
    '',
    ...ours,
    '',
    'Added latency is what comes on top of block times and finality (6 s here). A column is a world of its',
    'own: all transfers at once, then one a second, then as many again that wait while the relayer is dead',
    'by kill -9. The books of all chains are compared at the end.',
    '',
    'Relayers of others, measured by us before, on two anvil chains with blocks of 1 s: no figures that their',
    'makers publish. Theirs is one bridge between two chains, ours three lanes and two bridges that must agree:',
    '',
    ...beside,
  ]
}

/** The scanner's figures as lines of text, a row for each population. */
export function reportScanner(measured: ScannerMeasurement, machine: string): string[] {
  const { accounts, instruments, kind, tables, rows, peer } = measured
  const ms = (time: Time) => `${one(time.pieces)} (${one(time.whole)})`
  const share = (value: number) => `${one(100 * value)} %`
  return [
    `Scanner, ${count(accounts)} accounts of eight positions, ${count(instruments)} instruments, ${kind}; ${machine}`,
    '',
    ...table([
      ['', 'rescan', 'tick of one', 'decided early', 'flagged', 'memory'],
      ...rows.map((row) => [
        row.name,
        ms(row.full),
        ms(row.tick),
        share(row.decided),
        share(row.flagged),
        `${row.memoryMb} MB`,
      ]),
    ]),
    '',
    'Milliseconds for a million accounts on one processor: the sum of the best times of its pieces, which other',
    'work on the machine does not touch, and in brackets the best run as a whole; twelve runs over cold data.',
    `Pricing all instruments is included: ${one(tables)} of a rescan. At the line: equity a thousandth above`,
    'maintenance, so that no bound decides and everything is computed.',
    ...(peer
      ? [
          `${peer.name} takes ${one(peer.perAccountUs)} µs for an account of eight perpetuals, the scanner ` +
            `${(1_000 * peer.oursUs).toFixed(0)} ns: ${count(Math.round(peer.ratio))} times less.`,
        ]
      : ['Set CAUSEWAY_PEER to a folder with @drift-labs/sdk to measure it beside.']),
  ]
}

/** The page's figures as lines of text. */
export function reportPage(measured: PageMeasurement, machine: string): string[] {
  const { loads, median, slowest, requests } = measured
  return [
    `Page, an account with tokens on two of three spokes, served and read on this machine; ${machine}`,
    '',
    ...table([
      ['loads', count(loads)],
      ['first account on the screen, median', `${Math.round(median)} ms`],
      ['first account on the screen, slowest', `${Math.round(slowest)} ms`],
      ...Object.entries(requests).map(([chain, times]) => [`requests to ${chain}`, count(times)]),
    ]),
    '',
    'From the beginning of the load, in a browser without memory, until margin and collateral by chain are',
    'drawn; a batch of calls is one request.',
  ]
}

/** How soon a node's bids follow a price, as lines of text. */
export function reportLiquidations(measured: LiquidationMeasurement, machine: string): string[] {
  const { accounts, exposed, findSeconds, scanSeconds, memory, memoryPeak } = measured
  return [
    `Liquidations, ${count(accounts)} accounts with a position on the chain, ${count(exposed)} of them liquidatable at once; ${machine}`,
    '',
    ...table([
      ['blocks after the price, of one second', 'p50', 'p99'],
      ['auction opened', String(measured.openedP50), String(measured.openedP99)],
      ['bid mined', String(measured.bidP50), String(measured.bidP99)],
    ]),
    '',
    `The node found all accounts from events in ${one(findSeconds)} s, beginning with an empty database; a look of its scanner over all of`,
    `them takes ${one(1_000 * scanSeconds)} ms. Its process holds ${memory} MB, at most ${memoryPeak} MB, with the embedded database in it.`,
  ]
}

function besideOthers(ours: Measurement): string[] {
  return table([
    ['', 'transfers/s', 'latency p50', 'RPC calls per transfer', 'memory', 'kill -9'],
    [
      `Causeway, ${count(ours.transfers)} transfers, 1 key`,
      one(ours.transfersPerSecond),
      `${one(floorSeconds + ours.addedP50)} s, ${floorSeconds} of them finality`,
      ours.callsPerTransfer.toFixed(2),
      `${ours.memory}–${ours.memoryPeak} MB`,
      `0 of ${count(ours.transfers)} lost`,
    ],
    ...others.map((other) => [
      other.system,
      other.transfersPerSecond,
      other.latencyP50,
      other.callsPerTransfer,
      other.memory,
      other.kill,
    ]),
  ])
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  )
}
