import type { PreviewOrderReturnType } from '@causeway/sdk'
import { useMemo } from 'react'
import { showPpm, showUsd } from '../format/amounts.js'
import { BeforeAfter } from '../ui/BeforeAfter.js'
import { worstScenarios } from './scenario.js'

/** What an order would do: fee, every figure before and after, and the worst that could follow. */
export function Effect({ preview }: { preview: PreviewOrderReturnType }) {
  const { account, underlyings, fee } = preview
  const worst = useMemo(() => worstScenarios(account, underlyings), [account, underlyings])
  return (
    <div className="space-y-3">
      <p className="text-sm">Fee {showUsd(fee, { rounding: 'up' })}</p>
      <BeforeAfter preview={preview} underlyings={underlyings} />
      <ul className="text-sm" aria-label="Worst scenarios afterwards">
        {worst.map(({ underlying, move, volatility, charged }) => (
          <li key={underlying}>
            Worst for {underlying}: {showPpm(move)}, volatility {volatility}: costs{' '}
            {showUsd(charged, { rounding: 'up' })}
          </li>
        ))}
      </ul>
    </div>
  )
}
