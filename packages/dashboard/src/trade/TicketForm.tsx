import { placeOrder, previewOrder } from '@causeway/sdk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useMarkets } from '../app/queries.js'
import { exact, showPpm, showQuantity, showUsd } from '../format/amounts.js'
import { BeforeAfter } from '../ui/BeforeAfter.js'
import { Button, Field, inputLook, Notice, Problem } from '../ui/parts.js'
import { worstScenarios } from './scenario.js'
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
  const { data: markets = [] } = useMarkets()
  const parsed = useMemo(() => parseTicket(ticket), [ticket])
  const order =
    'size' in parsed && ticket.instrument ? { ...parsed, instrument: ticket.instrument } : undefined
  const preview = useQuery({
    queryKey: ['order', account, ticket],
    queryFn: () => previewOrder(client, order as NonNullable<typeof order>),
    enabled: order !== undefined && account !== undefined,
    refetchInterval: 2_000,
    retry: false,
  })
  const place = useMutation({
    mutationFn: (wanted: NonNullable<typeof order>) => placeOrder(client, wanted),
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
        <Field label="Worst price" help="USD; filled at the makers' prices, now or not at all">
          <input
            className={inputLook}
            inputMode="decimal"
            autoComplete="off"
            value={ticket.price}
            onChange={({ target }) => set({ price: target.value })}
          />
        </Field>
      </div>
      {'error' in parsed && <Problem error={parsed.error} />}
      {preview.data && order && <Effect preview={preview.data} />}
      <Problem error={place.error ?? (order ? preview.error : undefined)} />
      {place.data && (
        <Notice tone="good">
          Filled {showQuantity(place.data.filled?.size ?? 0n)} {ticket.instrument} at{' '}
          {showUsd(place.data.filled?.price ?? 0n)}.
        </Notice>
      )}
      <Button
        kind="main"
        type="submit"
        disabled={!owner || !order || place.isPending || preview.data?.accepted === false}
      >
        {place.isPending ? 'Signing and matching …' : ticket.side === 'buy' ? 'Buy' : 'Sell'}
      </Button>
      {!owner && <p className="text-sm text-soft">Connect a wallet to trade.</p>}
    </form>
  )
}

function Effect({ preview }: { preview: Awaited<ReturnType<typeof previewOrder>> }) {
  const { account, underlyings, fee } = preview
  const worst = useMemo(() => worstScenarios(account, underlyings), [account, underlyings])
  return (
    <div className="space-y-3">
      <p className="text-sm">Fee {showUsd(fee, { rounding: 'up' })}</p>
      <BeforeAfter preview={preview} underlyings={underlyings} />
      <ul className="text-sm" aria-label="Worst scenarios afterwards">
        {worst.map(({ underlying, move, volatility, charged }) => (
          <li key={underlying}>
            Worst for {underlying}: {showPpm(move)}, volatility {volatility}: costs{' '}
            {showUsd(charged, { rounding: 'up' })}
          </li>
        ))}
      </ul>
    </div>
  )
}
