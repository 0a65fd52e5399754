import { type CausewayClient, releasesOf, type Transfer, type TransferStep } from '@causeway/sdk'
import type { GlobalOptions } from './context.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import type { Io } from './io.js'
import { toJson } from './json.js'
import { chainName, clock } from './text.js'

/** Prints a transfer as it goes on: a line for each step that is done and, in a terminal, one that says what it waits for. */
export function progressPrinter(io: Io, client: CausewayClient, options: GlobalOptions) {
  const printed = new Set<string>()
  const clear = () => io.isTerminal && io.out('\r\x1b[K')
  const line = (text: string) => {
    clear()
    io.out(`${text}\n`)
  }
  return {
    update(transfer: Transfer): void {
      if (options.json) {
        io.out(`${toJson(transfer)}\n`)
        return
      }
      if (printed.size === 0) line(headline(client, transfer))
      for (const [of, step] of allSteps(transfer)) {
        const key = `${of}/${step.chain}/${step.name}/${step.label}`
        if (!step.done || printed.has(key)) continue
        printed.add(key)
        line(stepLine(client, step))
      }
      if (transfer.done || !io.isTerminal) return
      clear()
      const width = (process.stdout.columns || 80) - 1
      io.out(`… ${waitsFor(transfer)}`.slice(0, width))
    },
    /** Prints where the money is and what comes next, and returns the exit code. */
    end(transfer: Transfer): ExitCode {
      clear()
      if (!options.json) io.out(summary(transfer))
      return codeOf(transfer)
    },
    clear,
  }
}

/** Steps of a transfer and of the releases that it led to, each with what makes it another's. */
function allSteps(transfer: Transfer): [key: string, step: TransferStep][] {
  const own = transfer.steps.map((step): [string, TransferStep] => ['', step])
  const led = releasesOf(transfer).flatMap(({ destination, seq, steps }) =>
    steps.map((step): [string, TransferStep] => [`${destination}/${seq}`, step]),
  )
  return [...own, ...led]
}

function headline(client: CausewayClient, transfer: Transfer): string {
  const { type, source, destination, seq } = transfer
  const from = chainName(client.deployment, source)
  const to = destination === undefined ? '' : ` to ${chainName(client.deployment, destination)}`
  const number = seq === undefined ? '' : ` (message ${seq})`
  return `${type} from ${from}${to}${number}`
}

function stepLine(client: CausewayClient, { at, label, chain, hash }: TransferStep): string {
  const time = at === undefined ? '        ' : clock(at)
  return `  ✓ ${time}  ${label.padEnd(22)} ${chainName(client.deployment, chain).padEnd(9)} ${hash ?? ''}`.trimEnd()
}

function waitsFor({ state, next }: Transfer): string {
  const [first] = next
  return first ? `${state.status}: ${first.who}: ${first.action}` : state.status
}

/** State, place of the money and what can be done, in a few lines. */
export function summary(transfer: Transfer): string {
  const { state, fundsAt, next } = transfer
  const ended = releasesOf(transfer).map((release) => release.state.status)
  const inner =
    ended.length > 0
      ? `, its ${ended.length > 1 ? 'releases' : 'release'}: ${ended.join(', ')}`
      : ''
  const lines = [`${state.status}${inner}. ${fundsAt.words}`]
  for (const { who, action } of next) lines.push(`  next: ${who}: ${action}`)
  return `${lines.join('\n')}\n`
}

/** 0 when nothing more has to happen and the money is where it should be, else 3. */
export function codeOf({ done, state }: Transfer): ExitCode {
  const bad = ['failed', 'rejected', 'cancelled'] as const
  if (!done || bad.some((status) => status === state.status)) return exitCodes.refused
  return exitCodes.ok
}
