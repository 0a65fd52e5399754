import type { CollateralRow, GetMarginReturnType } from '@causeway/sdk'
import { showQuantity, showUsd } from '../format/amounts.js'
import { Notice } from '../ui/parts.js'

type Alert = { tone: 'bad' | 'warn'; text: string }

/** What the owner must know before anything else. */
export function Alerts(props: {
  margin: GetMarginReturnType | undefined
  rows: readonly CollateralRow[] | undefined
}) {
  return alertsOf(props).map(({ tone, text }) => (
    <Notice key={text} tone={tone}>
      {text}
    </Notice>
  ))
}

export function alertsOf({
  margin,
  rows = [],
}: {
  margin:
    | Pick<GetMarginReturnType, 'health' | 'equity' | 'initial' | 'maintenance' | 'stale'>
    | undefined
  rows: readonly CollateralRow[] | undefined
}): Alert[] {
  const alerts: Alert[] = []
  if (margin?.health === 'liquidatable')
    alerts.push({
      tone: 'bad',
      text: `The account is below maintenance by ${showUsd(margin.maintenance - margin.equity, { rounding: 'up' })}: anyone can open an auction of it. Deposit, or close positions, now.`,
    })
  if (margin?.health === 'closing')
    alerts.push({
      tone: 'warn',
      text: `Equity is below initial margin by ${showUsd(margin.initial - margin.equity, { rounding: 'up' })}: only what reduces risk passes. Deposit, or close positions.`,
    })
  if (margin?.stale) alerts.push({ tone: 'warn', text: margin.stale.message })
  for (const { claimable, token, chainName } of rows)
    if (claimable > 0n)
      alerts.push({
        tone: 'warn',
        text: `${showQuantity(claimable, token.decimals)} ${token.symbol} wait at the vault on ${chainName}: claim them under Collateral.`,
      })
  for (const { pending, token, chainName } of rows)
    if (pending > 0n)
      alerts.push({
        tone: 'warn',
        text: `A deposit of ${showQuantity(pending, token.decimals)} ${token.symbol} from ${chainName} waits on the hub: see Transfers.`,
      })
  return alerts
}
