/** What forge is told to compile of what is shipped. */
export const buildArguments: readonly string[]
/** Path of the native `forge` or `anvil` binary. Throws with the remedy when it is not installed. */
export function foundryBinary(tool: 'forge' | 'anvil'): string
