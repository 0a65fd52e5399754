import { WAD } from '../fixedPoint.js'
import { computeMargin } from '../margin/computeMargin.js'
import type { MarginInput } from '../margin/marginInput.js'
import type { Margin } from '../margin/marginReport.js'
import { bandOf } from './priceBand.js'
import { type CollateralChange, withCash, withCollateral } from './withHoldings.js'
import { type PositionChange, place, withPosition } from './withPosition.js'

/** What can be asked about: a trade, or cash or tokens put in or, below 0, taken out. */
export type Change =
  | ({ type: 'trade' } & PositionChange)
  | { type: 'cash'; amount: bigint }
  | ({ type: 'collateral' } & CollateralChange)

/**
 * What the hub says. It accepts what leaves the account healthy, what only reduces positions and makes nothing worse
 * (docs/margin.md, section 7), and every deposit. It refuses a trade outside the band round the mark (`priceBand`), an account below
 * initial margin, cash that is borrowed without any collateral, and two underlyings in an isolated account.
 */
export type Verdict =
  | 'healthy'
  | 'reducing'
  | 'deposit'
  | 'unhealthy'
  | 'uncovered'
  | 'mixed'
  | 'off mark'

/** A margin and what follows from it. */
export type Standing = Margin & {
  /** What can be lost or taken before initial margin is missed; below 0 it is. */
  free: bigint
  /** Equity over maintenance, 18 decimals rounded down: liquidation below 1; none when nothing is needed. */
  health?: bigint
}

export type Judgement = {
  account: MarginInput
  after: Standing
  verdict: Verdict
  accepted: boolean
}

/** Equity, requirements, health and free margin. */
export function standingOf(input: MarginInput): Standing {
  const { equity, requirement, maintenance, initial } = computeMargin(input)
  const standing = { equity, requirement, maintenance, initial, free: equity - initial }
  if (maintenance === 0n) return standing
  const health = (equity * WAD) / maintenance
  return {
    ...standing,
    health: equity < 0n && health * maintenance !== equity * WAD ? health - 1n : health,
  }
}

export function applyChange(input: MarginInput, change: Change): MarginInput {
  if (change.type === 'trade') return withPosition(input, change)
  return change.type === 'cash' ? withCash(input, change.amount) : withCollateral(input, change)
}

/** The account after some changes in one call, and whether the hub accepts it. `before`: its standing, if known. */
export function judge(
  input: MarginInput,
  changes: readonly Change[],
  before: () => Standing = () => standingOf({ ...input, initial: true }),
): Judgement {
  let account: MarginInput = { ...input, initial: true }
  let reduces = changes.length > 0
  let near = true
  for (const change of changes) {
    near = near && isNearMark(account, change)
    reduces = reduces && isReducing(account, change)
    account = applyChange(account, change)
  }
  const after = standingOf(account)
  const verdict = near ? decide(account, changes, after, reduces ? before : undefined) : 'off mark'
  const accepted = verdict === 'healthy' || verdict === 'reducing' || verdict === 'deposit'
  return { account, after, verdict, accepted }
}

/** The hub fills nothing outside the band. */
function isNearMark(account: MarginInput, change: Change): boolean {
  if (change.type !== 'trade') return true
  const found = place(account, change.instrument)
  const { least, most } = bandOf(found.account, found.held)
  return change.price >= least && change.price <= most
}

/** Nearer to zero, not beyond. */
function isReducing(account: MarginInput, change: Change): boolean {
  if (change.type !== 'trade') return false
  const { size } = place(account, change.instrument).held
  const next = size + change.size
  return size > 0n ? change.size < 0n && next >= 0n : size < 0n && change.size > 0n && next <= 0n
}

function decide(
  account: MarginInput,
  changes: readonly Change[],
  after: Standing,
  before?: () => Standing,
): Verdict {
  if (changes.every((change) => change.type !== 'trade' && change.amount >= 0n)) return 'deposit'
  const borrows = account.cash < 0n && !account.lines.some(({ amount }) => amount > 0n)
  if (borrows && changes.some((change) => change.type === 'cash' && change.amount < 0n))
    return 'uncovered'
  if (account.mode === 'isolated' && new Set(account.positions.map((p) => p.market)).size > 1)
    return 'mixed'
  if (after.free >= 0n) return 'healthy'
  return before !== undefined && isNoWorse(before(), after) ? 'reducing' : 'unhealthy'
}

function isNoWorse(before: Standing, after: Standing): boolean {
  return (
    after.maintenance < before.maintenance &&
    after.free >= before.free &&
    after.equity * before.maintenance >= before.equity * after.maintenance
  )
}
