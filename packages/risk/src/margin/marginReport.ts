/** What an account has and needs: USD, 18 decimals, as `IRiskEngine.Margin`. */
export type Margin = {
  equity: bigint
  requirement: bigint
  maintenance: bigint
  initial: bigint
}

/** A position or token in the scenario that counts: its underlying's worst one, in cross margin its own. */
export type Leg = {
  /** Mark or forward, or the option's value; a token's price. */
  price: bigint
  /** What it adds to equity. */
  value: bigint
  /** Notional with its sign: options by delta. */
  notional: bigint
  /** What it gains in that scenario, before what is charged of it. */
  profit: bigint
  /** In cross margin: the scenario, and what the leg needs by itself. */
  scenario?: number
  requirement?: bigint
}

/** One underlying. In cross margin nothing nets, so that scan, up, down, basis, tenor and pin are 0. */
export type MarketReport = {
  scan: bigint
  /** The worst losses of moves that are not down, and of those not up. */
  up: bigint
  down: bigint
  /** The scenario in which most is lost; absent when nothing is lost in any, and in cross margin. */
  worst?: number
  basis: bigint
  tenor: bigint
  pin: bigint
  shortMinimum: bigint
  floor: bigint
  concentration: bigint
  uncertainty: bigint
}

/** Where a margin comes from. Legs stand in the order of the input. */
export type MarginReport = Margin & {
  markets: MarketReport[]
  positions: Leg[]
  lines: Leg[]
  credits: bigint
  /** Collateral behind a late lane or off its peg; only initial margin charges it. */
  doubtful: bigint
  arrayError: bigint
}
