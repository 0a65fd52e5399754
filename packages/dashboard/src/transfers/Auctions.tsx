import { getAuctions } from '@causeway/sdk'
import { useLive } from '../app/queries.js'
import { Card, Problem, Unknown } from '../ui/parts.js'
import { AuctionCard } from './AuctionCard.js'

/** Who is liquidated now, and bids from here. */
export function Auctions() {
  const { data: auctions, error } = useLive(['auctions'], (client) => getAuctions(client), {
    what: 'The auctions',
  })
  return (
    <Card title="Live auctions" aside="the discount grows until somebody bids">
      {!auctions ? (
        error ? (
          <Problem error={error} />
        ) : (
          <Unknown />
        )
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
  )
}
