import {
  computeMargin,
  fromContractInput,
  type Leg,
  type MarginInput,
  type MarginMode,
  type MarginReport,
} from '@causeway/risk'
import type { Hex } from 'viem'
import { clearingAbi, hubAbi, riskReaderAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, RevertError } from '../errors/causewayError.js'
import { completeInput } from './completeInput.js'
import { getPositions, type Position } from './getPositions.js'
import { readDeployed } from './read.js'

export type GetMarginParameters = { account?: AccountRef | undefined }

/** A position with what it is worth and what it does in the scenario that counts. */
export type PositionMargin = Position & Leg

export type GetMarginReturnType = {
  account: Hex
  mode: MarginMode
  /** 18 decimals, with the interest that it has earned or owes. */
  cash: bigint
  /**
   * Whether the account can open positions and take value out: `open`; equity is below initial margin: `closing`, only
   * what reduces risk passes; equity is below maintenance: `liquidatable`.
   */
  health: 'open' | 'closing' | 'liquidatable'
  positions: PositionMargin[]
  /**
   * What everything is computed from, for `computeMargin` and the functions beside it; also where nothing is needed now, with
   * what a first trade or debt would be judged by.
   */
  input: MarginInput
  /** The underlying of each market of `input`. */
  underlyings: string[]
  /** Why initial margin cannot be had now (a stale array, say); `initial` and its charges are then those without it. */
  stale: RevertError | undefined
} & MarginReport

/**
 * An account's margin: equity, requirement, maintenance and initial margin, and where they come from: computed here from
 * what the hub's risk engine would compute it from, to the last unit.
 *
 * @example
 * const { equity, initial, maintenance, health } = await getMargin(client)
 *
 * @throws RevertError when the account cannot be valued at all (no price, no surface, an array too far off)
 */
export async function getMargin(
  client: CausewayClientBase,
  parameters: GetMarginParameters = {},
): Promise<GetMarginReturnType> {
  const account = resolveAccount(client, parameters.account)
  const { hubChain } = client.deployment
  const risk = { chain: hubChain, contract: 'riskReader', abi: riskReaderAbi } as const
  const [current, positions] = await Promise.all([
    readDeployed(client, { ...risk, functionName: 'inputOf', args: [account, true] }).catch(
      (error: unknown) => {
        if (error instanceof RevertError) return error
        throw error
      },
    ),
    getPositions(client, { account }),
  ])
  const stale = current instanceof RevertError ? current : undefined
  const raw =
    current instanceof RevertError
      ? await readDeployed(client, { ...risk, functionName: 'inputOf', args: [account, false] })
      : current
  const read = fromContractInput(raw)
  const { input, underlyings } = await completeInput(client, { account, input: read, positions })
  const report = computeMargin(input)
  return {
    ...report,
    ...{ account, input, underlyings, stale, mode: input.mode, cash: input.cash },
    health: healthOf(report),
    positions: positions.map((position, i) => ({ ...position, ...(report.positions[i] as Leg) })),
  }
}

function healthOf({ equity, maintenance, initial }: MarginReport): GetMarginReturnType['health'] {
  if (equity < maintenance) return 'liquidatable'
  return equity < initial ? 'closing' : 'open'
}

export type GetRatesReturnType = {
  /** 18 decimals: all positive and all negative cash, their ratio, and yearly rates. */
  lent: bigint
  borrowed: bigint
  utilisation: bigint
  borrowRate: bigint
  lendRate: bigint
}
export type GetRatesErrorType = CausewayError

/** What borrowed cash costs and lent cash earns. */
export function getRates(client: CausewayClientBase): Promise<GetRatesReturnType> {
  const { hubChain } = client.deployment
  return readDeployed(client, {
    chain: hubChain,
    contract: 'hub',
    abi: hubAbi,
    functionName: 'rates',
  })
}

export type GetFundingReturnType = {
  /** Of the index, 1e-9: what counts now. */
  premium: bigint
  /** Cumulative USD per unit that a long has paid, as of `time` (seconds), 18 decimals. */
  fundingIndex: bigint
  time: number
}

/** The funding of a perpetual. */
export async function getFunding(
  client: CausewayClientBase,
  { underlying }: { underlying: Hex },
): Promise<GetFundingReturnType> {
  const clearing = {
    chain: client.deployment.hubChain,
    contract: 'clearing',
    abi: clearingAbi,
  } as const
  const [premium, { fundingIndex, time }] = await Promise.all([
    readDeployed(client, { ...clearing, functionName: 'premiumOf', args: [underlying] }),
    readDeployed(client, { ...clearing, functionName: 'perpetualOf', args: [underlying] }),
  ])
  return { premium, fundingIndex, time }
}
