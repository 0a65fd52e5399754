/** How the hub's markets tell time, in seconds: docs/parameters.json says why. */
export const marketClocks = {
  /** Before an expiry, in which its settlement price is averaged. */
  settlementWindow: 1_800,
  /** For which an observation counts at most. */
  observationLife: 300,
  /** For which a premium that was read counts. */
  readingLife: 3_600,
  /** Of a chain's silence, after which initial margin does not count what lies there. */
  lateLane: 5_400,
} as const
