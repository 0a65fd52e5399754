import { placeOrder, signOrder } from '@causeway/sdk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useMarkets } from '../app/queries.js'
import { exact, showQuantity, showUsd } from '../format/amounts.js'
import { Button, Field, inputLook, Notice, Problem } from '../ui/parts.js'
import { Effect } from './Effect.js'
import { orderOf, quoteOrder } from './quoteOrder.js'
import { keepResting } from './resting.js'
import { parseTicket, type Ticket, worsePrice } from './ticket.js'

/** The ticket: what is typed, what it would do, and then the order. */
export function TicketForm({
  ticket,
  onChange,
}: {
  ticket: Ticket
  onChange: (ticket: Ticket) => void
}) {
  const { client, account, owner } = useCauseway()
  const cache = useQueryClient()
  const [rests, setRests] = useState(false)
  const { data: markets = [] } = useMarkets()
  const parsed = useMemo(() => parseTicket(ticket), [ticket])
  const order = useMemo(() => orderOf(ticket), [ticket])
  const preview = useQuery({
    queryKey: ['order', account, ticket],
    queryFn: () => quoteOrder(client, ticket),
    enabled: order !== undefined && account !== undefined,
    refetchInterval: 2_000,
    retry: false,
  })
  const place = useMutation({
    mutationFn: async (wanted: NonNullable<typeof order>) => {
      if (!rests) return placeOrder(client, wanted)
      keepResting(account ?? '', await signOrder(client, wanted), Date.now())
      return undefined
    },
    onSuccess: () => {
      onChange({ ...ticket, size: '' })
      return cache.invalidateQueries()
    },
  })
  const priceOf = (instrument: string, side: Ticket['side']) => {
    const price = markets.find(({ name }) => name === instrument)?.price
    return price === undefined ? '' : exact(worsePrice(price, side))
  }
  const set = (change: Partial<Ticket>) => {
    const next = { ...ticket, ...change }
    const isMoved = 'instrument' in change || 'side' in change
    onChange(isMoved ? { ...next, price: priceOf(next.instrument, next.side) } : next)
    place.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (order) place.mutate(order)
  }
  return (
    <form className="space-y-4" onSubmit={submit}>
      <Field label="Instrument">
        <select
          className={inputLook}
          value={ticket.instrument}
          onChange={({ target }) => set({ instrument: target.value })}
        >
          <option value="">Choose one</option>
          {markets.map(({ id, name }) => (
            <option key={id}>{name}</option>
          ))}
        </select>
      </Field>
      <fieldset className="flex gap-4 text-sm">
        <legend className="mb-1 text-soft">Side</legend>
        {(['buy', 'sell'] as const).map((side) => (
          <label key={side} className="flex items-center gap-1.5 capitalize">
            <input
              type="radio"
              name="side"
              checked={ticket.side === side}
              onChange={() => set({ side })}
            />
            {side}
          </label>
        ))}
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Size" help="units of the underlying">
          <input
            className={inputLook}
            inputMode="decimal"
            autoComplete="off"
            value={ticket.size}
            onChange={({ target }) => set({ size: target.value })}
          />
        </Field>
        <Field
          label="Worst price"
          help={
            rests
              ? 'USD; good for an hour, for whoever matches'
              : "USD; filled at the makers' prices, now or not at all"
          }
        >
          <input
            className={inputLook}
            inputMode="decimal"
            autoComplete="off"
            value={ticket.price}
            onChange={({ target }) => set({ price: target.value })}
          />
        </Field>
      </div>
      <label className="flex items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          checked={rests}
          onChange={({ target }) => {
            setRests(target.checked)
            place.reset()
          }}
        />
        Sign it to rest, instead of filling it now
      </label>
      {'error' in parsed && <Problem error={parsed.error} />}
      {preview.data && order && <Effect preview={preview.data} />}
      <Problem error={place.error ?? (order ? preview.error : undefined)} />
      {place.data && (
        <Notice tone="good">
          Filled {showQuantity(place.data.filled?.size ?? 0n)} {ticket.instrument} at{' '}
          {showUsd(place.data.filled?.price ?? 0n)}.
        </Notice>
      )}
      {place.isSuccess && !place.data && (
        <Notice tone="good">Signed: it rests under Orders, to be handed out.</Notice>
      )}
      <Button
        kind="main"
        type="submit"
        disabled={
          !owner || !order || place.isPending || (!rests && preview.data?.accepted === false)
        }
      >
        {place.isPending
          ? 'Signing and matching …'
          : rests
            ? 'Sign'
            : ticket.side === 'buy'
              ? 'Buy'
              : 'Sell'}
      </Button>
      {!owner && <p className="text-sm text-soft">Connect a wallet to trade.</p>}
    </form>
  )
}
