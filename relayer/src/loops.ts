import { lanesOf } from '@causeway/sdk'
import { formatEther, parseEther } from 'viem'
import { type Context, chainIn, type Lane, type NodeChain } from './context.js'
import { deliverStep } from './deliver/deliverStep.js'
import { reasonOf } from './errors.js'
import { type Loop, type StepResult, startLoop } from './loop.js'
import { noteTry, triesOf } from './memory.js'
import { attestStep } from './roles/attest.js'
import { auctionStep } from './roles/auctions.js'
import { keepStep } from './roles/keep.js'
import { liquidateStep } from './roles/liquidate.js'
import { oracleStep } from './roles/oracle.js'
import { publishStep } from './roles/publish.js'
import { nameOf } from './roles/work.js'
import { findUnsafe } from './safety.js'
import { sendStep } from './send/sender.js'
import { claimLease } from './store/leases.js'
import { readHead, watchStep } from './watch/watchChain.js'

/** How long a lease is taken for, in seconds; it is renewed at half of that. */
const leaseSeconds = 10
const lowBalance = parseEther('0.01')

/**
 * Starts the loops of the configured roles: one per chain for watching and sending, one per lane for what carries, one each
 * for what keeps the hub's markets. A chain or lane that fails holds up no other. `unchecked` are lanes whose bridges must be checked before signing.
 */
export function startLoops(context: Context, unchecked: Set<string>): Loop[] {
  const { config, keys } = context
  const has = (role: (typeof config.roles)[number]) => config.roles.includes(role)
  const loops: Loop[] = []
  for (const chain of context.chains.values()) {
    loops.push(watchLoop(context, chain, has('watch')))
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
  const hub = chainIn(context, context.deployment.hubChain)
  // what markets wait for takes minutes: they are looked at less often than lanes
  const everyMs = 5 * config.pollMs
  if (has('oracle'))
    loops.push(leased(context, `oracle/${hub.number}`, () => oracleStep(context), { everyMs }))
  if (has('keep'))
    loops.push(leased(context, `keep/${hub.number}`, () => keepStep(context), { everyMs }))
  // auctions are looked at once a block
  if (has('keep') && hub.deployment.contracts.liquidation)
    loops.push(leased(context, `auctions/${hub.number}`, () => auctionStep(context)))
  if (has('liquidate'))
    loops.push(leased(context, `liquidate/${hub.number}`, () => liquidateStep(context)))
  return loops
}

/** Every process knows where the chains are; one of those that share a database reads them. */
function watchLoop(context: Context, chain: NodeChain, reads: boolean): Loop {
  const { health } = chain
  return leased(context, `watch/${chain.number}`, () => watchStep(context, chain), {
    reads,
    async before() {
      await readHead(context, chain)
      await noteBalance(context, chain)
    },
    onOk() {
      health.error = undefined
    },
    onError(error) {
      health.error = reasonOf(error)
      health.errorAt = Date.now()
    },
  })
}

/** Keeps an eye on the coin that pays for transactions. */
async function noteBalance(context: Context, chain: NodeChain): Promise<void> {
  const { keys, metrics, log } = context
  const { sender } = keys
  const key = `balance/${chain.number}`
  if (!sender || triesOf(context, key).secondsAgo < 60) return
  noteTry(context, key)
  const balance = await chain.rpc.use((client) => client.getBalance({ address: sender.address }))
  metrics.balance.set({ chain: chain.deployment.name }, Number(formatEther(balance)))
  if (balance < lowBalance)
    log.warn({ chain: chain.number, sender: sender.address, balance }, 'little coin is left')
}

/** A loop that works only while this process holds the lease of its name, so that processes on one database share. */
function leased(
  context: Context,
  name: string,
  step: () => Promise<StepResult>,
  hooks: {
    /** Done whether or not this process holds the lease. */
    before?: () => Promise<void>
    /** False: nothing but `before` is ever done. */
    reads?: boolean
    /** Milliseconds between two steps, instead of the configuration's. */
    everyMs?: number
    onOk?: () => void
    onError?: (error: unknown) => void
  } = {},
): Loop {
  const { config, database, log, metrics, owner, signal } = context
  let renewAt = 0
  let said = ''
  return startLoop({
    name,
    everyMs: hooks.everyMs ?? config.pollMs,
    signal,
    async step() {
      await hooks.before?.()
      if (hooks.reads === false) return undefined
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
