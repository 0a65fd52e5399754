import {
  type Auction,
  bidOnAuction,
  findChain,
  getAuctions,
  getInsurance,
  previewBid,
} from '@causeway/sdk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useLive } from '../app/queries.js'
import { showPpm, showQuantity, showUsd } from '../format/amounts.js'
import { showTime } from '../format/time.js'
import {
  Button,
  Card,
  Field,
  Figure,
  inputLook,
  Notice,
  Problem,
  Unknown,
  Usd,
} from '../ui/parts.js'

/** Who is liquidated now, and what the fund has for what they lack. */
export function Auctions() {
  const { data: auctions } = useLive(['auctions'], (client) => getAuctions(client), {
    what: 'The auctions',
  })
  const { data: insurance } = useLive(['insurance'], (client) => getInsurance(client), {
    what: 'The insurance fund',
  })
  return (
    <>
      <Card title="Live auctions">
        {!auctions ? (
          <Unknown />
        ) : auctions.length === 0 ? (
          <p className="text-sm text-soft">No account is being liquidated.</p>
        ) : (
          <ul className="space-y-4">
            {auctions.map((auction) => (
              <li key={auction.account}>
                <AuctionCard auction={auction} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Insurance fund">
        <dl className="grid grid-cols-2 gap-4">
          <Figure name="Has">
            <Usd value={insurance?.fund} />
          </Figure>
          <Figure name="Haircut on cash">
            <Usd value={insurance?.haircut} rounding="up" />
          </Figure>
        </dl>
        {insurance?.cashWaitsUntil && (
          <Notice tone="warn">
            Cash leaves no account before {showTime(insurance.cashWaitsUntil)}: an insolvency is
            being settled.
          </Notice>
        )}
      </Card>
    </>
  )
}

function AuctionCard({ auction }: { auction: Auction }) {
  const { deployment, account } = useCauseway()
  const { margin, discount, cash, collateral, positions } = auction
  return (
    <article
      className="space-y-3 rounded border border-line p-3"
      aria-label={`Auction of ${auction.account}`}
    >
      <p className="text-sm break-all">
        <span className="text-soft">Account</span> <code>{auction.account}</code>
        {auction.account === account && <strong className="text-bad"> (yours)</strong>}
      </p>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure name="Discount now">{showPpm(BigInt(discount))}</Figure>
        <Figure name="Equity">
          <Usd value={margin?.equity} />
        </Figure>
        <Figure name="Maintenance">
          <Usd value={margin?.maintenance} rounding="up" />
        </Figure>
        <Figure name="Cash">
          <Usd value={cash} />
        </Figure>
      </dl>
      <ul className="text-sm">
        {collateral.map(({ asset, chain, symbol, token, amount }) => (
          <li key={asset}>
            {showQuantity(amount)} {symbol ?? token} on {findChain(deployment, chain).name}
          </li>
        ))}
        {positions.map(({ id, name, size }) => (
          <li key={id}>
            {showQuantity(size)} {name}
          </li>
        ))}
      </ul>
      <BidForm auction={auction} />
    </article>
  )
}

const shares = [10, 25, 50, 100]

/** A share of everything, paid with cash on the hub. */
function BidForm({ auction }: { auction: Auction }) {
  const { client, account, owner } = useCauseway()
  const cache = useQueryClient()
  const [percent, setPercent] = useState(25)
  const bid = { account: auction.account, share: percent * 10_000 }
  const isOwn = auction.account === account
  const preview = useQuery({
    queryKey: ['bid', account, auction.account, percent],
    queryFn: () => previewBid(client, bid),
    enabled: account !== undefined && !isOwn,
    refetchInterval: 3_000,
    retry: false,
  })
  const make = useMutation({
    mutationFn: () => bidOnAuction(client, bid),
    onSettled: () => cache.invalidateQueries(),
  })
  if (isOwn) return null
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Share of everything">
          <select
            className={inputLook}
            value={percent}
            onChange={({ target }) => setPercent(Number(target.value))}
          >
            {shares.map((share) => (
              <option key={share} value={share}>
                {share} %
              </option>
            ))}
          </select>
        </Field>
        <Button
          kind="main"
          disabled={!owner || !preview.data || make.isPending}
          onClick={() => make.mutate()}
        >
          {make.isPending ? 'Bidding …' : 'Bid'}
        </Button>
      </div>
      {preview.data && !preview.error && (
        <p className="text-sm">
          Costs {showUsd(preview.data.cost, { rounding: 'up' })}, after a discount of{' '}
          {showUsd(preview.data.discount)}.
        </p>
      )}
      <Problem error={make.error ?? preview.error} />
      {make.data && (
        <Notice tone="good">
          Taken over, with a discount of {showUsd(make.data.outcome.discount)}.
        </Notice>
      )}
    </div>
  )
}
