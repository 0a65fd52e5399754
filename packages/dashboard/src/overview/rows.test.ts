import { RevertError } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { alertsOf } from './Alerts.js'
import { chartBars } from './chartRows.js'
import { collateralRow } from './testing/collateralRow.js'

const wad = 10n ** 18n

test('chartBars: cash is pooled and has a bar of its own; what comes is where it comes from', () => {
  const cash = { ...collateralRow.token, symbol: 'USDC', isCash: true }
  const bars = chartBars([
    { ...collateralRow, value: 100n * wad, coming: 20n * wad },
    { ...collateralRow, token: cash, credited: 5n * wad, value: 5n * wad, coming: 7n * wad },
    { ...collateralRow, chainName: 'arbitrum', token: cash, credited: 5n * wad, value: 5n * wad },
  ])
  expect(bars.map(({ name, total }) => [name, total / wad])).toEqual([
    ['cash', 5n],
    ['ethereum', 127n],
    ['arbitrum', 0n],
  ])
  expect(bars[1]?.parts.filter(({ isComing }) => isComing)).toHaveLength(2)
})

test('chartBars: a token without price is no bar of zero length, and owed cash is none', () => {
  const [cash, chain] = chartBars([
    { ...collateralRow, value: undefined, coming: undefined },
    { ...collateralRow, token: { ...collateralRow.token, isCash: true }, credited: -wad },
  ])
  expect([cash?.parts, chain?.parts]).toEqual([[], []])
})

test('alertsOf: what is short, to the cent and rounded up; what waits; nothing when all is well', () => {
  const margin = { equity: 10n * wad, maintenance: 10n * wad + 1n, initial: 13n * wad }
  const rows = [{ ...collateralRow, claimable: 3n * wad, pending: wad }]
  const of = (health: 'open' | 'closing' | 'liquidatable') =>
    alertsOf({ margin: { ...margin, health, stale: undefined }, rows: [] })
  expect(of('open')).toEqual([])
  expect(of('closing')[0]?.text).toContain('below initial margin by $3.00')
  expect(of('liquidatable')[0]).toMatchObject({ tone: 'bad' })
  expect(of('liquidatable')[0]?.text).toContain('below maintenance by $0.01')
  expect(alertsOf({ margin: undefined, rows }).map(({ text }) => text)).toEqual([
    '3 WETH wait at the vault on ethereum: claim them under Collateral.',
    'A deposit of 1 WETH from ethereum waits on the hub: see Transfers.',
  ])
})

test('alertsOf: why initial margin cannot be had', () => {
  const stale = new RevertError('An array is too old: refresh it.', {
    action: 'retry',
    revert: { errorName: 'Risk_StaleArray', args: {}, data: '0x', chain: 3, functionName: '' },
  })
  const margin = { equity: 1n, maintenance: 0n, initial: 0n, health: 'open', stale } as const
  expect(alertsOf({ margin, rows: [] })[0]?.text).toBe('An array is too old: refresh it.')
})
