import type { Address } from 'viem'
import { insuranceVaultAbi, liquidationAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { readDeployed } from './read.js'

export type GetInsuranceParameters = {
  /** Whose stake to show; default: the client's own, if it has an account. */
  owner?: Address | undefined
}

/** What somebody has staked in the insurance fund. */
export type Stake = {
  /** 21 decimals. */
  shares: bigint
  /** What they are worth now, rounded down, 18 decimals. */
  value: bigint
  /** What he asked to leave with, and when he may; undefined when nothing is asked. */
  request: { shares: bigint; from: number; lapsesAt: number } | undefined
  /** Shares that may leave now. */
  leaving: bigint
}

export type GetInsuranceReturnType = {
  /** What the insurance fund can pay, the stake included, USD, 18 decimals. */
  fund: bigint
  /** What stakers have in it, which pays first, 18 decimals. */
  staked: bigint
  /** Worth of one share (10^21 of its smallest units), rounded down, 18 decimals. */
  sharePrice: bigint
  /** Seconds between asking to leave the stake and leaving. */
  cooldown: number
  /** Nobody leaves the stake before this time, seconds; undefined when exits are not held. */
  exitsHeldUntil: number | undefined
  stake: Stake | undefined
  /** What cash has lost to haircuts and not been given back, 18 decimals. */
  haircut: bigint
  /** Cash leaves no account before this time, seconds; undefined when it leaves now. */
  cashWaitsUntil: number | undefined
}
export type GetInsuranceErrorType = CausewayError

const ONE_SHARE = 10n ** 21n

/**
 * The insurance fund, its stake and whose part of it, what haircuts have taken, and whether cash waits because an insolvency is
 * being settled.
 *
 * @example
 * const { fund, staked, sharePrice, haircut, cashWaitsUntil } = await getInsurance(client)
 */
export async function getInsurance(
  client: CausewayClientBase,
  { owner = client.account?.address }: GetInsuranceParameters = {},
): Promise<GetInsuranceReturnType> {
  const chain = client.deployment.hubChain
  const liquidation = { chain, contract: 'liquidation', abi: liquidationAbi } as const
  const vault = vaultAt(chain)
  const args = [ONE_SHARE] as const
  const [fund, haircut, until, staked, sharePrice, cooldown, held, stake, { timestamp }] =
    await Promise.all([
      readDeployed(client, { ...liquidation, functionName: 'fund' }),
      readDeployed(client, { ...liquidation, functionName: 'haircut' }),
      readDeployed(client, { ...liquidation, functionName: 'cashWaitsUntil' }),
      readDeployed(client, { ...vault, functionName: 'totalAssets' }),
      readDeployed(client, { ...vault, functionName: 'convertToAssets', args }),
      readDeployed(client, { ...vault, functionName: 'COOLDOWN' }),
      readDeployed(client, { ...vault, functionName: 'exitsHeld' }),
      owner && stakeOf(client, owner),
      client.reader(chain).getBlock(),
    ])
  const [isHeld, heldUntil] = held
  return {
    ...{ fund, staked, sharePrice, haircut, stake, cooldown: Number(cooldown) },
    exitsHeldUntil: isHeld ? Number(heldUntil) : undefined,
    cashWaitsUntil: until > timestamp ? Number(until) : undefined,
  }
}

const vaultAt = (chain: number) =>
  ({ chain, contract: 'insuranceVault', abi: insuranceVaultAbi }) as const

async function stakeOf(client: CausewayClientBase, owner: Address): Promise<Stake> {
  const vault = vaultAt(client.deployment.hubChain)
  const args = [owner] as const
  const [shares, [asked, from, lapsesAt], leaving] = await Promise.all([
    readDeployed(client, { ...vault, functionName: 'balanceOf', args }),
    readDeployed(client, { ...vault, functionName: 'requestOf', args }),
    readDeployed(client, { ...vault, functionName: 'maxRedeem', args }),
  ])
  const value = await readDeployed(client, {
    ...{ ...vault, functionName: 'convertToAssets', args: [shares] },
  })
  const request =
    asked === 0n ? undefined : { shares: asked, from: Number(from), lapsesAt: Number(lapsesAt) }
  return { shares, value, request, leaving }
}
