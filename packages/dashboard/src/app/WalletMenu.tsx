import { useEffect } from 'react'
import { useConnect, useConnection, useConnectors, useDisconnect } from 'wagmi'
import { Button } from '../ui/parts.js'
import { usableWallets } from '../wallet/usableWallets.js'
import { useCauseway } from './causeway.js'

/** Who looks: an account of the local world at once, a wallet of the browser when asked. */
export function WalletMenu() {
  const { config } = useCauseway()
  const connectors = useConnectors()
  const { address, connector, status } = useConnection()
  const { mutate: connect, error } = useConnect()
  const { mutate: disconnect } = useDisconnect()
  const first = connectors.find(({ type }) => type === 'demo')
  const left = sessionStorage.getItem('causeway.left') !== null

  useEffect(() => {
    if (first && status === 'disconnected' && !left) connect({ connector: first })
  }, [first, status, connect, left])

  const choose = (uid: string) => {
    const chosen = connectors.find((entry) => entry.uid === uid)
    if (chosen && chosen.uid !== connector?.uid) {
      disconnect(undefined, { onSettled: () => connect({ connector: chosen }) })
    }
  }
  const usable = usableWallets(connectors, 'ethereum' in globalThis)
  if (usable.length === 0)
    return <p className="text-sm text-soft">No wallet in this browser: you can only look.</p>
  return (
    <div className="flex items-center gap-2 text-sm">
      <label className="sr-only" htmlFor="wallet">
        Account
      </label>
      <select
        id="wallet"
        className="rounded border border-line bg-card px-2 py-1.5"
        value={connector?.uid ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        {!connector && <option value="">Connect</option>}
        {usable.map(({ uid, name, type }) => (
          <option key={uid} value={uid}>
            {type === 'demo' ? `${name} (demo account)` : name}
          </option>
        ))}
      </select>
      {address && (
        <code className="hidden text-soft sm:inline">{`${address.slice(0, 6)}…${address.slice(-4)}`}</code>
      )}
      {connector && config.demo.length === 0 && (
        <Button onClick={() => disconnect()}>Disconnect</Button>
      )}
      {error && <span className="text-bad">{error.message.split('\n')[0]}</span>}
    </div>
  )
}
