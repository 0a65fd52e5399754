import {
  type CausewayClient,
  type ExpiredPosition,
  type ExpiryRef,
  fixSettlement,
  getExpired,
  RevertError,
  resolveAccount,
  settleExpired,
} from '@causeway/sdk'
import type { Command } from 'commander'
import type { Hash } from 'viem'
import { confirm } from '../confirm.js'
import { type AccountOptions, accountRef, loadClient, readable } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { moment, short, table } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

type Options = AccountOptions & { list?: boolean }

/** `causeway settle` */
export function settleCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('settle')
    .summary('pay out positions that have expired')
    .description(
      'Lists the positions of an account that have expired, fixes their settlement prices where nobody has yet, and pays them out. Anyone may, for any account.',
    )
    .argument('[account]', "address or id; default: the key's own")
    .option('--list', 'only list them, send nothing')
  withAccountOptions(command).action(
    async (who: string | undefined, options: Options, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: !options.list })
      const account = resolveAccount(client, accountRef(client, who, readable(options)))
      const expired = await getExpired(client, { account })
      if (!global.json)
        io.out(expired.length === 0 ? 'Nothing waits to be settled.\n' : list(expired))
      finish(exitCodes.ok)
      const sends = !options.list && expired.length > 0
      if (sends) await confirm(io, global, sentence(expired))
      const sent = sends ? await settle(client, account, expired) : { fixed: [], hash: undefined }
      if (global.json) return io.out(`${toJson({ account, expired, ...sent }, 2)}\n`)
      for (const hash of sent.fixed) io.out(`fixed    ${hash}\n`)
      if (sent.hash) io.out(`settled  ${sent.hash}\n`)
    },
  )
}

/** Fixes what is not fixed, one expiry after the other, then settles everything at once. */
async function settle(
  client: CausewayClient,
  account: Hash,
  expired: readonly ExpiredPosition[],
): Promise<{ fixed: Hash[]; hash: Hash }> {
  const fixed: Hash[] = []
  for (const { instrument, expiry } of unfixed(expired)) {
    const hash = await fix(client, { underlying: instrument.underlying, expiry })
    if (hash) fixed.push(hash)
  }
  const instruments = expired.map(({ id }) => id)
  const { hash } = await settleExpired(client, { account, instruments })
  return { fixed, hash }
}

/** Undefined when somebody else was faster. */
async function fix(client: CausewayClient, ref: ExpiryRef): Promise<Hash | undefined> {
  try {
    return (await fixSettlement(client, ref)).hash
  } catch (error) {
    const name = error instanceof RevertError ? error.revert.errorName : undefined
    if (name === 'Clearing_AlreadyFixed') return undefined
    throw error
  }
}

/** One position of each expiry whose price is not fixed. */
function unfixed(expired: readonly ExpiredPosition[]): ExpiredPosition[] {
  const open = expired.filter(({ settlement }) => !settlement.isFixed)
  return [...new Map(open.map((p) => [`${p.instrument.underlying} ${p.expiry}`, p])).values()]
}

function sentence(expired: readonly ExpiredPosition[]): string {
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
  const fixes = unfixed(expired).length
  const first = fixes > 0 ? `Fix ${count(fixes, 'settlement price')}. ` : ''
  return `${first}Settle ${count(expired.length, 'position')}.`
}

function list(expired: readonly ExpiredPosition[]): string {
  const rows = expired.map(({ name, size, expiry, settlement }) => [
    name,
    short(size, 18, 6),
    moment(expiry),
    settlement.isFixed ? short(settlement.fixedPart, 18, 4) : 'not fixed',
  ])
  return table(['instrument', 'size', 'expired', 'settlement USD'], rows, [1, 3])
}
