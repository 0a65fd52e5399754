/** A connector, as far as the choice goes. */
export type Wallet = { id: string; type: string }

/** The connector for whatever sits at `window.ethereum`, without a name of its own. */
const nameless = 'injected'

/** What can be chosen: accounts of a local world, wallets that announce themselves, and, where none does, the nameless one. */
export function usableWallets<wallet extends Wallet>(
  wallets: readonly wallet[],
  hasNameless: boolean,
): wallet[] {
  const isNameless = ({ id }: Wallet) => id === nameless
  const isAnnounced = wallets.some((wallet) => wallet.type !== 'demo' && !isNameless(wallet))
  return wallets.filter((wallet) => !isNameless(wallet) || (hasNameless && !isAnnounced))
}
