import {
  type GetInsuranceReturnType,
  parseAmount,
  requestUnstake,
  stakeInsurance,
  unstake,
} from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { showTime } from '../format/time.js'
import { Button, Field, inputLook, Notice, Problem, Usd } from '../ui/parts.js'

/** Cash of the account into the fund, and out again. */
export function Stake({ insurance: { stake } }: { insurance: GetInsuranceReturnType }) {
  const { client, owner } = useCauseway()
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const act = useMutation({
    mutationFn: (what: 'stake' | 'ask' | 'leave') =>
      what === 'stake'
        ? stakeInsurance(client, { amount: parseAmount(text, 18) })
        : what === 'ask'
          ? requestUnstake(client)
          : unstake(client),
    onSuccess: () => {
      setText('')
      return cache.invalidateQueries()
    },
  })
  if (!owner) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate('stake')
  }
  return (
    <form className="mt-3 space-y-3" onSubmit={submit}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-64">
          <Field label="Stake cash of this account, USD">
            <input
              className={inputLook}
              inputMode="decimal"
              autoComplete="off"
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </Field>
        </div>
        <Button type="submit" disabled={text.trim() === '' || act.isPending}>
          Stake
        </Button>
        {stake && stake.shares > 0n && !stake.request && (
          <Button disabled={act.isPending} onClick={() => act.mutate('ask')}>
            Ask to leave
          </Button>
        )}
        {stake && stake.leaving > 0n && (
          <Button disabled={act.isPending} onClick={() => act.mutate('leave')}>
            Leave now
          </Button>
        )}
      </div>
      {stake?.request && (
        <Notice tone="plain">
          You asked to leave with <Usd value={stake.value} />: from {showTime(stake.request.from)}{' '}
          to {showTime(stake.request.lapsesAt)}.
        </Notice>
      )}
      <Problem error={act.error} />
    </form>
  )
}
