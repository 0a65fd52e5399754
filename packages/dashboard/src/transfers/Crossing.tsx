import {
  findChain,
  type RecoveryAction,
  recoverTransfer,
  releasesOf,
  type Transfer,
} from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCauseway } from '../app/causeway.js'
import { showTime } from '../format/time.js'
import { Button, Notice, Pill, Problem } from '../ui/parts.js'
import { Timeline } from './Timeline.js'
import { refOfTransfer, type TransferName, useTransfer } from './useTransfer.js'

/** One crossing: how far it is, where the money is, and what can be done. */
export function Crossing({ name }: { name: TransferName }) {
  const { data, error, isPending } = useTransfer(name)
  if (!data)
    return isPending && !error ? (
      <p className="text-soft">Asking the chains …</p>
    ) : (
      <Problem error={error} />
    )
  return (
    <div className="space-y-4">
      <Summary transfer={data} />
      <Timeline transfer={data} />
      <Next transfer={data} />
    </div>
  )
}

function Summary({ transfer }: { transfer: Transfer }) {
  const { deployment } = useCauseway()
  const { type, source, destination, state, done, fundsAt } = transfer
  const to = destination === undefined ? '' : ` to ${findChain(deployment, destination).name}`
  return (
    <div className="space-y-1" aria-live="polite">
      <p className="flex flex-wrap items-center gap-2">
        <span className="capitalize">{type}</span> from {findChain(deployment, source).name}
        {to}
        <Pill tone={done ? 'good' : 'warn'}>
          <span data-testid="status">{state.status}</span>
        </Pill>
      </p>
      <p className="text-sm text-soft">{fundsAt.words}</p>
      {'why' in state && <Notice tone="warn">{state.why}</Notice>}
    </div>
  )
}

function Next({ transfer }: { transfer: Transfer }) {
  const { client, owner } = useCauseway()
  const cache = useQueryClient()
  const recover = useMutation({
    mutationFn: () => recoverTransfer(client, refOfTransfer(transfer)),
    onSettled: () => cache.invalidateQueries(),
  })
  const next = [transfer, ...releasesOf(transfer)].flatMap((entry) => entry.next)
  if (transfer.done || next.length === 0) return null
  const canRecover = next.some(({ call }) => call !== undefined)
  return (
    <section className="space-y-2" aria-label="What can be done">
      <h3 className="text-sm font-semibold">What comes next</h3>
      <ul className="list-disc space-y-1 pl-5 text-sm">
        {next.map(({ who, action, since }) => (
          <li key={`${who} ${action}`}>
            <span className="text-soft">{who}:</span> {action}
            {since !== undefined && ` From ${showTime(since)}.`}
          </li>
        ))}
      </ul>
      {canRecover && (
        <Button kind="main" disabled={!owner || recover.isPending} onClick={() => recover.mutate()}>
          {recover.isPending ? 'Recovering …' : 'Recover'}
        </Button>
      )}
      {canRecover && !owner && (
        <p className="text-sm text-soft">Connect a wallet to recover it: anyone may.</p>
      )}
      <Problem error={recover.error} />
      {recover.data && <Done actions={recover.data.actions} />}
    </section>
  )
}

function Done({ actions }: { actions: readonly RecoveryAction[] }) {
  if (actions.length === 0)
    return <Notice tone="plain">Nothing can be done at this moment: it is the others' turn.</Notice>
  return (
    <Notice tone="good">
      {actions
        .map(({ call, error }) => `${call}${error ? `: ${error.message}` : ' done'}`)
        .join('; ')}
    </Notice>
  )
}
