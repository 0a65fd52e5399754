import { useEffect } from 'react'
import { useCauseway } from '../app/causeway.js'
import { useCollateral, useMargin } from '../app/queries.js'
import { Card, Notice, Problem } from '../ui/parts.js'
import { Alerts } from './Alerts.js'
import { AuctionAlert } from './AuctionAlert.js'
import { CollateralChart } from './CollateralChart.js'
import { Health } from './Health.js'
import { LiquidationTable } from './LiquidationTable.js'

/** Set when the first account is on the screen. */
const shownMark = 'causeway:account'

/** One account, wherever its collateral lies. */
export function Overview() {
  const { account } = useCauseway()
  const margin = useMargin()
  const collateral = useCollateral(margin.data !== undefined)
  const isShown = margin.data !== undefined && collateral.data !== undefined
  useEffect(() => {
    // once: what the page's start is measured by
    if (isShown && performance.getEntriesByName(shownMark).length === 0) performance.mark(shownMark)
  }, [isShown])
  if (!account)
    return (
      <>
        <h1 className="text-xl font-semibold">Overview</h1>
        <Notice tone="plain">
          Connect a wallet to see its account. The risk lab works without one.
        </Notice>
      </>
    )
  return (
    <>
      <h1 className="text-xl font-semibold">Overview</h1>
      <AuctionAlert />
      <Alerts margin={margin.data} rows={collateral.data} />
      {!margin.data && <Problem error={margin.error} />}
      <Health margin={margin.data} />
      <Card title="Collateral by chain" aside="after haircut; on its way hatched">
        <CollateralChart rows={collateral.data} />
        {collateral.data && !collateral.isFlightKnown && (
          <p className="mt-2 text-xs text-soft">What is on its way is being read …</p>
        )}
      </Card>
      <Card title="What would liquidate me" aside="prices of the underlying, all else unchanged">
        <LiquidationTable margin={margin.data} />
      </Card>
    </>
  )
}
