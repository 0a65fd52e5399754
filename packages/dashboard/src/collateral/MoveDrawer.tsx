import type { CollateralRow } from '@causeway/sdk'
import { parseAmount } from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { exact, showQuantity, showUsd } from '../format/amounts.js'
import { showSeconds } from '../format/time.js'
import { Crossing } from '../transfers/Crossing.js'
import { BeforeAfter } from '../ui/BeforeAfter.js'
import { Drawer } from '../ui/Drawer.js'
import { Button, Field, inputLook, Problem } from '../ui/parts.js'
import { mostOf, send, useQuote } from './moves.js'
import type { Direction } from './quoteMove.js'

/** A deposit or a withdrawal: what it costs and does, then its steps as they happen. */
export function MoveDrawer({
  row,
  direction,
  onClose,
}: {
  row: CollateralRow
  direction: Direction
  onClose: () => void
}) {
  const { client } = useCauseway()
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const { amount, error: wrong } = amountOf(text, row.token.decimals)
  const quote = useQuote(row, direction, amount)
  const move = useMutation({
    mutationFn: (units: bigint) => send(client, { row, direction, amount: units }),
    onSuccess: () => cache.invalidateQueries(),
  })
  const what = `${row.token.symbol} on ${row.chainName}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount !== undefined) move.mutate(amount)
  }
  const isDeposit = direction === 'deposit'
  return (
    <Drawer
      title={isDeposit ? `Deposit ${what}` : `Withdraw ${what}`}
      description={
        isDeposit
          ? `The vault on ${row.chainName} locks it, and the hub credits it.`
          : `The hub debits it, and the vault on ${row.chainName} pays it to your address.`
      }
      onClose={onClose}
    >
      {move.data ? (
        <Crossing name={move.data} />
      ) : (
        <form className="space-y-4" onSubmit={submit}>
          <Field
            label={`Amount of ${row.token.symbol}`}
            help={`${isDeposit ? 'In your wallet' : 'At most by what is credited'}: ${showQuantity(mostOf(row, direction), row.token.decimals)}`}
          >
            <input
              className={inputLook}
              inputMode="decimal"
              autoComplete="off"
              value={text}
              aria-invalid={wrong !== undefined}
              onChange={({ target }) => setText(target.value)}
            />
          </Field>
          <Button onClick={() => setText(exact(mostOf(row, direction), row.token.decimals))}>
            All of it
          </Button>
          {wrong !== undefined && <Problem error={wrong} />}
          {quote.data && <Costs row={row} direction={direction} quote={quote.data} />}
          {quote.data && (
            <BeforeAfter
              preview={quote.data.preview}
              underlyings={quote.data.preview.underlyings}
            />
          )}
          <Problem error={move.error ?? quote.error} />
          <Button
            kind="main"
            type="submit"
            disabled={
              amount === undefined || move.isPending || quote.data?.preview.accepted === false
            }
          >
            {move.isPending ? 'Signing and sending …' : isDeposit ? 'Deposit' : 'Withdraw'}
          </Button>
        </form>
      )}
    </Drawer>
  )
}

function Costs({
  row,
  direction,
  quote,
}: {
  row: CollateralRow
  direction: Direction
  quote: NonNullable<ReturnType<typeof useQuote>['data']>
}) {
  const isDeposit = direction === 'deposit'
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <dt className="text-soft">Lane fee</dt>
      <dd>{showQuantity(quote.laneFee, 18, 9)} of the chain's coin</dd>
      <dt className="text-soft">{isDeposit ? 'Rebate' : 'Exit fee'}</dt>
      <dd>{showUsd(quote.cash, { rounding: isDeposit ? 'down' : 'up' })}</dd>
      <dt className="text-soft">{isDeposit ? 'Room in the vault' : 'Can leave now'}</dt>
      <dd>
        {showQuantity(quote.room, row.token.decimals)} {row.token.symbol}
      </dd>
      <dt className="text-soft">Expected time</dt>
      <dd>about {showSeconds(quote.seconds)}</dd>
    </dl>
  )
}

function amountOf(text: string, decimals: number): { amount?: bigint; error?: unknown } {
  if (text.trim() === '') return {}
  try {
    return { amount: parseAmount(text, decimals) }
  } catch (error) {
    return { error }
  }
}
