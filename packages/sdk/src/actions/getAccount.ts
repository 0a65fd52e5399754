import type { Address, Hex } from 'viem'
import { collateralAbi, hubAbi, riskEngineAbi, spokeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { spokeChains } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { chainOf } from '../deployment.js'
import { RevertError } from '../errors/causewayError.js'
import { parseAccountId, parseAssetId } from '../wire/index.js'
import { getInFlight, type InFlight } from './getInFlight.js'
import { readDeployed } from './read.js'

export type GetAccountParameters = { account?: AccountRef | undefined }

/** One collateral asset of an account. */
export type AccountHolding = {
  asset: Hex
  chain: number
  token: Address
  /** Symbol of the deployment record; undefined when it does not list the token. */
  symbol: string | undefined
  decimals: number | undefined
  /** 18 decimals. */
  amount: bigint
  /** USD per whole unit, 18 decimals; 0 when refused, undefined when the deployment has no valuation. */
  price: bigint | undefined
  /** Why the price is refused; 0 for none. */
  refusal: number | undefined
  haircutBps: number | undefined
  /** USD after haircut, 18 decimals. */
  value: bigint | undefined
}

/** What a vault owes an address because a payment was refused. Token units. */
export type Claimable = { chain: number; token: Address; symbol: string; amount: bigint }

export type GetAccountReturnType = {
  account: Hex
  owner: Address
  /** 0 for a plain owner, else the chain on which the owner contract lives. */
  ownerChain: number
  subaccount: bigint
  /** 18 decimals, signed. */
  cash: bigint
  holdings: AccountHolding[]
  /**
   * Cash, collateral after haircut and what positions are worth, in USD, 18 decimals; undefined when the deployment has no
   * valuation, or positions have no price now.
   */
  equity: bigint | undefined
  /** Rises with every change of the account. */
  version: number
  /** What is on its way to or from the account. */
  inFlight: InFlight[]
  /** What the owner can claim from vaults. */
  claimable: Claimable[]
}

/**
 * An account: its cash, its collateral and what it is worth, what is on its way, and what waits to be claimed.
 *
 * @example
 * const { cash, equity, holdings, inFlight } = await getAccount(client)
 */
export async function getAccount(
  client: CausewayClientBase,
  parameters: GetAccountParameters = {},
): Promise<GetAccountReturnType> {
  const { deployment } = client
  const account = resolveAccount(client, parameters.account)
  const { owner, chain: ownerChain, subaccount } = parseAccountId(account)
  const onHub = { chain: deployment.hubChain, args: [account] } as const
  const hasValuation = chainOf(deployment, deployment.hubChain).contracts.collateral !== undefined
  const [[book, held], valuation, margin, inFlight, claimable] = await Promise.all([
    readDeployed(client, { ...onHub, contract: 'hub', abi: hubAbi, functionName: 'holdingsOf' }),
    hasValuation
      ? readDeployed(client, {
          ...onHub,
          contract: 'collateral',
          abi: collateralAbi,
          functionName: 'valueOf',
        })
      : undefined,
    readMargin(client, account),
    getInFlight(client, { account }),
    getClaimable(client, owner),
  ])
  const holdings = held.map(({ asset, amount }): AccountHolding => {
    const { chain, token } = parseAssetId(asset)
    const known = deployment.chains
      .find((c) => c.chain === chain)
      ?.tokens.find(({ address }) => address.toLowerCase() === token.toLowerCase())
    const line = valuation?.[1].find((l) => l.asset === asset)
    return {
      ...{ asset, chain, token, symbol: known?.symbol, decimals: known?.decimals, amount },
      price: line?.price,
      refusal: line?.refusal,
      haircutBps: line && Number(line.haircutBps),
      value: line && BigInt(line.value),
    }
  })
  return {
    ...{ account, owner, ownerChain, subaccount, cash: book.cash, holdings },
    ...{
      equity: book.positions > 0 ? margin?.equity : valuation?.[0],
      version: book.version,
      inFlight,
      claimable,
    },
  }
}

/** Undefined where there is no risk engine, or it has no price for something. */
async function readMargin(client: CausewayClientBase, account: Hex) {
  const { deployment } = client
  if (!chainOf(deployment, deployment.hubChain).contracts.riskEngine) return undefined
  try {
    return await readDeployed(client, {
      ...({ chain: deployment.hubChain, contract: 'riskEngine', abi: riskEngineAbi } as const),
      functionName: 'maintenanceMargin',
      args: [account],
    })
  } catch (error) {
    if (error instanceof RevertError) return undefined
    throw error
  }
}

async function getClaimable(client: CausewayClientBase, receiver: Address): Promise<Claimable[]> {
  const found = spokeChains(client.deployment).flatMap(({ chain, tokens }) =>
    tokens.map(async ({ address, symbol }) => ({
      ...{ chain, token: address, symbol },
      amount: await readDeployed(client, {
        ...{ chain, contract: 'spoke', abi: spokeAbi, functionName: 'claimable' },
        args: [receiver, address],
      }),
    })),
  )
  return (await Promise.all(found)).filter(({ amount }) => amount > 0n)
}
