import {
  type CausewayClient,
  type GetPriceReturnType,
  getFunding,
  getPrice,
  getScanRange,
  getVolatility,
  prepareAdaptScanRange,
  prepareObservePrice,
  prepareObserveVolatility,
  preparePokeFunding,
  prepareRefreshStaleArrays,
  sayRefusal,
  toSymbol,
} from '@causeway/sdk'
import { readBlock } from '../chain/finality.js'
import { sdkClient } from '../chain/sdkClient.js'
import { type Context, chainIn } from '../context.js'
import type { StepResult } from '../loop.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import { readInstruments } from '../store/positions.js'
import { arrayDuties, type Duty, fulfil } from './duty.js'

/** An instrument as far as its upkeep needs it. */
type Listed = Awaited<ReturnType<typeof readInstruments>>[number]
type Prices = ReadonlyMap<string, GetPriceReturnType>

/** No observation counts for longer, seconds: see the contract Pace. */
const volatilitySeconds = 3_600

/** Risk arrays are long: seconds between two looks at them. */
const arrayLook = 15
/** Scan ranges move once an hour: seconds between two looks at one. */
const rangeLook = 60

/**
 * One step of keeping what margin is computed from: prices are observed, so that maintenance can fall back to them; the
 * premium of perpetuals is read; the risk arrays of options that somebody holds are refreshed. What is due follows from what
 * the hub says now.
 */
export async function oracleStep(context: Context): Promise<StepResult> {
  const { database, deployment } = context
  const { rpc, number } = chainIn(context, deployment.hubChain)
  const { timestamp: now } = await rpc.use((reader) => readBlock(reader, 'latest'))
  const instruments = await readInstruments(database, now)
  const duties = await rpc.use(async (reader) => {
    const client = sdkClient(deployment, number, reader)
    const prices = await readPrices(client, namesOf(context, instruments))
    notePrices(context, prices, now)
    return [
      ...observations(context, client, prices, now),
      ...(await pokes(context, client, instruments, prices, now)),
      ...(await forecasts(context, client, instruments, prices, now)),
      ...(await refreshes(context, client, instruments, prices, now)),
    ]
  })
  await fulfil(context, 'oracle', duties)
  return undefined
}

/** The oracle's names of all that is collateral, is traded on, or is what a perpetual trades at. */
function namesOf({ deployment }: Context, instruments: readonly Listed[]): string[] {
  const tokens = deployment.chains.flatMap((chain) => chain.tokens)
  return [
    ...new Set([
      ...tokens.map(({ underlying }) => underlying),
      ...instruments.map(({ underlying }) => underlying),
      ...perpetuals(instruments).map(perpetualName),
    ]),
  ]
}

const perpetuals = (instruments: readonly Listed[]) =>
  instruments.flatMap(({ kind, underlying }) => (kind === 'perpetual' ? [underlying] : []))
const perpetualName = (underlying: string) => `${underlying}-PERP`

async function readPrices(client: CausewayClient, names: readonly string[]): Promise<Prices> {
  return new Map(
    await Promise.all(
      names.map(
        async (underlying) => [underlying, await getPrice(client, { underlying })] as const,
      ),
    ),
  )
}

function notePrices(context: Context, prices: Prices, now: bigint): void {
  const { metrics, log } = context
  for (const [price, { refusal, seen, time }] of prices) {
    metrics.priceRefused.set({ price }, refusal === 0 ? 0 : 1)
    if (seen) metrics.priceAge.set({ price }, Number(now - seen.time))
    // a source that stays silent is told once, one that comes and goes each time
    if (refusal !== 0 && isFirst(context, `refused/${price}/${refusal}/${time}`))
      log.warn({ price, reason: sayRefusal(refusal) }, 'the oracle refuses a price')
  }
}

