import { type Auction, closeAuction, findChain } from '@causeway/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCauseway } from '../app/causeway.js'
import { showPpm, showQuantity } from '../format/amounts.js'
import { showTime } from '../format/time.js'
import { Button, Figure, Notice, Problem, Usd } from '../ui/parts.js'
import { Table } from '../ui/Table.js'
import { BidForm } from './BidForm.js'
import { marksOf } from './bid.js'

const columns = [
  { name: 'Holds' },
  { name: 'Where' },
  { name: 'Amount', isNumber: true },
  { name: 'Price', isNumber: true },
] as const

/** One auction: what is left of the account, and a bid for it. */
export function AuctionCard({ auction }: { auction: Auction }) {
  const { deployment, account } = useCauseway()
  const { margin, discount, cash, collateral, positions, openedAt, insolventAt } = auction
  const isOwn = auction.account === account
  const marks = useMemo(() => marksOf(auction), [auction])
  return (
    <article
      className="space-y-4 rounded border border-line p-3"
      aria-label={`Auction of ${auction.account}`}
    >
      <p className="text-sm break-all">
        <span className="text-soft">Account</span> <code>{auction.account}</code>
        {isOwn && <strong className="text-bad"> (yours)</strong>}
        <span className="text-soft"> since {showTime(openedAt)}</span>
      </p>
      {isOwn && (
        <Notice tone="bad">
          Others can take over what you have, at a growing discount. Deposit, or close positions,
          until equity is above initial margin: then the auction can be closed.
        </Notice>
      )}
      {insolventAt !== undefined && (
        <Notice tone="warn">
          It lacks more than the insurance fund has, since {showTime(insolventAt)}.
        </Notice>
      )}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        <Figure name="Discount now">{showPpm(BigInt(discount))}</Figure>
        <Figure name="Equity">
          <Usd value={margin?.equity} />
        </Figure>
        <Figure name="Maintenance">
          <Usd value={margin?.maintenance} rounding="up" />
        </Figure>
        <Figure name="Initial margin">
          <Usd value={margin?.initial} rounding="up" />
        </Figure>
        <Figure name="Cash">
          <Usd value={cash} />
        </Figure>
      </dl>
      <Table
        caption="What the account holds"
        empty="It holds no tokens and no positions."
        columns={columns}
        rows={[
          ...collateral.map(({ asset, chain, symbol, token, amount, price }) => ({
            key: asset,
            cells: [
              symbol ?? token,
              findChain(deployment, chain).name,
              showQuantity(amount),
              <Usd key="price" value={price === 0n ? undefined : price} />,
            ],
          })),
          ...positions.map(({ id, name, size }, i) => ({
            key: id,
            cells: [name, 'the hub', showQuantity(size), <Usd key="mark" value={marks[i]} />],
          })),
        ]}
      />
      {margin && margin.equity >= margin.initial && <Close account={auction.account} />}
      {!isOwn && <BidForm auction={auction} />}
    </article>
  )
}

/** Above initial margin again: anyone ends it. */
function Close({ account }: { account: Auction['account'] }) {
  const { client, owner } = useCauseway()
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => closeAuction(client, { account }),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <div className="space-y-2 text-sm">
      <p className="text-soft">Equity is above initial margin again: anyone may close it.</p>
      <Button disabled={!owner || isPending} onClick={() => mutate()}>
        {isPending ? 'Closing …' : 'Close the auction'}
      </Button>
      <Problem error={error} />
    </div>
  )
}
