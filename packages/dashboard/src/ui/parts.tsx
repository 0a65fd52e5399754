import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { exact, type Rounding, showUsd } from '../format/amounts.js'

export function Card({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="rounded-lg border border-line bg-card p-4" aria-label={title}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-semibold">{title}</h2>
        {aside && <div className="text-sm text-soft">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** USD with 18 decimals: rounded as said, all digits on demand, a dash while it is not known. */
export function Usd({
  value,
  rounding = 'down',
}: {
  value: bigint | undefined
  rounding?: Rounding
}) {
  if (value === undefined) return <Unknown />
  return <span title={exact(value)}>{showUsd(value, { rounding })}</span>
}

export function Unknown() {
  return (
    <span className="text-soft">
      <span aria-hidden="true">—</span>
      <span className="sr-only">not known yet</span>
    </span>
  )
}

/** A figure with its name above. */
export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="text-lg tabular-nums">{children}</dd>
    </div>
  )
}

type Tone = 'good' | 'warn' | 'bad' | 'plain'
const tones: Record<Tone, string> = {
  good: 'bg-good-tint text-good',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
  plain: 'bg-page text-soft border border-line',
}

export function Pill({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded px-2 py-0.5 text-xs font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  )
}

export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div role={tone === 'bad' ? 'alert' : 'note'} className={`rounded p-3 text-sm ${tones[tone]}`}>
      {children}
    </div>
  )
}

export function Button({
  kind = 'plain',
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: 'plain' | 'main' }) {
  const look =
    kind === 'main'
      ? 'bg-accent text-on-accent border-accent'
      : 'bg-card text-ink border-line hover:border-accent'
  return (
    <button
      type="button"
      className={`rounded border px-3 py-1.5 text-sm font-medium disabled:opacity-60 ${look} ${className}`}
      {...rest}
    />
  )
}

export function Field({
  label,
  help,
  children,
}: {
  label: string
  help?: ReactNode
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="block text-sm">
      <span className="mb-1 block text-soft">{label}</span>
      {children}
      {help && <span className="mt-1 block text-xs text-soft">{help}</span>}
    </label>
  )
}

export const inputLook =
  'w-full rounded border border-line bg-card px-2 py-1.5 text-ink tabular-nums'

/** What went wrong, in the words of whoever found out. */
export function Problem({ error }: { error: unknown }) {
  if (!error) return null
  return <Notice tone="bad">{error instanceof Error ? error.message : String(error)}</Notice>
}
