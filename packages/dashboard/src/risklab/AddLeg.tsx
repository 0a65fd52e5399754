import { type FormEvent, useState } from 'react'
import { useMarkets } from '../app/queries.js'
import { exact } from '../format/amounts.js'
import { Button, Field, inputLook } from '../ui/parts.js'
import type { AddedLeg } from './usePortfolio.js'

/** Trades at the market's price that nobody makes: to see what they would change. */
export function AddLeg({
  legs,
  onChange,
}: {
  legs: readonly AddedLeg[]
  onChange: (legs: AddedLeg[]) => void
}) {
  const { data: markets = [] } = useMarkets()
  const [instrument, setInstrument] = useState('')
  const [size, setSize] = useState('')
  const market = markets.find(({ name }) => name === instrument)
  const isSize = /^-?\d+(\.\d{1,18})?$/.test(size.trim()) && /[1-9]/.test(size)
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!market?.price || !isSize) return
    onChange([...legs, { instrument, size: size.trim(), price: exact(market.price) }])
    setSize('')
  }
  return (
    <form className="mt-4 space-y-3" onSubmit={add}>
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Add a leg">
          <select
            className={inputLook}
            value={instrument}
            onChange={({ target }) => setInstrument(target.value)}
          >
            <option value="">Choose one</option>
            {markets.map(({ id, name }) => (
              <option key={id}>{name}</option>
            ))}
          </select>
        </Field>
        <Field label="Size, below 0 sold">
          <input
            className={inputLook}
            autoComplete="off"
            value={size}
            onChange={({ target }) => setSize(target.value)}
          />
        </Field>
        <Button type="submit" disabled={!market?.price || !isSize}>
          Add
        </Button>
      </div>
      {legs.length > 0 && (
        <ul className="flex flex-wrap gap-2 text-sm" aria-label="Legs added">
          {legs.map((leg, i) => (
            <li
              key={`${leg.instrument} ${leg.size} ${leg.price}`}
              className="rounded border border-line px-2 py-1"
            >
              {leg.size} {leg.instrument} at {shorten(leg.price)}{' '}
              <button
                type="button"
                className="text-accent underline"
                aria-label={`Remove ${leg.size} ${leg.instrument}`}
                onClick={() => onChange(legs.filter((_, other) => other !== i))}
              >
                remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

const shorten = (price: string) => `$${price.replace(/(\.\d{2})\d+$/, '$1')}`
