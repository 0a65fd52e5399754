import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { showSeconds } from '../format/time.js'
import { useCauseway } from './causeway.js'
import { useLive } from './queries.js'

type Fault = { what: string; why: string; since: number | undefined }

/** What cannot be read now, and how old what is shown instead is. */
export function StateStrip() {
  const faults = useFaults()
  const relayer = useRelayer()
  if (faults.length === 0 && relayer === undefined) return null
  return (
    <div role="status" className="border-b border-warn bg-warn-tint px-4 py-2 text-sm text-warn">
      {faults.map(({ what, why, since }) => (
        <p key={what}>
          <strong>{what} cannot be read now.</strong>{' '}
          {since === undefined
            ? 'Nothing is known yet.'
            : `What you see of it is ${showSeconds((Date.now() - since) / 1_000)} old.`}{' '}
          {why} It is tried again by itself.
        </p>
      ))}
      {relayer && <p>{relayer}</p>}
    </div>
  )
}

/** Of all that is on the screen. */
function useFaults(): Fault[] {
  const cache = useQueryClient().getQueryCache()
  const [faults, setFaults] = useState<Fault[]>([])
  useEffect(() => {
    const look = () => {
      const found = cache
        .findAll({ type: 'active' })
        .filter(({ meta, state }) => meta?.what && state.error !== null)
        .map(({ meta, state }) => ({
          what: String(meta?.what),
          why: state.error?.message ?? '',
          since: state.dataUpdatedAt || undefined,
        }))
      setFaults((before) => (found.length + before.length === 0 ? before : found))
    }
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [cache])
  return faults
}

const healthSchema = z.object({ ok: z.boolean() })

/** A sentence when no relayer answers, or none is well. Everything can be done without one. */
function useRelayer(): string | undefined {
  const { relayerApis } = useCauseway().deployment
  const { data } = useLive(
    ['relayer'],
    async () => {
      const all = await Promise.all(relayerApis.map(askRelayer))
      return all.length === 0 || all.includes('well')
        ? 'well'
        : all.includes('ill')
          ? 'ill'
          : 'silent'
    },
    { what: 'The relayer', every: 3_000 },
  )
  if (data === undefined || data === 'well') return undefined
  const way = 'Crossings can be moved on by hand under Transfers.'
  return data === 'silent' ? `No relayer answers. ${way}` : `The relayer lags behind. ${way}`
}

async function askRelayer(url: string): Promise<'well' | 'ill' | 'silent'> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3_000) })
    return healthSchema.parse(await response.json()).ok ? 'well' : 'ill'
  } catch {
    return 'silent'
  }
}
