import { setTimeout as delay } from 'node:timers/promises'

/** Work that repeats until it is stopped. */
export type Loop = {
  name: string
  /** Runs it again at once, or once more after the run under way. */
  wake(): void
  /** Ends when the loop has ended. */
  done: Promise<void>
}

/** What a step says: whether more work waits, so that the next begins at once. */
export type StepResult = { more?: boolean } | undefined

/**
 * Repeats `step` every `everyMs`, or at once when it says that there is more or somebody wakes it. A failing step is
 * reported and tried again after 1, 2, 4 … times `everyMs`, at most 15 seconds; it never ends the loop and never touches
 * another one.
 */
export function startLoop(parameters: {
  name: string
  everyMs: number
  signal: AbortSignal
  step: () => Promise<StepResult>
  onError: (error: unknown) => void
  onOk?: () => void
}): Loop {
  const { name, everyMs, signal, step, onError, onOk } = parameters
  let woken = false
  let interrupt: AbortController | undefined
  const run = async () => {
    let failures = 0
    while (!signal.aborted) {
      woken = false
      let more = false
      try {
        more = (await step())?.more ?? false
        failures = 0
        onOk?.()
      } catch (error) {
        if (signal.aborted) return
        failures++
        onError(error)
      }
      if (signal.aborted) return
      if (failures === 0 && (more || woken)) continue
      interrupt = new AbortController()
      const wait = failures === 0 ? everyMs : Math.min(15_000, everyMs * 2 ** (failures - 1))
      await delay(wait, undefined, { signal: AbortSignal.any([signal, interrupt.signal]) }).catch(
        () => {},
      )
      interrupt = undefined
    }
  }
  return {
    name,
    wake() {
      woken = true
      interrupt?.abort()
    },
    done: run(),
  }
}
