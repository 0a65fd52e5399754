import { readFileSync } from 'node:fs'

/** Resident memory of a process and its highest so far, in megabytes. Linux only; elsewhere not a number. */
export function memoryOf(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024)
    return { now: field('VmRSS'), peak: field('VmHWM') }
  } catch {
    return { now: Number.NaN, peak: Number.NaN }
  }
}
