import type { Command } from 'commander'
import type { GlobalOptions } from '../context.js'
import type { ExitCode } from '../exitCodes.js'
import type { Io } from '../io.js'

/** What each command gets to register itself with: the program, its streams, and where the exit code goes. */
export type CommandContext = { program: Command; io: Io; finish(code: ExitCode): void }

/** The global options as commander has them for a command. */
export function globals(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>()
}

/** Adds the options by which an account of somebody else is named. */
export function withAccountOptions(command: Command): Command {
  return command
    .option('--plain', 'the address is a wallet with a key')
    .option('--contract-on <chain>', 'the address is a contract wallet on this chain')
    .option('--sub <number>', 'sub-account', '0')
}
