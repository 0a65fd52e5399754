import { useEffect, useRef, useState } from 'react'
import type { Answer, ComputationName, Computations } from './computations.js'

type Asked = { resolve: (result: unknown) => void; reject: (error: Error) => void }
const asked = new Map<number, Asked>()
let last = 0
let worker: Worker | undefined

/** Has the worker compute; it is started when it is needed first. */
function compute(name: ComputationName, args: readonly unknown[]): Promise<unknown> {
  worker ??= startWorker()
  const id = ++last
  const answer = new Promise((resolve, reject) => asked.set(id, { resolve, reject }))
  worker.postMessage({ id, name, args })
  return answer
}

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const waiting = asked.get(data.id)
    asked.delete(data.id)
    if ('error' in data) waiting?.reject(new Error(data.error))
    else waiting?.resolve(data.result)
  })
  started.addEventListener('error', ({ message }) => {
    for (const { reject } of asked.values()) reject(new Error(message || 'The worker has failed.'))
    asked.clear()
    worker = undefined
  })
  return started
}

type Computed<name extends ComputationName> = {
  /** Of the newest arguments that are computed already. */
  data: ReturnType<Computations[name]> | undefined
  error: Error | undefined
}

/**
 * What a computation gives for these arguments, off the main thread. While it computes, newer arguments wait, and only the newest
 * of them are taken next. Undefined arguments: nothing to compute yet.
 */
export function useComputed<name extends ComputationName>(
  name: name,
  args: Parameters<Computations[name]> | undefined,
): Computed<name> {
  const [computed, setComputed] = useState<Computed<name>>({ data: undefined, error: undefined })
  const next = useRef<typeof args>(undefined)
  const isBusy = useRef(false)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  useEffect(() => {
    next.current = args
    const work = async () => {
      if (isBusy.current) return
      isBusy.current = true
      for (let now = next.current; now; now = next.current) {
        next.current = undefined
        const outcome = await compute(name, now).then(
          (data) => ({ data: data as Computed<name>['data'], error: undefined }),
          (error: Error) => ({ data: undefined, error }),
        )
        if (!isGone.current) setComputed(outcome)
      }
      isBusy.current = false
    }
    void work()
  }, [name, args])
  return computed
}
