import { type GetInsuranceReturnType, getInsurance } from '@causeway/sdk'
import { useLive } from '../app/queries.js'
import { showSeconds, showTime } from '../format/time.js'
import { Card, Figure, Notice, Usd } from '../ui/parts.js'
import { Stake } from './Stake.js'

/** What the fund has for accounts that owe more than they have, and whose it is. */
export function Insurance() {
  const { data } = useLive(['insurance'], (client) => getInsurance(client), {
    ...{ what: 'The insurance fund', every: 2_000 },
  })
  return (
    <Card title="Insurance fund" aside="pays what accounts owe beyond all that they have">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure name="Has">
          <Usd value={data?.fund} />
        </Figure>
        <Figure name="Of it staked, and lost first">
          <Usd value={data?.staked} />
        </Figure>
        <Figure name="Yours of it">
          <Usd value={data && (data.stake?.value ?? 0n)} />
        </Figure>
        <Figure name="Haircut on cash">
          <Usd value={data?.haircut} rounding="up" />
        </Figure>
      </dl>
      {data && <Waits insurance={data} />}
      {data && <Stake insurance={data} />}
    </Card>
  )
}

function Waits({ insurance }: { insurance: GetInsuranceReturnType }) {
  const { cashWaitsUntil, exitsHeldUntil } = insurance
  return (
    <>
      {cashWaitsUntil !== undefined && (
        <Notice tone="warn">
          Cash leaves no account before {showTime(cashWaitsUntil)}: an insolvency is being settled.
        </Notice>
      )}
      {exitsHeldUntil !== undefined && (
        <Notice tone="warn">
          Nobody leaves the stake before {showTime(exitsHeldUntil)}: a loss may be its to bear.
        </Notice>
      )}
      <p className="mt-3 text-sm text-soft">
        Who stakes asks to leave first, and may {showSeconds(insurance.cooldown)} later.
      </p>
    </>
  )
}
