import { parseArgs } from 'node:util'

/** What the command line said. */
export type Options = {
  plan: string
  overlay: string | undefined
  out: string | undefined
  dryRun: boolean
  yes: boolean
}

export const help = `causeway-deploy: deploys Causeway to the networks of a plan

  causeway-deploy --plan <template> --overlay <file> [--dry-run] [--yes] [--out <file>]

  --plan <template>   mainnet, testnet, or a file
  --overlay <file>    what only you know, merged over the template: operatorDvn, committee,
                      governance, your RPCs
  --dry-run           check everything, send nothing
  --yes               do not ask
  --out <file>        where the record of the deployment goes (deployment.<plan>.json)
  --help              this text

  CAUSEWAY_DEPLOYER_KEY   private key that deploys on every chain, 0x and 64 hex digits

  Ends with 0 done, 1 the deployment failed, 2 arguments or plan are wrong,
  3 a chain contradicts the plan, 4 you said no.

  docs/deployment.md says what to fill in.`

/** Thrown for a command line that cannot be understood; the message says why. */
export class OptionsError extends Error {
  override name = 'OptionsError'
}

/**
 * Reads the command line.
 *
 * @returns undefined when help was asked for
 * @throws OptionsError
 */
export function readOptions(args: readonly string[]): Options | undefined {
  let values: ReturnType<typeof parse>['values']
  try {
    values = parse(args).values
  } catch (error) {
    throw new OptionsError((error as Error).message)
  }
  if (values.help) return undefined
  if (values.plan === undefined) throw new OptionsError('--plan is missing.')
  const { plan, overlay, out, yes = false } = values
  return { plan, overlay, out, dryRun: values['dry-run'] ?? false, yes }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      plan: { type: 'string' },
      overlay: { type: 'string' },
      out: { type: 'string' },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}
