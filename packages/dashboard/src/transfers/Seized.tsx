import { findChain, getSeizures, type Seizure, spokeChains } from '@causeway/sdk'
import { Link } from '@tanstack/react-router'
import { useCauseway } from '../app/causeway.js'
import { useOwn } from '../app/queries.js'
import { showQuantity, showUsd } from '../format/amounts.js'
import { Card, Pill, Problem, Unknown } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { nameOf, useTransfer } from './useTransfer.js'

const columns = [
  { name: 'Token' },
  { name: 'Amount', isNumber: true },
  { name: 'At mark', isNumber: true },
  { name: 'Taken' },
  { name: 'State' },
] as const

/** The tokens that liquidations took from the account, or that it bid for, as they leave chain by chain. */
export function Seized() {
  const { deployment, account } = useCauseway()
  const { data, error } = useOwn(
    ['seizures'],
    async (client) =>
      (
        await Promise.all([
          getSeizures(client, { account }),
          getSeizures(client, { bidder: account }),
        ])
      ).flat(),
    { what: 'What was seized', every: 2_000 },
  )
  if (!account) return null
  if (!data)
    return <Card title="Seized collateral">{error ? <Problem error={error} /> : <Unknown />}</Card>
  const chains = spokeChains(deployment).map(({ chain, name }) => ({
    name,
    seizures: data.filter((seizure) => seizure.chain === chain),
  }))
  return (
    <Card title="Seized collateral" aside="each token leaves through the vault of its own chain">
      {data.length === 0 && (
        <p className="text-sm text-soft">
          Nothing was taken from this account, and it has bid for nothing.
        </p>
      )}
      <div className="space-y-4">
        {chains
          .filter(({ seizures }) => seizures.length > 0)
          .map(({ name, seizures }) => (
            <section key={name} aria-label={`Seized on ${name}`}>
              <h3 className="mb-1 text-sm font-semibold">On {name}</h3>
              <Table
                caption={`Seized on ${name}`}
                empty=""
                columns={columns}
                rows={seizures.map((seizure) => rowOf(seizure, { deployment, account }))}
              />
            </section>
          ))}
      </div>
    </Card>
  )
}

function rowOf(
  seizure: Seizure,
  { deployment, account }: Pick<ReturnType<typeof useCauseway>, 'deployment' | 'account'>,
) {
  const { token, amount, price, hash, asset, chain } = seizure
  const known = findChain(deployment, chain).tokens.find(
    ({ address }) => address.toLowerCase() === token.toLowerCase(),
  )
  return {
    key: `${hash} ${asset} ${amount}`,
    cells: [
      <strong key="token">{known?.symbol ?? token}</strong>,
      showQuantity(amount),
      showUsd((amount * price) / 10n ** 18n),
      seizure.account === account ? 'from this account' : 'by this account',
      <State key="state" seizure={seizure} />,
    ],
  }
}

function State({ seizure: { release, chain } }: { seizure: Seizure }) {
  const { deployment } = useCauseway()
  if (!release) return <Pill>stays in the bidder's account</Pill>
  const name = nameOf({ source: deployment.hubChain, destination: chain, seq: release.seq })
  return <Leaving name={name} />
}

function Leaving({ name }: { name: string }) {
  const { data } = useTransfer(name)
  const text = !data ? 'asking …' : data.state.status === 'released' ? 'arrived' : data.state.status
  return (
    <Link to="/transfers/$name" params={{ name }} aria-label={`${text}: see its steps`}>
      <Pill tone={data?.done ? 'good' : 'warn'}>{text}</Pill>
    </Link>
  )
}
