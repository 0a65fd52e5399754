import { type Auction, findChain } from '@causeway/sdk'
import { useCauseway } from '../app/causeway.js'
import { exact, showQuantity } from '../format/amounts.js'
import { Button, Field, inputLook } from '../ui/parts.js'
import type { BidForm } from './bid.js'

const ways = { share: 'A share of everything', legs: 'Single tokens and positions' } as const

/** What a bid takes: a share of all, or amounts of single legs. */
export function BidLegs({
  auction,
  form,
  onChange,
}: {
  auction: Auction
  form: BidForm
  onChange: (change: Partial<BidForm>) => void
}) {
  return (
    <>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <legend className="mb-1 text-soft">Take over</legend>
        {(Object.keys(ways) as (keyof typeof ways)[]).map((way) => (
          <label key={way} className="flex items-center gap-1.5">
            <input
              type="radio"
              name={`way ${auction.account}`}
              checked={form.way === way}
              onChange={() => onChange({ way })}
            />
            {ways[way]}
          </label>
        ))}
      </fieldset>
      {form.way === 'share' ? (
        <Field
          label="Share of everything, %"
          help="no more than restores its initial margin is sold"
        >
          <input
            className={inputLook}
            inputMode="decimal"
            autoComplete="off"
            value={form.share}
            onChange={({ target }) => onChange({ share: target.value })}
          />
        </Field>
      ) : (
        <Legs auction={auction} form={form} onChange={onChange} />
      )}
    </>
  )
}

function Legs({ auction, form, onChange }: Parameters<typeof BidLegs>[0]) {
  const { deployment } = useCauseway()
  const legs = [
    ...auction.collateral
      .filter(({ price, decimals }) => price > 0n && decimals !== undefined)
      .map(({ asset, chain, symbol, amount }) => ({
        ...{ key: asset, amount },
        name: `${symbol} on ${findChain(deployment, chain).name}`,
      })),
    ...auction.positions.map(({ id, name, size }) => ({
      ...{ key: id, name: `${name}, ${size < 0n ? 'short' : 'long'}` },
      amount: size < 0n ? -size : size,
    })),
  ]
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {legs.map(({ key, name, amount }) => (
        <div key={key} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Field label={name} help={`of ${showQuantity(amount)}`}>
              <input
                className={inputLook}
                inputMode="decimal"
                autoComplete="off"
                value={form.legs[key] ?? ''}
                onChange={({ target }) => onChange({ legs: { ...form.legs, [key]: target.value } })}
              />
            </Field>
          </div>
          <Button
            className="mb-5"
            aria-label={`All of ${name}`}
            onClick={() => onChange({ legs: { ...form.legs, [key]: exact(amount) } })}
          >
            All
          </Button>
        </div>
      ))}
    </div>
  )
}
