import type { Transfer } from '@causeway/sdk'

/** What a story tells its reader: lines that stay, and crossings that are drawn until they are done. */
export type View = {
  /** Begins a chapter. */
  chapter(title: string): void
  line(text: string): void
  /** Something that takes a while; the returned function ends it. */
  busy(text: string): () => void
  /** A crossing; hand it each new state. */
  crossing(title: string): (transfer: Transfer) => void
  close(): void
}

type Row = {
  title: string
  transfer?: Transfer
  told: Set<string>
  /** When each step was first seen to be done, in milliseconds: for steps that no block dates. */
  seen: Map<string, number>
}

const style = (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`

/** A view of a terminal that is redrawn in place, or plain lines where nobody watches. */
export function createView(out: NodeJS.WriteStream = process.stdout): View {
  const tty = out.isTTY === true && !process.env.NO_COLOR
  const paint = (code: number, text: string) => (tty ? style(code, text) : text)
  const started = Date.now()
  const rows: Row[] = []
  let note: string | undefined
  let drawn = 0
  let frame = 0

  const erase = () => {
    if (drawn > 0) out.write(`\u001b[${drawn}A\u001b[0J`)
    drawn = 0
  }
  const draw = () => {
    if (!tty) return
    erase()
    const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'[frame++ % 10] ?? ''
    const width = (out.columns ?? 100) - 1
    const lines = rows.map((row) => `  ${spinner} ${row.title}  ${chips(row, paint)}`)
    if (note) lines.push(`  ${spinner} ${note} ${seconds(started)}`)
    for (const line of lines) out.write(`${clip(line, width)}\n`)
    drawn = lines.length
  }
  const line = (text: string) => {
    erase()
    out.write(`${text}\n`)
    draw()
  }
  const timer = tty ? setInterval(draw, 120) : undefined

  return {
    chapter: (title) => line(`\n${paint(1, title)}`),
    line: (text) => line(`  ${text}`),
    busy(text) {
      note = text
      if (!tty) line(`  … ${text}`)
      draw()
      const began = Date.now()
      return () => {
        note = undefined
        line(`  ${paint(32, '✓')} ${text} ${paint(2, seconds(began))}`)
      }
    },
    crossing(title) {
      const row: Row = { title, told: new Set(), seen: new Map() }
      rows.push(row)
      return (transfer) => {
        row.transfer = transfer
        for (const { name, done } of transfer.steps)
          if (done && !row.seen.has(name)) row.seen.set(name, Date.now())
        if (!tty) tell(row, line)
        if (!transfer.done) return draw()
        rows.splice(rows.indexOf(row), 1)
        line(`  ${paint(32, '✓')} ${row.title}`)
        line(`    ${chips(row, paint)}`)
        line(`    ${paint(2, transfer.fundsAt.words)}`)
      }
    },
    close() {
      if (timer) clearInterval(timer)
      erase()
    },
  }
}

/** The steps of a crossing as they are done, each with the seconds since the first. */
function chips(row: Row, paint: (code: number, text: string) => string): string {
  const shown = (row.transfer?.steps ?? []).map((step) =>
    step.done ? paint(32, `${step.label} ${since(row, step)}`) : paint(2, step.label),
  )
  return shown.join(paint(2, ' → ')) || paint(2, 'sent')
}

/** Where nobody watches, each step becomes a line of its own when it is done. */
function tell(row: Row, line: (text: string) => void): void {
  for (const step of row.transfer?.steps ?? []) {
    if (!step.done || row.told.has(step.name)) continue
    row.told.add(step.name)
    line(`    ${row.title}: ${step.label} (${since(row, step)})`)
  }
}

/** Seconds since the first step: by the blocks' times, or by this machine's where no block says. */
function since(row: Row, step: Transfer['steps'][number]): string {
  const first = row.transfer?.steps[0]
  const seen = row.seen.get(step.name) ?? 0
  const begun = row.seen.get(first?.name ?? '') ?? seen
  const dated = step.at !== undefined && first?.at !== undefined
  const value = dated ? Number(step.at) - Number(first.at) : Math.round((seen - begun) / 1_000)
  return `${Math.max(0, value)} s`
}

function seconds(since: number): string {
  return `(${((Date.now() - since) / 1_000).toFixed(1)} s)`
}

/** Cuts a coloured line to the terminal's width, so that redrawing counts its lines right. */
function clip(text: string, width: number): string {
  let seen = 0
  let result = ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of colours
  for (const part of text.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith('\u001b')) result += part
    else {
      result += part.slice(0, Math.max(0, width - seen))
      seen += part.length
    }
  }
  return result
}
