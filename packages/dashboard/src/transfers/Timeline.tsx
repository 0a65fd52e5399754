import { findChain, releasesOf, type Transfer, type TransferStep } from '@causeway/sdk'
import { useCauseway } from '../app/causeway.js'
import { showSeconds, showTime } from '../format/time.js'
import { Pill } from '../ui/parts.js'
import { Hash } from './Hash.js'
import { sinceFirst, stepRows } from './steps.js'

/** The steps of a crossing, both bridges beside each other, and then those of what it led to. */
export function Timeline({ transfer }: { transfer: Transfer }) {
  const { steps } = transfer
  return (
    <div className="space-y-3">
      <ol className="space-y-1" aria-label="Steps">
        {stepRows(steps).map(({ key, steps: row }) => (
          <li key={key} className="grid gap-1 sm:auto-cols-fr sm:grid-flow-col sm:gap-3">
            {row.map((step) => (
              <Step key={step.name} step={step} since={sinceFirst(steps, step)} />
            ))}
          </li>
        ))}
      </ol>
      {releasesOf(transfer).map((release) => (
        <div key={`${release.destination} ${release.seq}`} className="border-l-2 border-line pl-3">
          <p className="mb-1 text-sm text-soft">What it sent out</p>
          <Timeline transfer={release} />
        </div>
      ))}
    </div>
  )
}

function Step({ step, since }: { step: TransferStep; since: number | undefined }) {
  const { deployment } = useCauseway()
  const { name } = findChain(deployment, step.chain)
  return (
    <div
      className={`flex flex-wrap items-center gap-x-2 gap-y-1 rounded border px-2 py-1.5 text-sm ${step.done ? 'border-good' : 'border-line text-soft'}`}
    >
      <Pill tone={step.done ? 'good' : 'plain'}>{step.done ? 'done' : 'to come'}</Pill>
      <span>{step.label}</span>
      <span className="text-soft">on {name}</span>
      {since !== undefined && step.at !== undefined && (
        <time
          className="text-soft"
          dateTime={new Date(step.at * 1_000).toISOString()}
          title={showTime(step.at)}
        >
          after {showSeconds(since)}
        </time>
      )}
      {step.hash && <Hash hash={step.hash} chain={step.chain} />}
    </div>
  )
}
