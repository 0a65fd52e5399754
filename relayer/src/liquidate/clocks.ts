/** How auctions tell time, in seconds: docs/parameters.json says why. */
export const auctionClocks = {
  /** In which everybody with an opposite position is called upon; then a debt is covered by all cash. */
  deleveraging: 600,
  /** After which an insolvency is declared anew, for prices have moved on. */
  redeclaration: 3_600,
  /** For which a declaration holds. */
  declaration: 86_400,
} as const
