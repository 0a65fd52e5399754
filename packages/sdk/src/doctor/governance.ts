import { type Address, parseAbi, toFunctionSelector } from 'viem'
import { findLogs } from '../actions/findLogs.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { ChainDeployment } from '../deployment.js'
import { type DoctorCheck, inspect } from './check.js'

const abi = parseAbi([
  'event RoleGranted(uint64 indexed roleId, address indexed account, uint32 delay, uint48 since, bool newMember)',
  'function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 executionDelay)',
  'function getTargetFunctionRole(address target, bytes4 selector) view returns (uint64)',
  'function getRoleAdmin(uint64 roleId) view returns (uint64)',
])
const [granted] = abi
const publicRole = 2n ** 64n - 1n

/** What loosens, by contract: none of it may happen at once. */
const loosening: Partial<Record<keyof ChainDeployment['contracts'], readonly string[]>> = {
  spoke: ['function setVault(address,uint120,uint128)'],
  quorum: [
    'function addTransport(address)',
    'function setCommittee(address)',
    'function unfreeze(uint32)',
  ],
  committee: ['function change(address[],address[])'],
  gateway: ['function connect(uint32,address,uint32)'],
  hub: [
    'function listAsset(bytes32,uint8,bool,uint16)',
    'function setLimits(bytes32,uint128,uint128,uint128,uint128)',
    'function resume(bytes32)',
  ],
  oracle: [
    'function setUnderlying(bytes32,address[],uint32,uint16,uint16)',
    'function setAsset(bytes32,bytes32)',
  ],
}

type Member = { role: bigint; account: Address; delay: number }

/** Whether nobody can loosen anything on a chain without a delay, the deployer least of all. */
export async function checkGovernance(
  client: CausewayClientBase,
  { chain, contracts }: ChainDeployment,
): Promise<DoctorCheck[]> {
  const reader = client.reader(chain)
  const manager = { address: contracts.accessManager, abi } as const
  const fix = 'Give the role a delay (grantRole with executionDelay), or take it away (revokeRole).'
  const history = findLogs(client, { chain, address: contracts.accessManager, event: granted })
  const members = async (): Promise<Member[]> => {
    const seen = new Map(
      (await history).map(({ args }) => [`${args.roleId}/${args.account}`, args]),
    )
    const all = await Promise.all(
      [...seen.values()].map(async ({ roleId: role, account }) => {
        const args = [role, account] as const
        const [isMember, delay] = await reader.readContract({
          ...manager,
          functionName: 'hasRole',
          args,
        })
        return isMember ? [{ role, account, delay }] : []
      }),
    )
    return all.flat()
  }
  return Promise.all([
    inspect(client, { check: 'admin delay', chain, fix }, async () => {
      const admins = (await members()).filter(({ role }) => role === 0n)
      const immediate = admins.filter(({ delay }) => delay === 0)
      if (immediate.length > 0)
        return { bad: `${immediate.map((m) => m.account).join(', ')} can change anything at once` }
      if (admins.length === 0) return 'there is no admin any more'
      return admins.map(({ account, delay }) => `${account} after ${delay} s`).join(', ')
    }),
    inspect(client, { check: 'deployer', chain, fix }, async () => {
      // the constructor of the manager grants its first role to whoever deploys
      const deployer = (await history)[0]?.args.account
      if (!deployer) return { bad: 'the log of roles is empty: is deployBlock too late?' }
      const held = (await members()).filter(({ account }) => account === deployer)
      const immediate = held.filter(({ delay }) => delay === 0)
      if (immediate.length > 0)
        return {
          bad: `${deployer} still holds role ${immediate.map((m) => m.role).join(', ')} without delay`,
        }
      return held.length === 0
        ? `${deployer} holds no role`
        : `${deployer} holds roles ${held.map((m) => m.role).join(', ')}, all delayed`
    }),
    inspect(client, { check: 'loosening is delayed', chain, fix }, async () => {
      const all = await members()
      const bad: string[] = []
      const rows = Object.entries(loosening).flatMap(([name, functions]) => {
        const target = contracts[name as keyof typeof contracts]
        return target ? functions.map((text) => ({ name, target, text })) : []
      })
      await Promise.all(
        rows.map(async ({ name, target, text }) => {
          const role = await reader.readContract({
            ...{ ...manager, functionName: 'getTargetFunctionRole' },
            args: [target, toFunctionSelector(text)],
          })
          const what = `${name}.${text.slice(9, text.indexOf('('))}`
          if (role === publicRole) bad.push(`${what} is open to everybody`)
          for (const member of all)
            if (member.role === role && member.delay === 0)
              bad.push(`${member.account} may call ${what} at once`)
        }),
      )
      return bad.length > 0 ? { bad: bad.join('; ') } : `${rows.length} functions, all delayed`
    }),
  ])
}
