import type { TransferStep } from '@causeway/sdk'

/** A row of a timeline: one step, or the two bridges' beside each other. */
export type StepRow = { key: string; steps: TransferStep[] }

/** The steps in their order; the bridges carry the same checkpoint at the same time, and stand in one row. */
export function stepRows(steps: readonly TransferStep[]): StepRow[] {
  const rows: StepRow[] = []
  for (const step of steps) {
    const last = rows.at(-1)
    if (isBridge(step) && last?.steps.every(isBridge)) last.steps.push(step)
    else rows.push({ key: step.name, steps: [step] })
  }
  return rows
}

/** Seconds from the first step to this one, where blocks say when both were. */
export function sinceFirst(steps: readonly TransferStep[], step: TransferStep): number | undefined {
  const first = steps[0]?.at
  return first === undefined || step.at === undefined ? undefined : Math.max(0, step.at - first)
}

const isBridge = ({ name }: TransferStep) => name === 'layerzero' || name === 'wormhole'
