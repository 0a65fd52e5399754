import {
  type GetInsuranceReturnType,
  getInsurance,
  holdExits,
  parseAmount,
  requestUnstake,
  simulateUnstake,
  stakeInsurance,
  unstake,
} from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { type AccountOptions, accountRef, type GlobalOptions, loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

const SHARE_DECIMALS = 21

/** `causeway insurance`, `causeway insurance stake 1000` */
export function insuranceCommand(context: CommandContext): void {
  const { program, io, finish } = context
  const command = program
    .command('insurance')
    .summary('the insurance fund, its stake, and whether cash bears a loss')
    .description(
      'Shows what the insurance fund can pay, what is staked in it, what haircuts have taken from cash and not given back, and whether cash waits to leave because an insolvency is being settled.',
    )
    .action(async (_: GlobalOptions, self: Command) => {
      const global = globals(self)
      const insurance = await getInsurance(loadClient(io, global))
      finish(exitCodes.ok)
      io.out(global.json ? `${toJson(insurance, 2)}\n` : sayInsurance(insurance))
    })
  stakeCommand(command, context)
  requestCommand(command, context)
  unstakeCommand(command, context)
  holdCommand(command, context)
}

function sayInsurance(insurance: GetInsuranceReturnType): string {
  const { fund, staked, sharePrice, stake, haircut, cashWaitsUntil, exitsHeldUntil } = insurance
  const waits =
    cashWaitsUntil === undefined
      ? 'leaves as ever'
      : `waits until ${time(cashWaitsUntil)}: an insolvency is being settled`
  const lines = [
    `fund     ${short(fund, 18, 2)} USD`,
    `haircut  ${short(haircut, 18, 2)} USD of everybody's cash, not given back yet`,
    `cash     ${waits}`,
    `stake    ${short(staked, 18, 2)} USD, the first to pay; a share is worth ${short(sharePrice, 18, 6)} USD`,
  ]
  if (exitsHeldUntil !== undefined)
    lines.push(
      `exits    held until ${time(exitsHeldUntil)}: the fund is about to pay for an insolvency`,
    )
  if (stake && stake.shares > 0n)
    lines.push(
      `yours    ${short(stake.shares, SHARE_DECIMALS, 2)} shares, ${short(stake.value, 18, 2)} USD`,
    )
  if (stake?.request)
    lines.push(
      `asked    ${short(stake.request.shares, SHARE_DECIMALS, 2)} shares leave from ${time(stake.request.from)} to ${time(stake.request.lapsesAt)}`,
    )
  return `${lines.join('\n')}\n`
}

const time = (seconds: number) => new Date(seconds * 1_000).toISOString()

function stakeCommand(parent: Command, { io, finish }: CommandContext): void {
  parent
    .command('stake')
    .summary('stake cash in the insurance fund')
    .description(
      "Stakes cash of the key's own account in the insurance fund. It bears the fund's losses first and gets fees of liquidations; it leaves by a request, a week later.",
    )
    .argument('<amount>', 'cash, decimal')
    .action(async (text: string, _: object, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const amount = parseAmount(text, 18)
      await confirm(
        io,
        global,
        `Stake ${short(amount, 18, 18)} of cash, which pays first for insolvent accounts and can be had back a week after you ask.`,
      )
      const { hash } = await stakeInsurance(client, { amount })
      finish(exitCodes.ok)
      io.out(global.json ? `${toJson({ hash, amount })}\n` : `${hash}\n`)
    })
}

function requestCommand(parent: Command, { io, finish }: CommandContext): void {
  parent
    .command('request')
    .summary('ask to leave the stake')
    .description(
      'Asks to leave the stake: possible after a week, for two days. The shares bear losses until they have left.',
    )
    .argument('[shares]', 'decimal; default: all; 0 takes the request back')
    .action(async (text: string | undefined, _: object, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const shares = text === undefined ? undefined : parseAmount(text, SHARE_DECIMALS)
      await confirm(io, global, `Ask to leave with ${text ?? 'all'} shares of the stake.`)
      const { hash } = await requestUnstake(client, { shares })
      const { stake } = await getInsurance(client)
      finish(exitCodes.ok)
      const from = stake?.request?.from
      if (global.json) return io.out(`${toJson({ hash, request: stake?.request ?? null })}\n`)
      io.out(`${hash}\n`)
      if (from !== undefined)
        io.out(`They leave from ${time(from)} on: causeway insurance unstake\n`)
    })
}

function unstakeCommand(parent: Command, { io, finish }: CommandContext): void {
  parent
    .command('unstake')
    .summary('leave the stake, after the cooldown')
    .description("Pays what was asked for to the key's own account, at the price of now.")
    .argument('[shares]', 'decimal; default: all that may leave now')
    .action(async (text: string | undefined, _: object, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const shares = text === undefined ? undefined : parseAmount(text, SHARE_DECIMALS)
      const amount = await simulateUnstake(client, { shares })
      await confirm(io, global, `Leave the stake with ${short(amount, 18, 18)} of cash.`)
      const { hash } = await unstake(client, { shares })
      finish(exitCodes.ok)
      io.out(global.json ? `${toJson({ hash })}\n` : `${hash}\n`)
    })
}

function holdCommand(parent: Command, { io, finish }: CommandContext): void {
  const command = parent
    .command('hold')
    .summary('hold exits from the stake, for an insolvent account')
    .description(
      'Holds exits from the stake for six hours because the account is insolvent at mark, so that nobody leaves ahead of the loss.',
    )
    .argument('<account>', 'address or id')
  withAccountOptions(command).action(
    async (who: string, options: AccountOptions, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const account = accountRef(client, who, options)
      await confirm(io, global, `Hold exits from the stake because of ${who}.`)
      const { hash } = await holdExits(client, { account })
      finish(exitCodes.ok)
      io.out(global.json ? `${toJson({ hash })}\n` : `${hash}\n`)
    },
  )
}
