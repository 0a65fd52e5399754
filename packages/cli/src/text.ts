import { type Deployment, findChain, formatAmount } from '@causeway/sdk'
import { formatEther } from 'viem'

/** Rows in columns as wide as they need to be. Numbers in `right` are aligned to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const all = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return `${all.map(line).join('\n')}\n`
}

/** A decimal with at most `places` after the point, rounded towards zero, and groups of three. For people, not programs. */
export function short(amount: bigint, decimals: number, places = 6): string {
  const text = formatAmount(amount < 0n ? -amount : amount, decimals)
  const [whole = '0', rest = ''] = text.split('.')
  const cut = rest.slice(0, places).replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0n ? '-' : ''}${grouped}${cut ? `.${cut}` : ''}`
}

/** Wei as native coin. */
export function coin(wei: bigint): string {
  return `${formatEther(wei)} ETH`
}

/** A name for a registry number. */
export function chainName(deployment: Deployment, chain: number): string {
  return findChain(deployment, chain).name
}

/** The time of day in UTC of a time in seconds. */
export function clock(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(11, 19)
}

/** A moment in UTC of a time in seconds, to the minute. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** A span of seconds in words. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 120) return `${s} s`
  if (s < 7_200) return `${Math.round(s / 60)} min`
  if (s < 172_800) return `${Math.round(s / 3_600)} h`
  return `${Math.round(s / 86_400)} d`
}

/** A bar of twenty places for 0 to 100. */
export function bar(percent: number): string {
  const full = Math.max(0, Math.min(20, Math.round(percent / 5)))
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)}`
}
