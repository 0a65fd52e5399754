import { join } from 'node:path'
import type { Anvil } from './anvil.js'
import type { Service } from './service.js'

/** What runs in a world: its chains by name, and its processes. */
export type Running = {
  runFolder: string
  chains: readonly (readonly [name: string, Anvil | undefined])[]
  services: readonly Service[]
}

/** One line on the first chain that has ended, or process that ended by itself; undefined while all live. */
export function deceasedAmong({ runFolder, chains, services }: Running): string | undefined {
  const chain = chains.find(([, anvil]) => anvil?.alive() === false)?.[0]
  const gone = chain ?? services.find((service) => service.deserted())?.name
  if (gone === undefined) return undefined
  const kind = chain === undefined ? 'process' : 'chain'
  return `The ${kind} ${gone} has ended; its last words are in ${join(runFolder, `${gone}.log`)}.`
}
