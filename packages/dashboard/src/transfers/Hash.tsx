import { findChain } from '@causeway/sdk'
import { useState } from 'react'
import { useCauseway } from '../app/causeway.js'

/** A transaction's hash, short: opened in its chain's explorer where one is known, and copied whole. */
export function Hash({ hash, chain }: { hash: string; chain: number }) {
  const { explorer } = findChain(useCauseway().deployment, chain)
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {explorer && (
        <a
          className="rounded font-mono text-xs text-accent underline"
          href={`${explorer.replace(/\/$/, '')}/tx/${hash}`}
          target="_blank"
          rel="noreferrer"
          title={hash}
        >
          {short(hash)}
          <span className="sr-only"> in the explorer</span>
        </a>
      )}
      <Copy hash={hash} text={explorer ? 'copy' : short(hash)} />
    </span>
  )
}

const short = (hash: string) => `${hash.slice(0, 8)}…${hash.slice(-4)}`

function Copy({ hash, text }: { hash: string; text: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(hash)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <button
      type="button"
      className="rounded font-mono text-xs text-accent underline decoration-dotted"
      title={hash}
      onClick={() => void copy()}
    >
      {text !== 'copy' && <span className="sr-only">Copy </span>}
      {copied ? 'copied' : text}
    </button>
  )
}
