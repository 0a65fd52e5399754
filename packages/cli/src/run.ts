import { type CausewayError, toCausewayError } from '@causeway/sdk'
import { Command, CommanderError } from 'commander'
import { accountCommand } from './commands/account.js'
import { auctionsCommand } from './commands/auctions.js'
import { bidCommand } from './commands/bid.js'
import { claimCommand } from './commands/claim.js'
import { collateralCommand } from './commands/collateral.js'
import { depositCommand } from './commands/deposit.js'
import { doctorCommand } from './commands/doctor.js'
import { exitCommand } from './commands/exit.js'
import { expiryCommand } from './commands/expiry.js'
import { feesCommand } from './commands/fees.js'
import { insuranceCommand } from './commands/insurance.js'
import { lanesCommand } from './commands/lanes.js'
import { liquidateCommand } from './commands/liquidate.js'
import { marginCommand } from './commands/margin.js'
import { marketsCommand } from './commands/markets.js'
import { modeCommand } from './commands/mode.js'
import { orderCommand } from './commands/order.js'
import { previewCommand } from './commands/preview.js'
import { recoverCommand } from './commands/recover.js'
import { refundCommand } from './commands/refund.js'
import { replayCommand } from './commands/replay.js'
import { settleCommand } from './commands/settle.js'
import { transferCommand } from './commands/transfer.js'
import { withdrawCommand } from './commands/withdraw.js'
import { type ExitCode, exitCodeHelp, exitCodeOf, exitCodes } from './exitCodes.js'
import type { Io } from './io.js'
import { toJson } from './json.js'

const commands = [
  depositCommand,
  withdrawCommand,
  exitCommand,
  claimCommand,
  refundCommand,
  accountCommand,
  collateralCommand,
  marginCommand,
  marketsCommand,
  orderCommand,
  previewCommand,
  modeCommand,
  auctionsCommand,
  liquidateCommand,
  bidCommand,
  insuranceCommand,
  settleCommand,
  expiryCommand,
  transferCommand,
  recoverCommand,
  feesCommand,
  lanesCommand,
  doctorCommand,
  replayCommand,
]

/**
 * Runs the program with arguments (without the program's own name) and returns its exit code. Writes to `io` alone and
 * never throws.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok
  const finish = (value: ExitCode) => {
    code = value
  }
  const program = new Command('causeway')
    .description('One margin account across every chain.')
    .option(
      '--deployment <file>',
      'record of the deployment (env CAUSEWAY_DEPLOYMENT; default .causeway/deployment.json)',
    )
    .option('--rpc <chain=url>', 'another RPC address for a chain; as often as needed', collect, [])
    .option('--json', 'JSON for programs: amounts are strings in the smallest unit')
    .option('--yes', 'do not ask before sending')
    .addHelpText(
      'after',
      `\nThe private key is read from the environment (CAUSEWAY_PRIVATE_KEY), never from an argument.\n${exitCodeHelp}
Examples:
  causeway deposit 25 USDC arbitrum
  causeway withdraw 10 USDC optimism --receiver 0x…
  causeway order buy 0.5 ETH-PERP
  causeway margin
  causeway liquidate 0x… --open --share 25%
  causeway bid 3000 arbitrum 0x… --leg "0.5 WETH ethereum"
  causeway transfer 0x… --watch
  causeway recover 0x… --self-relay
  causeway replay march-2020 --html march-2020.html`,
    )
    .showHelpAfterError('(causeway --help says more)')
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .exitOverride()
  for (const register of commands) register({ program, io, finish })
  for (const command of program.commands)
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    const known = toCausewayError(error)
    if (args.includes('--json')) io.out(`${toJson({ error: describe(known) })}\n`)
    else io.err(`${known.message}\n`)
    return exitCodeOf(known)
  }
}

function describe(error: CausewayError): Record<string, unknown> {
  const revert = 'revert' in error ? error.revert : undefined
  return { name: error.name, action: error.action, message: error.message, revert }
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}