/** Prices that nobody has observed for a while. Where sources are unsound the contract would refuse. */
function observations(
  { config }: Context,
  client: CausewayClient,
  prices: Prices,
  now: bigint,
): Duty[] {
  return [...prices].flatMap(([underlying, { isSound, seen }]): Duty[] => {
    const { observeSeconds } = config.policy
    if (observeSeconds === null || !isSound || !isOld(seen?.time, observeSeconds, now)) return []
    const request = prepareObservePrice(client, { underlying })
    const due = { subject: underlying, state: String(seen?.time) }
    return [{ what: 'price', of: underlying, due, request }]
  })
}

/** Perpetuals whose premium nobody has read for a while. */
async function pokes(
  { config }: Context,
  client: CausewayClient,
  instruments: readonly Listed[],
  prices: Prices,
  now: bigint,
): Promise<Duty[]> {
  const known = perpetuals(instruments).filter((underlying) =>
    [underlying, perpetualName(underlying)].every((name) => prices.get(name)?.refusal === 0),
  )
  const duties = await Promise.all(
    known.map(async (underlying): Promise<Duty[]> => {
      const { time } = await getFunding(client, { underlying: toSymbol(underlying) })
      if (!isOld(BigInt(time), config.policy.fundingSeconds, now)) return []
      const request = preparePokeFunding(client, { underlying })
      const due = { subject: underlying, state: String(time) }
      return [{ what: 'funding', of: underlying, due, request }]
    }),
  )
  return duties.flat()
}

/**
 * Underlyings whose moves nobody has counted in for an hour, and those whose scan range may follow them: how fast discounts grow
 * depends on them, and how far margin shocks a price.
 */
async function forecasts(
  context: Context,
  client: CausewayClient,
  instruments: readonly Listed[],
  prices: Prices,
  now: bigint,
): Promise<Duty[]> {
  const { config, deployment } = context
  if (config.policy.observeSeconds === null) return []
  if (!chainIn(context, deployment.hubChain).deployment.contracts.pace) return []
  const known = perpetuals(instruments).filter((name) => prices.get(name)?.refusal === 0)
  const duties = await Promise.all(
    known.map(async (underlying): Promise<Duty[]> => {
      const { time } = await getVolatility(client, { underlying })
      if (isOld(BigInt(time), volatilitySeconds, now)) {
        const request = prepareObserveVolatility(client, { underlying })
        const due = { subject: underlying, state: String(time) }
        return [{ what: 'volatility', of: underlying, due, request }]
      }
      const looked = `look/range/${underlying}`
      if (triesOf(context, looked).secondsAgo < rangeLook) return []
      noteTry(context, looked)
      const { scanRange, next, followedAt } = await getScanRange(client, { underlying })
      if (next === scanRange) return []
      const request = prepareAdaptScanRange(client, { underlying })
      const due = { subject: underlying, state: String(followedAt) }
      return [{ what: 'scan range', of: underlying, due, request }]
    }),
  )
  return duties.flat()
}

/** Risk arrays of held options that are old, or whose price or slice has moved on. */
async function refreshes(
  context: Context,
  client: CausewayClient,
  instruments: readonly Listed[],
  prices: Prices,
  now: bigint,
): Promise<Duty[]> {
  const { arraySeconds, arraySpacingSeconds } = context.config.policy
  const held = instruments.filter(
    ({ kind, isHeld, underlying }) =>
      isHeld && (kind === 'call' || kind === 'put') && prices.get(underlying)?.refusal === 0,
  )
  if (held.length === 0 || triesOf(context, 'look/arrays').secondsAgo < arrayLook) return []
  noteTry(context, 'look/arrays')
  const requests = await prepareRefreshStaleArrays(client, {
    instruments: held.map(({ id }) => id),
    maxAge: BigInt(Math.ceil(arraySeconds)),
    minAge: BigInt(Math.ceil(arraySpacingSeconds)),
  })
  return arrayDuties(context, requests, now)
}

/** Whether something that happened at `time` is due again; never happened counts as long ago. */
function isOld(time: bigint | undefined, seconds: number, now: bigint): boolean {
  return time === undefined || now >= time + BigInt(Math.ceil(seconds))
}
