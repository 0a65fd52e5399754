import { liquidationRows } from '../overview/liquidationRows.js'
import { gridOf } from '../risklab/grid.js'

/** What takes longer than a frame: pure functions of a margin's input. */
export const computations = { liquidationRows, gridOf } as const

export type Computations = typeof computations
export type ComputationName = keyof Computations

/** What the worker is asked, and what it answers. */
export type Question = { id: number; name: ComputationName; args: readonly unknown[] }
export type Answer = { id: number } & ({ result: unknown } | { error: string })

export function answerTo({ id, name, args }: Question): Answer {
  try {
    const compute = computations[name] as (...args: readonly unknown[]) => unknown
    return { id, result: compute(...args) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
