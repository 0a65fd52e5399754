import { type Address, bytesToHex, type Hex, keccak256, stringToBytes } from 'viem'
import {
  type HDAccount,
  mnemonicToAccount,
  type PrivateKeyAccount,
  privateKeyToAccount,
} from 'viem/accounts'

/** The mnemonic of anvil's accounts; everything is funded on every chain, and worth nothing. */
export const mnemonic = 'test test test test test test test test test test test junk'

const roles = [
  'deployer',
  'guardian',
  'alice',
  'bob',
  'carol',
  'relayer1',
  'relayer2',
  'liquidator',
  'oracle',
  'vendor',
  'outsideDvn1',
  'outsideDvn2',
  'operator1',
  'operator2',
  'operator3',
  'oracle1',
  'oracle2',
  'oracle3',
  'faucet',
  'spare',
  'governor',
  'maker',
] as const

/** What an account of the local world is for. */
export type AccountRole = (typeof roles)[number]

/** A funded account. */
export type DevnetAccount = { address: Address; privateKey: Hex; account: HDAccount }

/** How many accounts the chains fund. */
export const accountCount = roles.length

/** The funded accounts by role: the first of `mnemonic`, the same on every chain. */
export function devnetAccounts(): Record<AccountRole, DevnetAccount> {
  const entries = roles.map((role, addressIndex) => {
    const account = mnemonicToAccount(mnemonic, { addressIndex })
    const key = account.getHdKey().privateKey
    if (!key) throw new Error('the mnemonic yields no private key')
    return [role, { address: account.address, privateKey: bytesToHex(key), account }] as const
  })
  return Object.fromEntries(entries) as Record<AccountRole, DevnetAccount>
}

/** A key that only ever signs messages, so it needs no funds. */
export type SigningKey = { address: Address; privateKey: Hex; account: PrivateKeyAccount }

/** The key called `name` of a world with this seed. */
export function seededKey(seed: string, name: string): SigningKey {
  const privateKey = keccak256(stringToBytes(`causeway devnet/${seed}/${name}`))
  const account = privateKeyToAccount(privateKey)
  return { address: account.address, privateKey, account }
}
