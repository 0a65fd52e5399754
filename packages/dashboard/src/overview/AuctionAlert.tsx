import { getAuction } from '@causeway/sdk'
import { Link } from '@tanstack/react-router'
import { useCauseway } from '../app/causeway.js'
import { useOwn } from '../app/queries.js'
import { showPpm } from '../format/amounts.js'
import { Notice } from '../ui/parts.js'

/** That the account is being sold, and what ends it. */
export function AuctionAlert() {
  const { account } = useCauseway()
  const { data } = useOwn(
    ['auction'],
    // a query has to answer something
    async (client) => (account && (await getAuction(client, { account }))) ?? null,
    { what: 'Whether there is an auction', every: 2_000 },
  )
  if (!data) return null
  return (
    <Notice tone="bad">
      An auction of this account is open: others take over what it has at a discount, now{' '}
      {showPpm(BigInt(data.discount))} of the margin that they free, which grows. Deposit, or close
      positions, until equity is above initial margin.{' '}
      <Link className="underline" to="/transfers">
        See the auction
      </Link>
      .
    </Notice>
  )
}
