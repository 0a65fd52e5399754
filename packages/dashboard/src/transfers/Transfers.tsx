import { findChain, getCrossings } from '@causeway/sdk'
import { Link } from '@tanstack/react-router'
import { useCauseway } from '../app/causeway.js'
import { useOwn } from '../app/queries.js'
import { showQuantity } from '../format/amounts.js'
import { Card, Pill, Problem, Unknown } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { Auctions } from './Auctions.js'
import { FindForm } from './FindForm.js'
import { nameOf } from './useTransfer.js'

const columns = [
  { name: 'Crossing' },
  { name: 'From' },
  { name: 'To' },
  { name: 'Amount', isNumber: true },
  { name: 'State' },
] as const

/** What crosses between the chains, and who is being liquidated. */
export function Transfers() {
  return (
    <>
      <h1 className="text-xl font-semibold">Transfers and liquidations</h1>
      <Card
        title="Find a crossing"
        aside="by the hash of the transaction that began it, from any wallet"
      >
        <FindForm />
      </Card>
      <Card title="Crossings of this account">
        <Crossings />
      </Card>
      <Auctions />
    </>
  )
}

function Crossings() {
  const { deployment } = useCauseway()
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
    <Table
      caption="Crossings of this account"
      empty="Nothing has crossed yet."
      columns={columns}
      rows={data.map((row) => {
        const spoke = findChain(
          deployment,
          row.source === deployment.hubChain ? row.destination : row.source,
        )
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
              params={{ name: row.hash ?? nameOf(row) }}
            >
              {row.type} {String(row.seq)}
            </Link>,
            findChain(deployment, row.source).name,
            findChain(deployment, row.destination).name,
            `${token ? showQuantity(row.amount, token.decimals) : row.amount} ${token?.symbol ?? row.token}`,
            <Pill key="state" tone={row.isOpen ? 'warn' : 'good'}>
              {row.isOpen ? 'on its way' : 'arrived'}
            </Pill>,
          ],
        }
      })}
    />
  )
}
