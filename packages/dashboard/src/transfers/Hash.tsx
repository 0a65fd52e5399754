import { useState } from 'react'

/** A hash, short; whole for whoever copies it. */
export function Hash({ hash }: { hash: string }) {
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
      aria-label={`Copy ${hash}`}
      onClick={() => void copy()}
    >
      {copied ? 'copied' : `${hash.slice(0, 8)}…${hash.slice(-4)}`}
    </button>
  )
}
