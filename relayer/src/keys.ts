import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Config, KeySource, KeySources } from './config.js'
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
  const spends = config.roles.filter((role) => role !== 'watch')
  const operators = accounts(dvn)
  const members = accounts(committee)
  const isSet = Array.isArray(committee) || process.env[committee.envs] !== undefined
  return {
    sender: spends.length > 0 ? account(sender) : undefined,
    dvn: operators,
    committee: isSet ? members : operators,
  }
}

function accounts(sources: KeySources): PrivateKeyAccount[] {
  if (Array.isArray(sources)) return sources.map(account)
  const place = `the environment variable ${sources.envs}`
  return (process.env[sources.envs] ?? '')
    .split(',')
    .filter((key) => key.trim() !== '')
    .map((key) => toAccount(key, place))
}

function account(source: KeySource): PrivateKeyAccount {
  if (typeof source === 'string') return toAccount(source, 'the configuration')
  if ('env' in source)
    return toAccount(process.env[source.env], `the environment variable ${source.env}`)
  return toAccount(read(source.file), source.file)
}

function toAccount(value: string | undefined, place: string): PrivateKeyAccount {
  const hex = value?.trim()
  if (!hex) throw new SetupError(`there is no private key in ${place}`)
  if (!/^0x[0-9a-fA-F]{64}$/.test(hex))
    throw new SetupError(`${place} holds no private key: 0x and 64 hex digits`)
  return privateKeyToAccount(hex as Hex)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
