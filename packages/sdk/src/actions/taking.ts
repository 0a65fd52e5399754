import type { Address, Hex } from 'viem'
import { hubAbi } from '../abis/index.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import { toBookUnits } from '../client/units.js'
import { InputError } from '../errors/causewayError.js'
import { type BidTerms, parseAssetId } from '../wire/index.js'
import { getAppendFee } from './getAppendFee.js'
import { getPositions } from './getPositions.js'
import { requireAmount } from './input.js'
import { readDeployed } from './read.js'
import { prepareRefreshStaleArrays } from './refreshStaleArrays.js'
import { sendWrite, type WriteRequest } from './write.js'

/** What a bid takes over: a share of everything that the account has, or single tokens and positions of it. */
export type BidTaking = {
  /** Millionths of everything. Not together with legs. */
  share?: number | undefined
  /** Collateral by token; amounts in token units. */
  collateral?: readonly { chain: ChainRef; token: TokenRef; amount: bigint }[] | undefined
  /** Positions; sizes in units of the underlying, 18 decimals, without sign. */
  positions?: readonly { instrument: InstrumentRef; size: bigint }[] | undefined
}

/** What a bid takes over, as messages and contracts name it. */
export type ResolvedTaking = Pick<BidTerms, 'share' | 'collateral' | 'positions'>

/** Legs of one bid at most: a message counts them in a byte each. */
const mostLegs = 255

/** @throws InputError for nothing, for a share together with legs, or for a token or instrument that is not known */
export function resolveTaking(client: CausewayClientBase, taking: BidTaking): ResolvedTaking {
  const { share, collateral = [], positions = [] } = taking
  const legs = collateral.length + positions.length
  if (share !== undefined) {
    if (legs > 0) throw new InputError('Give a share of everything or single legs, not both.')
    if (!Number.isInteger(share) || share < 1 || share > 1_000_000)
      throw new InputError(
        `A share is 1 to 1,000,000 millionths of everything, ${share} is none of them.`,
      )
    return { share, collateral: [], positions: [] }
  }
  if (legs === 0)
    throw new InputError('Say what the bid takes: a share of everything, collateral or positions.')
  if (collateral.length > mostLegs || positions.length > mostLegs)
    throw new InputError(`A bid names at most ${mostLegs} tokens and ${mostLegs} positions.`)
  return {
    share: 0,
    collateral: collateral.map(({ chain, token, amount }) => {
      const entry = findChain(client.deployment, chain)
      const { address, decimals, isCash, symbol } = findToken(entry, token)
      if (isCash) throw new InputError(`${symbol} is cash, which no bid takes: name collateral.`)
      const units = toBookUnits(requireAmount(amount), decimals)
      return { chain: entry.chain, token: address, amount: units }
    }),
    positions: positions.map(({ instrument, size }) => ({
      instrument: resolveInstrument(instrument),
      size: requireAmount(size),
    })),
  }
}

/**
 * Wei that suffice for the releases of what a bid takes: each of them joins a lane, and may find it longer than it is now.
 * What is left comes back.
 */
export async function releaseFees(
  client: CausewayClientBase,
  liquidated: Hex,
  { share, collateral }: ResolvedTaking,
): Promise<bigint> {
  const chains =
    share === 0 ? collateral.map(({ chain }) => chain) : await chainsOf(client, liquidated)
  const { hubChain } = client.deployment
  const fees = await Promise.all(
    chains.map((chain) => getAppendFee(client, { from: hubChain, to: chain })),
  )
  return fees.reduce((sum, fee) => sum + 2n * fee, 0n)
}

/** Where each collateral token of an account lies. */
async function chainsOf(client: CausewayClientBase, account: Hex): Promise<number[]> {
  const [, holdings] = await readDeployed(client, {
    ...{ chain: client.deployment.hubChain, contract: 'hub', abi: hubAbi },
    ...{ functionName: 'holdingsOf', args: [account] },
  })
  return holdings.map(({ asset }) => parseAssetId(asset).chain)
}

/** The bidder is judged by initial margin: the arrays of the options that he takes, and of his own, must be fresh. */
export async function refreshesForBid(
  client: CausewayClientBase,
  accounts: { bidder: Hex; liquidated: Hex },
  { share, positions }: ResolvedTaking,
): Promise<WriteRequest[]> {
  const instruments =
    share === 0
      ? positions.map(({ instrument }) => instrument)
      : (await getPositions(client, { account: accounts.liquidated })).map(({ id }) => id)
  return prepareRefreshStaleArrays(client, { account: accounts.bidder, instruments })
}

/** Sends {@link refreshesForBid}. */
export async function refreshForBid(
  client: CausewayClientBase,
  accounts: { bidder: Hex; liquidated: Hex },
  taking: ResolvedTaking,
): Promise<void> {
  for (const request of await refreshesForBid(client, accounts, taking))
    await sendWrite(client, request)
}

/** What the hub's clock shows, in seconds. */
export async function hubTime(client: CausewayClientBase): Promise<bigint> {
  return (await client.reader(client.deployment.hubChain).getBlock()).timestamp
}

/** Nobody: what is bought stays in the bidder's account. */
export const noReceiver: Address = '0x0000000000000000000000000000000000000000'
