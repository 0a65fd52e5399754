import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Config, KeySource } from './config.js'
import { SetupError } from './errors.js'

/** The accounts that a node acts with. */
export type Keys = {
  sender: PrivateKeyAccount | undefined
  dvn: PrivateKeyAccount[]
  committee: PrivateKeyAccount[]
}

/** Reads the keys that the configuration names. @throws SetupError that names what is missing, never the key itself */
export function readKeys(config: Config): Keys {
  const { sender, dvn, committee } = config.keys
  const keys = {
    sender: sender && account(sender),
    dvn: dvn.map(account),
    committee: committee.map(account),
  }
  const spends = config.roles.filter((role) => role !== 'watch')
  if (spends.length > 0 && !keys.sender)
    throw new SetupError(`keys.sender is missing, which ${spends.join(' and ')} needs`)
  return keys
}

function account(source: KeySource): PrivateKeyAccount {
  const [value, place] =
    typeof source === 'string'
      ? [source, 'the configuration']
      : 'env' in source
        ? [process.env[source.env], `the environment variable ${source.env}`]
        : [read(source.file), source.file]
  const hex = value?.trim()
  if (!hex) throw new SetupError(`there is no private key in ${place}`)
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex))
    throw new SetupError(`${place} is not a private key: 0x and 64 hex digits`)
  return privateKeyToAccount(hex as Hex)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
