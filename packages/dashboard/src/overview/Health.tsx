import { maxWithdrawal, standingOf } from '@causeway/risk'
import type { GetMarginReturnType } from '@causeway/sdk'
import { useMemo } from 'react'
import { showPercent } from '../format/amounts.js'
import { Card, Figure, Pill, Unknown, Usd } from '../ui/parts.js'

const states = {
  open: { tone: 'good', words: 'Open: it can take risk and let value out' },
  closing: { tone: 'warn', words: 'Closing: below initial margin only what reduces risk passes' },
  liquidatable: { tone: 'bad', words: 'Below maintenance: it can be liquidated' },
} as const

/** The one number, and what it is made of. */
export function Health({ margin }: { margin: GetMarginReturnType | undefined }) {
  const figures = useMemo(() => {
    if (!margin) return undefined
    const { input } = margin
    return { ...standingOf(input), withdrawable: maxWithdrawal(input, { asset: 'cash' }) }
  }, [margin])
  const state = margin && states[margin.health]
  return (
    <Card title="Health" aside={margin && `${margin.mode} margin`}>
      <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
        <div className="min-w-40">
          <p className="text-4xl font-semibold tabular-nums" data-testid="health">
            {!figures ? (
              <Unknown />
            ) : figures.health === undefined ? (
              'No risk'
            ) : (
              showPercent(figures.health)
            )}
          </p>
          <p className="text-sm text-soft">equity over maintenance; liquidation below 100 %</p>
          {state && <Pill tone={state.tone}>{state.words}</Pill>}
        </div>
        <dl className="grid flex-1 grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3" aria-live="off">
          <Figure name="Equity">
            <Usd value={figures?.equity} />
          </Figure>
          <Figure name="Initial margin">
            <Usd value={figures?.initial} rounding="up" />
          </Figure>
          <Figure name="Maintenance margin">
            <Usd value={figures?.maintenance} rounding="up" />
          </Figure>
          <Figure name="Free">
            <Usd value={figures?.free} />
          </Figure>
          <Figure name="Withdrawable as cash">
            <Usd value={figures?.withdrawable} />
          </Figure>
          <Figure name="Cash">
            <Usd value={margin?.cash} />
          </Figure>
        </dl>
      </div>
    </Card>
  )
}
