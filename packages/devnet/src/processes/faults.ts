/** Faults in force in one process. */
export type Faults = {
  /** Applies what a control request says about silence, loss, delay and chains; leaves out what it does not name. */
  set(change: {
    silent?: boolean | undefined
    dropping?: boolean | undefined
    delaySeconds?: number | undefined
    chains?: number[] | null | undefined
  }): void
  isSilent(chain: number): boolean
  /** Whether something new of this chain is to be lost. */
  isDropping(chain: number): boolean
  /** Milliseconds to wait before acting on something new of this chain. */
  delayMs(chain: number): number
  state(): { silent: boolean; dropping: boolean; delaySeconds: number; chains: number[] | null }
}

/** No faults, until `set`. */
export function createFaults(): Faults {
  let silent = false
  let dropping = false
  let delaySeconds = 0
  let chains: number[] | null = null
  const concerns = (chain: number) => chains === null || chains.includes(chain)
  return {
    set(change) {
      silent = change.silent ?? silent
      dropping = change.dropping ?? dropping
      delaySeconds = change.delaySeconds ?? delaySeconds
      if (change.chains !== undefined) chains = change.chains
    },
    isSilent: (chain) => silent && concerns(chain),
    isDropping: (chain) => dropping && concerns(chain),
    delayMs: (chain) => (concerns(chain) ? delaySeconds * 1_000 : 0),
    state: () => ({ silent, dropping, delaySeconds, chains }),
  }
}
