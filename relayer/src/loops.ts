import { lanesOf } from '@causeway/sdk'
import type { Context, Lane, NodeChain } from './context.js'
import { deliverStep } from './deliver/deliverStep.js'
import { reasonOf } from './errors.js'
import { type Loop, type StepResult, startLoop } from './loop.js'
import { attestStep } from './roles/attest.js'
import { publishStep } from './roles/publish.js'
import { nameOf } from './roles/work.js'
import { findUnsafe } from './safety.js'
import { sendStep } from './send/sender.js'
import { claimLease } from './store/leases.js'
import { watchStep } from './watch/watchChain.js'

/** How long a lease is taken for, in seconds; it is renewed at half of that. */
const leaseSeconds = 10

/**
 * Starts the loops of the configured roles: one per chain for watching and sending, one per lane for each other role. A
 * chain or lane that fails holds up no other. `unchecked` are lanes whose bridges must be checked before signing.
 */
export function startLoops(context: Context, unchecked: Set<string>): Loop[] {
  const { config, keys } = context
  const has = (role: (typeof config.roles)[number]) => config.roles.includes(role)
  const loops: Loop[] = []
  for (const chain of context.chains.values()) {
    if (has('watch')) loops.push(watchLoop(context, chain))
    const { sender } = keys
    if (!sender) continue
    const name = `send/${chain.number}/${sender.address.toLowerCase()}`
    loops.push(leased(context, name, () => sendStep(context, chain, sender)))
  }
  for (const lane of lanesOf(context.deployment)) {
    const name = nameOf(lane)
    if (has('publish'))
      loops.push(leased(context, `publish/${name}`, () => publishStep(context, lane)))
    if (has('attest') && keys.dvn.length > 0)
      loops.push(
        leased(context, `attest/${name}`, async () => {
          await checkOnce(context, lane, unchecked)
          return attestStep(context, lane)
        }),
      )
    if (has('deliver'))
      loops.push(leased(context, `deliver/${name}`, () => deliverStep(context, lane)))
  }
  return loops
}

function watchLoop(context: Context, chain: NodeChain): Loop {
  const { health } = chain
  return leased(context, `watch/${chain.number}`, () => watchStep(context, chain), {
    onOk() {
      health.error = undefined
    },
    onError(error) {
      health.error = reasonOf(error)
      health.errorAt = Date.now()
    },
  })
}

/** A loop that works only while this process holds the lease of its name, so that processes on one database share. */
function leased(
  context: Context,
  name: string,
  step: () => Promise<StepResult>,
  hooks: { onOk?: () => void; onError?: (error: unknown) => void } = {},
): Loop {
  const { config, database, log, metrics, owner, signal } = context
  let renewAt = 0
  let said = ''
  return startLoop({
    name,
    everyMs: config.pollMs,
    signal,
    async step() {
      if (Date.now() >= renewAt) {
        if (!(await claimLease(database, name, owner, leaseSeconds))) return undefined
        renewAt = Date.now() + leaseSeconds * 500
      }
      return step()
    },
    onOk() {
      if (said) log.info({ loop: name }, 'works again')
      said = ''
      hooks.onOk?.()
    },
    onError(error) {
      const reason = reasonOf(error)
      metrics.errors.inc({ loop: name.split('/')[0] ?? name })
      if (reason !== said) log.error({ loop: name, reason }, 'failed, will try again')
      said = reason
      hooks.onError?.(error)
    },
  })
}

/** A lane whose chains were silent at the start is checked before the first signature. */
async function checkOnce(context: Context, lane: Lane, unchecked: Set<string>): Promise<void> {
  const name = nameOf(lane)
  if (!unchecked.has(name)) return
  const [problem] = await findUnsafe(context, lane)
  if (problem) throw new Error(`unsafe bridge configuration: ${problem}`)
  unchecked.delete(name)
}
