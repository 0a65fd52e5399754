import { erc20Abi, parseUnits } from 'viem'
import { hubAbi, oracleAbi, spokeAbi } from '../abis/index.js'
import { readDeployed } from '../actions/read.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { isNative } from '../client/tokens.js'
import { formatAmount } from '../client/units.js'
import { type ChainDeployment, chainOf, type Token } from '../deployment.js'
import { sayRefusal } from '../errors/sentencesHub.js'
import { toAssetId } from '../wire/index.js'
import { compare, type DoctorCheck, inspect } from './check.js'

/** Whether one token is listed as recorded, has room, is priced, and is all there. */
export async function checkToken(
  client: CausewayClientBase,
  { chain, name }: ChainDeployment,
  token: Token,
): Promise<DoctorCheck[]> {
  const { hubChain } = client.deployment
  const asset = toAssetId({ chain, token: token.address })
  const onHub = { chain: hubChain, contract: 'hub', abi: hubAbi } as const
  const vaultOf = async () =>
    readDeployed(client, {
      ...{
        chain,
        contract: 'spoke',
        abi: spokeAbi,
        functionName: 'vaultOf',
        args: [token.address],
      },
    })
  const assetOf = () => readDeployed(client, { ...onHub, functionName: 'assetOf', args: [asset] })
  const units = (amount: bigint) => `${formatAmount(amount, token.decimals)} ${token.symbol}`
  return Promise.all([
    inspect(
      client,
      {
        ...{ check: `${token.symbol} listed`, chain },
        fix: 'Governance must list the token on the hub and at the vault; or correct the record.',
      },
      async () => {
        const [[config], [vault]] = await Promise.all([assetOf(), vaultOf()])
        if (config.chain === 0) return { bad: 'the hub does not list it' }
        if (!vault.listed) return { bad: 'the vault does not list it' }
        const decimals = await decimalsOf(client, chain, token)
        const pairs = [
          ['decimals at the hub', token.decimals, config.decimals],
          ['decimals of the token', token.decimals, decimals],
          ['cash', token.isCash, config.isCash],
        ] as const
        return compare(pairs, `${token.decimals} decimals, haircut ${config.haircutBps / 100} %`)
      },
    ),
    inspect(
      client,
      {
        ...{ check: `${token.symbol} limits`, chain },
        fix: "Governance must set the caps that are planned, the hub's not above the vault's; or correct the record; or open deposits again.",
      },
      async () => {
        const [[config, limits], [vault]] = await Promise.all([assetOf(), vaultOf()])
        const text = `hub cap ${units(limits.cap)}, vault cap ${units(vault.cap)}`
        if (limits.cap === 0n || vault.cap === 0n) return { bad: `no deposits: ${text}` }
        // a deposit that the vault takes and the hub does not would have to wait there
        if (limits.cap > vault.cap) return { bad: `the hub's cap is above the vault's: ${text}` }
        if (config.halted || vault.level !== 0) return { bad: 'deposits are stopped' }
        if (config.depegged) return { bad: 'the hub has marked it as off its peg' }
        if (!token.caps) return `${text}; the record plans none`
        const planned = (whole: string) =>
          formatAmount(parseUnits(whole, token.decimals), token.decimals)
        const pairs = [
          ["the hub's cap", planned(token.caps.hub), formatAmount(limits.cap, token.decimals)],
          ["the vault's cap", planned(token.caps.vault), formatAmount(vault.cap, token.decimals)],
        ] as const
        return compare(pairs, `${text}, as planned`)
      },
    ),
    inspect(
      client,
      {
        ...{ check: `${token.symbol} custody`, chain },
        fix: 'Call reportDeficit on the vault: it stops deposits and tells the hub.',
      },
      async () => {
        const [[, limits], [vault]] = await Promise.all([assetOf(), vaultOf()])
        const balance = await balanceOf(client, chain, token)
        if (limits.deficit > 0n)
          return { bad: `a deficit of ${units(limits.deficit)} was reported` }
        const text = `${name} holds ${units(balance)} and owes ${units(vault.owed)}`
        return balance < vault.owed ? { bad: text } : text
      },
    ),
    ...(chainOf(client.deployment, hubChain).contracts.oracle ? [price(client, chain, token)] : []),
  ])
}

function price(client: CausewayClientBase, chain: number, token: Token): Promise<DoctorCheck> {
  const { hubChain } = client.deployment
  const asset = toAssetId({ chain, token: token.address })
  const fix = 'Update the price feed: run the publishers, or a relayer with the oracle role.'
  return inspect(client, { check: `${token.symbol} price`, chain, fix }, async () => {
    const onOracle = { chain: hubChain, contract: 'oracle', abi: oracleAbi } as const
    const [found, block] = await Promise.all([
      readDeployed(client, { ...onOracle, functionName: 'assetPrice', args: [asset] }),
      client.reader(hubChain).getBlock(),
    ])
    const age = Number(block.timestamp - found.time)
    if (found.refusal !== 0)
      return {
        bad: `refused: ${sayRefusal(found.refusal)}${found.time > 0n ? ` (${age} s old)` : ''}`,
      }
    return `${formatAmount(found.price, 18)} USD, ${age} s old`
  })
}

function decimalsOf(client: CausewayClientBase, chain: number, token: Token): Promise<number> {
  if (isNative(token)) return Promise.resolve(18)
  const call = { address: token.address, abi: erc20Abi, functionName: 'decimals' } as const
  return client.reader(chain).readContract(call)
}

function balanceOf(client: CausewayClientBase, chain: number, token: Token): Promise<bigint> {
  const spoke = contractOf(client.deployment, chain, 'spoke')
  if (isNative(token)) return client.reader(chain).getBalance({ address: spoke })
  return client.reader(chain).readContract({
    ...{ address: token.address, abi: erc20Abi, functionName: 'balanceOf', args: [spoke] },
  })
}
