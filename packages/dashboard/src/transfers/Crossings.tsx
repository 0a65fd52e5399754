import {
  type AccountCrossing,
  type Deployment,
  findChain,
  getBlockTime,
  getCrossings,
} from '@causeway/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useLive, useOwn } from '../app/queries.js'
import { showQuantity } from '../format/amounts.js'
import { showTime } from '../format/time.js'
import { Button, Pill, Problem, Unknown } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { Hash } from './Hash.js'
import { nameOf } from './useTransfer.js'

const columns = [
  { name: 'Crossing' },
  { name: 'From' },
  { name: 'To' },
  { name: 'Amount', isNumber: true },
  { name: 'State' },
  { name: 'At the hub' },
  { name: 'Begun by' },
] as const

/** So many are shown until more are asked for. */
const page = 20

/** Every crossing of the account, what is on its way first. */
export function Crossings() {
  const { deployment } = useCauseway()
  const [count, setCount] = useState(page)
  const { data, error, isLoading } = useOwn(['crossings'], (client) => getCrossings(client), {
    ...{ what: 'The list of crossings', every: 2_000 },
  })
  if (!data)
    return error ? (
      <Problem error={error} />
    ) : isLoading ? (
      <Unknown />
    ) : (
      <p className="text-sm text-soft">Connect a wallet to see its crossings.</p>
    )
  return (
    <>
      <Table
        caption="Crossings of this account"
        empty="Nothing has crossed yet."
        columns={columns}
        rows={data.slice(0, count).map((row) => rowOf(row, deployment))}
      />
      {data.length > count && (
        <Button className="mt-3" onClick={() => setCount(count + page)}>
          Show {Math.min(page, data.length - count)} older ones
        </Button>
      )}
    </>
  )
}

function rowOf(row: AccountCrossing, deployment: Deployment) {
  const { source, destination, hash, block } = row
  const spoke = findChain(deployment, source === deployment.hubChain ? destination : source)
  const token = spoke.tokens.find(
    ({ address }) => address.toLowerCase() === row.token.toLowerCase(),
  )
  return {
    key: nameOf(row),
    cells: [
      <Link
        key="link"
        className="text-accent underline"
        to="/transfers/$name"
        params={{ name: hash ?? nameOf(row) }}
      >
        {row.type} {String(row.seq)}
      </Link>,
      findChain(deployment, source).name,
      findChain(deployment, destination).name,
      `${token ? showQuantity(row.amount, token.decimals) : row.amount} ${token?.symbol ?? row.token}`,
      <Pill key="state" tone={row.isOpen ? 'warn' : 'good'}>
        {row.isOpen ? 'on its way' : 'arrived'}
      </Pill>,
      block === undefined ? 'not yet' : <BlockTime key="time" block={block} />,
      hash ? <Hash key="hash" hash={hash} chain={source} /> : 'see its steps',
    ],
  }
}

/** When a block of the hub was made. */
function BlockTime({ block }: { block: bigint }) {
  const { deployment } = useCauseway()
  const { data } = useLive(
    ['block', String(block)],
    (client) => getBlockTime(client, { chain: deployment.hubChain, block }),
    { what: 'The time of a block', isFinal: () => true },
  )
  if (data === undefined) return <Unknown />
  return <time dateTime={new Date(data * 1_000).toISOString()}>{showTime(data)}</time>
}
