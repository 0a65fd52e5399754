import {
  cancelOrder,
  decodeInstrument,
  formatInstrument,
  getOrder,
  type RestingOrder,
} from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useOwn } from '../app/queries.js'
import { showQuantity, showUsd } from '../format/amounts.js'
import { Button, Pill, Problem } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { forgetResting, readResting, writeOrder } from './resting.js'

const columns = [
  { name: 'Instrument' },
  { name: 'Size', isNumber: true },
  { name: 'Price', isNumber: true },
  { name: 'Open', isNumber: true },
  { name: 'State' },
  { name: 'Do' },
] as const

/** Orders signed here that rest: what the exchange says of each. */
export function Resting() {
  const { account = '' } = useCauseway()
  const { data = [] } = useOwn(
    ['resting'],
    (client) =>
      Promise.all(
        readResting(account).map(async (signed) => ({
          signed,
          state: await getOrder(client, signed),
        })),
      ),
    { what: 'The state of orders', every: 2_000 },
  )
  return (
    <Table
      caption="Orders signed here"
      empty="None was signed here."
      columns={columns}
      rows={data.map(({ signed, state }) => {
        const { order, signature } = signed
        return {
          key: signature,
          cells: [
            <strong key="name">{formatInstrument(decodeInstrument(order.instrument))}</strong>,
            showQuantity(order.size),
            showUsd(order.price),
            showQuantity(state.open),
            <Pill key="state" tone={state.status === 'open' ? 'warn' : 'plain'}>
              {state.status}
            </Pill>,
            <Ways key="ways" signed={signed} isOpen={state.status === 'open'} />,
          ],
        }
      })}
    />
  )
}

function Ways({ signed, isOpen }: { signed: RestingOrder; isOpen: boolean }) {
  const { client, account = '' } = useCauseway()
  const cache = useQueryClient()
  const [copied, setCopied] = useState(false)
  const cancel = useMutation({
    mutationFn: () => cancelOrder(client, { order: signed.order }),
    onSettled: () => cache.invalidateQueries(),
  })
  const forget = () => {
    forgetResting(account, signed.signature)
    void cache.invalidateQueries()
  }
  const copy = async () => {
    await navigator.clipboard.writeText(writeOrder(signed))
    setCopied(true)
  }
  if (!isOpen) return <Button onClick={forget}>Forget</Button>
  return (
    <span className="flex gap-2">
      <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy'}</Button>
      <Button disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {cancel.isPending ? 'Cancelling …' : 'Cancel'}
      </Button>
      <Problem error={cancel.error} />
    </span>
  )
}
