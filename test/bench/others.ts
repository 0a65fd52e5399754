/** A relayer of others, measured on two local chains with blocks of one second. */
export type Other = {
  system: string
  transfersPerSecond: string
  /** Unloaded, the whole way. */
  latencyP50: string
  callsPerTransfer: string
  memory: string
  kill: string
}

/**
 * Measured by us, not published by their makers: two anvil chains with blocks of one second, the versions named. Latency and
 * memory of the Wormhole engine were taken once and stand in both of its rows.
 */
export const others: readonly Other[] = [
  {
    system: 'Hyperlane TypeScript CLI relayer 44.0.2',
    transfersPerSecond: '0.13',
    latencyP50: '8.0 s',
    callsPerTransfer: '51–55',
    memory: '640–770 MB',
    kill: '18 of 20 lost',
  },
  {
    system: 'Wormhole relayer-engine 0.3.2, as it comes',
    transfersPerSecond: '0.25',
    latencyP50: '0.84 s',
    callsPerTransfer: '17–21',
    memory: '180–260 MB and Redis',
    kill: 'not measured',
  },
  {
    system: 'Wormhole relayer-engine 0.3.2, tuned, 5 keys',
    transfersPerSecond: '5.1',
    latencyP50: '0.84 s',
    callsPerTransfer: '12',
    memory: '180–260 MB and Redis',
    kill: '60 of 300 lost',
  },
]
