import { type Auction, bidOnAuction, InputError, previewBidder } from '@causeway/sdk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { showUsd } from '../format/amounts.js'
import { BeforeAfter } from '../ui/BeforeAfter.js'
import { Button, Field, inputLook, Notice, Problem } from '../ui/parts.js'
import { BidLegs } from './BidLegs.js'
import { BidResult } from './BidResult.js'
import { type BidForm as Form, parseBid } from './bid.js'
import { Taken } from './Taken.js'

/** A bid from the own account: what it takes, what it costs and brings, and then the bid. */
export function BidForm({ auction }: { auction: Auction }) {
  const { client, account, owner } = useCauseway()
  const cache = useQueryClient()
  const [form, setForm] = useState<Form>({ way: 'share', share: '', legs: {}, limit: '' })
  const [isKept, setKept] = useState(false)
  const { taking, maxCost, error: wrong } = useMemo(() => parseBid(form, auction), [form, auction])
  const bid = {
    ...{ account: auction.account, ...taking },
    receiver: isKept ? undefined : owner,
  }
  const preview = useQuery({
    queryKey: ['bid', account, auction.account, form.way, form.share, form.legs, isKept],
    queryFn: () => previewBidder(client, bid),
    enabled: taking !== undefined && account !== undefined,
    refetchInterval: 3_000,
    retry: false,
  })
  const make = useMutation({
    mutationFn: () => bidOnAuction(client, { ...bid, maxCost }),
    onSettled: () => cache.invalidateQueries(),
  })
  const set = (change: Partial<Form>) => {
    setForm({ ...form, ...change })
    make.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  if (!account) return <p className="text-sm text-soft">Connect a wallet to bid.</p>
  const told = taking && !preview.error ? preview.data : undefined
  const isDear = told && maxCost !== undefined && told.outcome.cost > maxCost
  return (
    <form className="space-y-4 border-t border-line pt-4" onSubmit={submit} aria-label="Bid">
      <BidLegs auction={auction} form={form} onChange={set} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Tokens go to">
          <select
            className={inputLook}
            value={isKept ? 'account' : 'address'}
            onChange={({ target }) => setKept(target.value === 'account')}
          >
            <option value="address">my address, each on its own chain</option>
            <option value="account">my account here, as collateral</option>
          </select>
        </Field>
        <Field label="Pay at most, USD" help="empty: 1 % more than it costs when you bid">
          <input
            className={inputLook}
            inputMode="decimal"
            autoComplete="off"
            value={form.limit}
            onChange={({ target }) => set({ limit: target.value })}
          />
        </Field>
      </div>
      <Problem error={wrong} />
      {told && taking && (
        <>
          <Taken auction={auction} taking={taking} outcome={told.outcome} />
          <BeforeAfter
            preview={{ ...told, verdict: 'healthy', accepted: true }}
            underlyings={told.underlyings}
          />
        </>
      )}
      {isDear && (
        <Problem
          error={
            new InputError(
              `It costs ${showUsd(told.outcome.cost, { rounding: 'up' })} now, more than you allow: raise the limit, or wait, since the discount grows.`,
            )
          }
        />
      )}
      <Problem error={make.error ?? (taking && preview.error)} />
      {make.data ? (
        <BidResult result={make.data} />
      ) : taking && !told && !preview.error ? (
        <Notice tone="plain">Asking the hub what it would come to …</Notice>
      ) : null}
      <Button kind="main" type="submit" disabled={!told || isDear || make.isPending}>
        {make.isPending ? 'Bidding …' : 'Bid'}
      </Button>
    </form>
  )
}
