import { type CollateralRow, claim, sayRefusal, toBookUnits } from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useCollateral } from '../app/queries.js'
import { showQuantity } from '../format/amounts.js'
import { Button, Card, Notice, Problem, Unknown, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { MoveDrawer } from './MoveDrawer.js'
import type { Direction } from './quoteMove.js'

const columns = [
  { name: 'Chain' },
  { name: 'Asset' },
  { name: 'Wallet', isNumber: true },
  { name: 'Locked', isNumber: true },
  { name: 'Credited', isNumber: true },
  { name: 'In flight', isNumber: true },
  { name: 'Haircut', isNumber: true },
  { name: 'Cap', isNumber: true },
  { name: 'Margin value', isNumber: true },
  { name: 'Move' },
] as const

/** Where the collateral lies, and the ways in and out. */
export function Collateral() {
  const { account } = useCauseway()
  const { data, error, isFlightKnown } = useCollateral()
  const [moving, setMoving] = useState<{ asset: string; direction: Direction }>()
  const row = data?.find(({ asset }) => asset === moving?.asset)
  return (
    <>
      <h1 className="text-xl font-semibold">Collateral</h1>
      {!account && <Notice tone="plain">Connect a wallet to see what it has.</Notice>}
      <Card title="By chain and asset" aside="cash is pooled: it can be taken out on any chain">
        {data ? (
          <Table
            caption="Collateral by chain and asset"
            columns={columns}
            empty="This deployment takes no tokens."
            rows={data.map((entry) => ({
              key: entry.asset,
              cells: cellsOf(entry, isFlightKnown, (direction) =>
                setMoving({ asset: entry.asset, direction }),
              ),
            }))}
          />
        ) : error ? (
          <Problem error={error} />
        ) : (
          <Unknown />
        )}
      </Card>
      {data
        ?.filter(({ claimable }) => claimable > 0n)
        .map((entry) => (
          <Claim key={entry.asset} row={entry} />
        ))}
      {row && moving && (
        <MoveDrawer
          key={`${moving.asset} ${moving.direction}`}
          row={row}
          direction={moving.direction}
          onClose={() => setMoving(undefined)}
        />
      )}
    </>
  )
}

function cellsOf(row: CollateralRow, isFlightKnown: boolean, move: (direction: Direction) => void) {
  const { token, chainName } = row
  const show = (amount: bigint) => showQuantity(amount, token.decimals, 4)
  const inFlight = row.depositing + row.pending + row.releasing
  const name = `${token.symbol} on ${chainName}`
  return [
    chainName,
    <strong key="symbol">{token.symbol}</strong>,
    show(row.wallet),
    token.isCash ? (
      'pooled'
    ) : !isFlightKnown ? (
      <Unknown key="locked" />
    ) : (
      showQuantity(row.credited + toBookUnits(inFlight, token.decimals), 18, 4)
    ),
    showQuantity(row.credited, 18, 4),
    isFlightKnown ? inFlight > 0n ? show(inFlight) : '0' : <Unknown key="in flight" />,
    `${row.haircutBps / 100} %`,
    show(row.cap),
    row.refusal ? (
      <span key="value" className="text-warn">
        {sayRefusal(row.refusal)}
      </span>
    ) : (
      <Usd key="value" value={row.value} />
    ),
    <span key="move" className="flex gap-2">
      <Button aria-label={`Deposit ${name}`} onClick={() => move('deposit')}>
        Deposit
      </Button>
      <Button aria-label={`Withdraw ${name}`} onClick={() => move('withdrawal')}>
        Withdraw
      </Button>
    </span>,
  ]
}

function Claim({ row }: { row: CollateralRow }) {
  const { client } = useCauseway()
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => claim(client, { chain: row.chain, token: row.token.address }),
    onSuccess: () => cache.invalidateQueries(),
  })
  return (
    <Notice tone="warn">
      {showQuantity(row.claimable, row.token.decimals)} {row.token.symbol} wait for you at the vault
      on {row.chainName}, because a payment was refused.{' '}
      <Button disabled={isPending} onClick={() => mutate()}>
        Claim
      </Button>
      <Problem error={error} />
    </Notice>
  )
}
