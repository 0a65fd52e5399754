import { jsonRpc } from './jsonRpc.js'

/** Keeps the clocks of several local chains equal while they are moved. */
export type Clock = {
  /** Seconds that the chains are ahead of this machine. */
  offset(): number
  /** Moves all chains forward by whole seconds, and makes a block on each that shows it. */
  increase(seconds: number, urls: readonly string[]): Promise<void>
  /** Sets one chain right again after a reorganisation or a stop. */
  align(url: string): Promise<void>
}

/** A clock at the time of this machine. */
export function createClock(): Clock {
  let offset = 0
  return {
    offset: () => offset,
    async increase(seconds, urls) {
      offset += seconds
      await Promise.all(urls.map((url) => jsonRpc(url, 'evm_increaseTime', [seconds])))
      await Promise.all(urls.map((url) => jsonRpc(url, 'evm_mine')))
    },
    async align(url) {
      // The chain keeps the difference to its own clock in whole seconds: ask early in a second, or it is one too few.
      const late = Date.now() % 1_000
      if (late > 700) await new Promise((resolve) => setTimeout(resolve, 1_010 - late))
      await jsonRpc(url, 'anvil_setTime', [Math.floor(Date.now() / 1_000) + offset])
    },
  }
}
