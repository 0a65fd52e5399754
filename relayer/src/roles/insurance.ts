import {
  type Auction,
  type CausewayClient,
  type GetInsuranceReturnType,
  prepareHoldExits,
  prepareSweepFees,
  prepareUndoHaircut,
  RevertError,
  simulateHoldExits,
  simulateSweepFees,
  simulateUndoHaircut,
} from '@causeway/sdk'
import { lesser, toWad } from '../bigints.js'
import type { Context } from '../context.js'
import { lackingOf } from '../liquidate/lacking.js'
import { noteTry, triesOf } from '../memory.js'
import type { Duty } from './duty.js'

/** Seconds between two looks at the fees, and at haircuts: the hub gives some of them back once an hour. */
const feeLook = 600
const haircutLook = 60
/** Of the stake, one part in: for less nobody is held. See the contract InsuranceVault. */
const material = 1_000n

/** What is to be done for the insurance fund: exits from it held, fees swept into it, haircuts given back out of it. */
export async function insuranceDuties(
  context: Context,
  client: CausewayClient,
  auctions: readonly Auction[],
  insurance: GetInsuranceReturnType,
): Promise<Duty[]> {
  return [
    ...(await holds(client, auctions, insurance)),
    ...(await sweeps(context, client)),
    ...(await undoings(context, client, auctions, insurance)),
  ]
}

/** The trading fees' part for the insurance fund, once it is worth a transaction. */
async function sweeps(context: Context, client: CausewayClient): Promise<Duty[]> {
  const { sweepFeesUsd } = context.config.policy
  if (sweepFeesUsd === null || triesOf(context, 'look/fees').secondsAgo < feeLook) return []
  noteTry(context, 'look/fees')
  const amount = await simulateSweepFees(client)
  if (amount === 0n || amount < toWad(sweepFeesUsd)) return []
  const request = await prepareSweepFees(client)
  const due = { subject: 'fees', state: 'due' }
  return [{ what: 'fees', of: 'fund', due, request }]
}

/** Exits from the stake are held while an account lacks what the fund is about to pay: nobody leaves ahead of a loss that all can see. */
async function holds(
  client: CausewayClient,
  auctions: readonly Auction[],
  { staked, exitsHeldUntil }: GetInsuranceReturnType,
): Promise<Duty[]> {
  if (staked === 0n || exitsHeldUntil !== undefined) return []
  const [worst] = auctions
    .map(({ account, openedAt, margin }) => ({
      ...{ account, openedAt },
      lacking: margin ? lackingOf(margin) : 0n,
    }))
    .sort((a, b) => Number(b.lacking - a.lacking))
  if (!worst || worst.lacking <= 0n || worst.lacking < staked / material) return []
  const { account, openedAt } = worst
  try {
    await simulateHoldExits(client, { account })
  } catch (error) {
    // held for as long as the vault allows
    if (error instanceof RevertError) return []
    throw error
  }
  const request = prepareHoldExits(client, { account })
  const due = { subject: 'exits', state: `${account}/${openedAt}` }
  return [{ what: 'exits', of: 'stake', due, request }]
}

/** What haircuts took, back from a fund that has recovered; not while another insolvency may need it. */
async function undoings(
  context: Context,
  client: CausewayClient,
  auctions: readonly Auction[],
  { fund, haircut }: GetInsuranceReturnType,
): Promise<Duty[]> {
  const { undoHaircutUsd } = context.config.policy
  if (undoHaircutUsd === null || fund === 0n || haircut === 0n) return []
  const needsFund = ({ insolventAt, margin }: Auction) =>
    insolventAt !== undefined || (margin && lackingOf(margin) > 0n)
  if (auctions.some(needsFund) || triesOf(context, 'look/haircut').secondsAgo < haircutLook)
    return []
  noteTry(context, 'look/haircut')
  try {
    const amount = await simulateUndoHaircut(client)
    if (amount < lesser(haircut, toWad(undoHaircutUsd))) return []
  } catch (error) {
    // once an hour
    if (error instanceof RevertError) return []
    throw error
  }
  const request = await prepareUndoHaircut(client)
  const due = { subject: 'haircut', state: String(haircut) }
  return [{ what: 'haircut', of: 'cash', due, request }]
}
