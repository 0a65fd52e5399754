/** A line on the error output that says what is being measured, drawn over where somebody watches. */
export type Progress = { show(text: string): void; end(): void }

const plainEveryMs = 10_000

export function createProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const tty = out.isTTY === true
  const started = Date.now()
  let saidAt = 0
  let phase = ''
  return {
    show(text) {
      const line = `${text} (${Math.round((Date.now() - started) / 1_000)} s)`
      if (tty) {
        out.write(`\r\u001b[2K… ${line}`)
        return
      }
      const [head = ''] = text.split(':')
      if (head === phase && Date.now() - saidAt < plainEveryMs) return
      phase = head
      saidAt = Date.now()
      out.write(`… ${line}\n`)
    },
    end() {
      if (tty) out.write('\r\u001b[2K')
    },
  }
}
