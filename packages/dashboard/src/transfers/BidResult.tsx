import { type BidOnAuctionReturnType, findChain } from '@causeway/sdk'
import { Link } from '@tanstack/react-router'
import { useCauseway } from '../app/causeway.js'
import { showUsd } from '../format/amounts.js'
import { Notice } from '../ui/parts.js'
import { nameOf } from './useTransfer.js'

/** What a bid came to, and where what it bought goes. */
export function BidResult({ result: { outcome, releases } }: { result: BidOnAuctionReturnType }) {
  const { deployment } = useCauseway()
  if (outcome.released === 0n)
    return (
      <Notice tone="warn">
        Nothing was taken: the account was above initial margin by then, and its auction is closed.
      </Notice>
    )
  const { cost, discount, closed } = outcome
  const paid =
    cost < 0n ? `You got ${showUsd(-cost)}` : `You paid ${showUsd(cost, { rounding: 'up' })}`
  return (
    <Notice tone="good">
      Taken over. {paid}, with a discount of {showUsd(discount)}.
      {closed ? ' The auction is over.' : ''}
      {releases.map((release) => (
        <span key={nameOf(release)}>
          {' '}
          <Link className="underline" to="/transfers/$name" params={{ name: nameOf(release) }}>
            Follow what goes to {findChain(deployment, release.destination).name}
          </Link>
          .
        </span>
      ))}
    </Notice>
  )
}
