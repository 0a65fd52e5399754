import { type Address, erc20Abi, type Hex } from 'viem'
import { hubAbi, oracleAbi, spokeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { isNative } from '../client/tokens.js'
import { toBookUnits } from '../client/units.js'
import { type ChainDeployment, chainOf, type Token } from '../deployment.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { parseAccountId, toAssetId } from '../wire/index.js'
import { getInFlight, type InFlight } from './getInFlight.js'
import { readDeployed } from './read.js'

export type GetCollateralByChainParameters = {
  account?: AccountRef | undefined
  /** What is on its way, where that is known already, or read apart; see {@link addInFlight}. Default: it is read. */
  inFlight?: readonly InFlight[] | undefined
}

/** What one account has in one token of one chain. Amounts in token units unless said. */
export type CollateralRow = {
  chain: number
  chainName: string
  token: Token
  asset: Hex
  /** What the owner's address holds on the chain itself. */
  wallet: bigint
  /** What the hub has credited, 18 decimals. Cash is pooled: each cash row shows the same. */
  credited: bigint
  /** Deposits on their way to the hub. */
  depositing: bigint
  /** Deposits that arrived but wait on the hub. */
  pending: bigint
  /** Releases on their way, or waiting at the vault. */
  releasing: bigint
  /** What the owner can claim at the vault. */
  claimable: bigint
  haircutBps: number
  /** What the hub credits at most, and what it has credited to all. */
  cap: bigint
  reserve: bigint
  /** What the vault itself still takes; 0 while deposits are stopped. */
  room: bigint
  /** USD per whole unit, 18 decimals; 0 when refused, undefined without an oracle. */
  price: bigint | undefined
  /** Why the price is refused, 0 for none; see `sayRefusal`. */
  refusal: number | undefined
  /** USD after haircut of what is credited, 18 decimals; cash counts as it is. */
  value: bigint | undefined
  /** What deposits that are on their way or wait on the hub will count, once they are credited. */
  coming: bigint | undefined
}
export type GetCollateralByChainReturnType = CollateralRow[]

/**
 * Where an account's collateral lies and what each part is worth: a row for every chain and token that the deployment
 * takes, held or not.
 *
 * @example
 * for (const row of await getCollateralByChain(client)) console.log(row.chainName, row.token.symbol, row.value)
 */
export async function getCollateralByChain(
  client: CausewayClientBase,
  parameters: GetCollateralByChainParameters = {},
): Promise<GetCollateralByChainReturnType> {
  const account = resolveAccount(client, parameters.account)
  const rows = spokeChains(client.deployment).flatMap((chain) =>
    chain.tokens.map((token) => readRow(client, { account, chain, token })),
  )
  const [read, inFlight] = await Promise.all([
    Promise.all(rows),
    parameters.inFlight ?? getInFlight(client, { account }),
  ])
  return addInFlight(read, inFlight)
}

/** The rows with what is on its way, instead of what they said of it. */
export function addInFlight(
  rows: readonly CollateralRow[],
  inFlight: readonly InFlight[],
): CollateralRow[] {
  return rows.map((row) => {
    const on = (types: readonly InFlight['type'][]) =>
      inFlight
        .filter(({ type }) => types.includes(type))
        .filter(({ source, destination }) => source === row.chain || destination === row.chain)
        .filter(({ token }) => token.toLowerCase() === row.token.address.toLowerCase())
        .reduce((sum, { amount }) => sum + amount, 0n)
    const [depositing, pending] = [on(['deposit']), on(['pending'])]
    const coming = worthOf(row, toBookUnits(depositing + pending, row.token.decimals))
    return { ...row, depositing, pending, releasing: on(['release', 'waiting']), coming }
  })
}

/** USD after haircut of an amount of 18 decimals; undefined without an oracle. */
function worthOf(
  { token, price, haircutBps }: Pick<CollateralRow, 'token' | 'price' | 'haircutBps'>,
  amount: bigint,
): bigint | undefined {
  if (token.isCash) return amount
  return price === undefined
    ? undefined
    : (amount * price * BigInt(10_000 - haircutBps)) / (10_000n * 10n ** 18n)
}

async function readRow(
  client: CausewayClientBase,
  parameters: { account: Hex; chain: ChainDeployment; token: Token },
): Promise<CollateralRow> {
  const { account, token } = parameters
  const { chain, name: chainName } = parameters.chain
  const { owner } = parseAccountId(account)
  const asset = toAssetId({ chain, token: token.address })
  const { hubChain } = client.deployment
  const onHub = { chain: hubChain, contract: 'hub', abi: hubAbi } as const
  const onSpoke = { chain, contract: 'spoke', abi: spokeAbi } as const
  const hasOracle = chainOf(client.deployment, hubChain).contracts.oracle !== undefined
  const [wallet, book, collateral, [config, limits], [vault], claimable, price] = await Promise.all(
    [
      balanceOf(client, chain, token, owner),
      readDeployed(client, { ...onHub, functionName: 'accountOf', args: [account] }),
      readDeployed(client, { ...onHub, functionName: 'collateralOf', args: [account, asset] }),
      readDeployed(client, { ...onHub, functionName: 'assetOf', args: [asset] }),
      readDeployed(client, { ...onSpoke, functionName: 'vaultOf', args: [token.address] }),
      readDeployed(client, { ...onSpoke, functionName: 'claimable', args: [owner, token.address] }),
      hasOracle
        ? readDeployed(client, {
            ...{ chain: hubChain, contract: 'oracle', abi: oracleAbi, functionName: 'assetPrice' },
            args: [asset],
          })
        : undefined,
    ],
  )
  const open = vault.listed && vault.level === 0 && vault.cap > vault.owed
  const credited = config.isCash ? book.cash : collateral
  const known = { token, price: price?.price, haircutBps: config.haircutBps }
  return {
    ...{ ...known, chain, chainName, asset, wallet, credited, claimable },
    ...{ depositing: 0n, pending: 0n, releasing: 0n, coming: worthOf(known, 0n) },
    value: worthOf(known, credited),
    cap: limits.cap,
    reserve: limits.reserve,
    room: open ? vault.cap - vault.owed : 0n,
    refusal: price?.refusal,
  }
}

async function balanceOf(
  client: CausewayClientBase,
  chain: number,
  token: Token,
  owner: Address,
): Promise<bigint> {
  const reader = client.reader(chain)
  try {
    if (isNative(token)) return await reader.getBalance({ address: owner })
    const call = { address: token.address, abi: erc20Abi, functionName: 'balanceOf' } as const
    return await reader.readContract({ ...call, args: [owner] })
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}

/** Credited collateral of a row in token units, rounded down; cash included. */
export function creditedUnits(row: Pick<CollateralRow, 'credited' | 'token'>): bigint {
  return row.credited / toBookUnits(1n, row.token.decimals)
}
