import {
  type CausewayClientBase,
  type ChainDeployment,
  clearingAbi,
  decodeMessage,
  gatewayAbi,
  getMessages,
  hubAbi,
  spokeAbi,
  type Token,
  toAccountId,
  toAssetId,
} from '@causeway/sdk'
import { type Address, erc20Abi, getAddress, type Hex, zeroAddress } from 'viem'

/** One vault's side and the hub's side of one token, in token units. */
export type VaultBooks = {
  chain: number
  symbol: string
  /** What the vault holds. */
  balance: bigint
  /** What it owes by its own count. */
  owed: bigint
  /** What the hub counts as free in it, and what arrived there but waits. */
  reserve: bigint
  pending: bigint
  /** Deposits that the hub has not handled, and releases that the vault has not handled. */
  depositsInFlight: bigint
  releasesInFlight: bigint
  /** Handled by the vault, not paid: waiting for the limit, or to be claimed. */
  unpaid: bigint
}

/** The books of all chains side by side. */
export type Books = {
  vaults: VaultBooks[]
  /** Σ cash − Σ entry cost of all accounts, reserved ones included, and Σ reserves of cash; 18 decimals. */
  cash: bigint
  cashReserves: bigint
  /** What does not agree, a sentence each; empty when the books are equal. */
  faults: string[]
}

/**
 * Reads the books of every chain and compares them: per vault, what it owes = reserve + pending + in flight + unpaid
 * (invariant 1, CUSTODY) and what it holds covers that; cash of all accounts less the entry cost of their positions = reserves of
 * cash (invariant 2, CASH); the sizes of all positions in an instrument sum to zero (invariant 3, ZERO-SUM).
 * Take it when nothing moves, or a message may be counted on neither side.
 */
export async function readBooks(client: CausewayClientBase): Promise<Books> {
  const { deployment } = client
  const spokes = deployment.chains.filter(({ contracts }) => contracts.spoke !== undefined)
  const vaults = (await Promise.all(spokes.map((spoke) => vaultsOf(client, spoke)))).flat()
  const { cash, sums } = await bookOf(client, spokes)
  const cashReserves = vaults.reduce((sum, vault) => {
    const token = spokes
      .find(({ chain }) => chain === vault.chain)
      ?.tokens.find(({ symbol }) => symbol === vault.symbol)
    return token?.isCash ? sum + vault.reserve * 10n ** BigInt(18 - token.decimals) : sum
  }, 0n)
  const faults = vaults.flatMap(faultsOf)
  if (cash !== cashReserves)
    faults.push(`CASH: accounts hold ${cash}, reserves are ${cashReserves} (18 decimals)`)
  for (const [id, size] of sums)
    if (size !== 0n) faults.push(`ZERO-SUM: sizes in ${id} sum to ${size} (18 decimals)`)
  return { vaults, cash, cashReserves, faults }
}

function faultsOf(vault: VaultBooks): string[] {
  const { chain, symbol, owed, balance } = vault
  const counted =
    vault.reserve + vault.pending + vault.depositsInFlight + vault.releasesInFlight + vault.unpaid
  const faults: string[] = []
  if (owed !== counted)
    faults.push(`CUSTODY: chain ${chain} owes ${owed} ${symbol}, ${counted} are accounted for`)
  if (balance < owed)
    faults.push(`CUSTODY: chain ${chain} holds ${balance} ${symbol} and owes ${owed}`)
  return faults
}

async function vaultsOf(client: CausewayClientBase, spoke: ChainDeployment): Promise<VaultBooks[]> {
  const { hubChain } = client.deployment
  const hub = hubDeployment(client)
  const vault = spoke.contracts.spoke as Address
  const [laneAtSpoke, laneAtHub] = await Promise.all([
    client.reader(spoke.chain).readContract({
      address: vault,
      abi: spokeAbi,
      functionName: 'laneOf',
      args: [hubChain],
    }),
    client.reader(hubChain).readContract({
      address: hub.contracts.gateway as Address,
      abi: gatewayAbi,
      functionName: 'laneOf',
      args: [spoke.chain],
    }),
  ])
  const [toHub, toSpoke] = await Promise.all([
    range(client, spoke.chain, hubChain, laneAtHub.inSeq + 1n, laneAtSpoke.outSeq),
    range(client, hubChain, spoke.chain, laneAtSpoke.inSeq + 1n, laneAtHub.outSeq),
  ])
  const unpaid = await unpaidOf(client, spoke)
  return Promise.all(
    spoke.tokens.map(async (token) => {
      const [balance, [book], [, limits]] = await Promise.all([
        balanceOf(client, spoke, token),
        client.reader(spoke.chain).readContract({
          address: vault,
          abi: spokeAbi,
          functionName: 'vaultOf',
          args: [token.address],
        }),
        client.reader(hubChain).readContract({
          address: hub.contracts.hub as Address,
          abi: hubAbi,
          functionName: 'assetOf',
          args: [toAssetId({ chain: spoke.chain, token: token.address })],
        }),
      ])
      const sum = (messages: typeof toHub, type: 'deposit' | 'release') =>
        messages.reduce((total, raw) => {
          const message = decodeMessage(raw)
          // the cash of a bid is a deposit like any other
          const isOurs = message.type === type || (type === 'deposit' && message.type === 'bid')
          const counts =
            isOurs && 'token' in message && getAddress(message.token) === getAddress(token.address)
          return counts ? total + message.amount : total
        }, 0n)
      return {
        chain: spoke.chain,
        symbol: token.symbol,
        balance,
        owed: book.owed,
        reserve: limits.reserve,
        pending: limits.pending,
        depositsInFlight: sum(toHub, 'deposit'),
        releasesInFlight: sum(toSpoke, 'release'),
        unpaid: unpaid.get(getAddress(token.address)) ?? 0n,
      }
    }),
  )
}

async function range(
  client: CausewayClientBase,
  from: number,
  to: number,
  fromSeq: bigint,
  toSeq: bigint,
) {
  if (toSeq < fromSeq) return []
  return getMessages(client.reader(from), {
    deployment: client.deployment,
    from,
    to,
    fromSeq,
    toSeq,
  })
}

/** Waiting and claimable amounts, from the vault's events: what began to wait or became claimable, less what was paid. */
async function unpaidOf(
  client: CausewayClientBase,
  spoke: ChainDeployment,
): Promise<Map<Address, bigint>> {
  const reader = client.reader(spoke.chain)
  const range = { fromBlock: BigInt(spoke.deployBlock), toBlock: await reader.getBlockNumber() }
  const logs = await inPieces(range, (part) =>
    reader.getContractEvents({
      address: spoke.contracts.spoke as Address,
      abi: spokeAbi,
      ...part,
    }),
  )
  const open = new Map<string, { token: Address; amount: bigint }>()
  const claimed = new Map<Address, bigint>()
  for (const log of logs) {
    if (log.eventName === 'ReleaseWaiting' || log.eventName === 'ReleaseClaimable') {
      const { seq, token, amount } = log.args
      if (token !== undefined) open.set(String(seq), { token, amount: amount ?? 0n })
    } else if (log.eventName === 'Released') {
      open.delete(String(log.args.seq))
    } else if (log.eventName === 'Claimed' && log.args.token) {
      const token = getAddress(log.args.token)
      claimed.set(token, (claimed.get(token) ?? 0n) + (log.args.amount ?? 0n))
    }
  }
  const sums = new Map<Address, bigint>()
  for (const { token, amount } of open.values())
    sums.set(getAddress(token), (sums.get(getAddress(token)) ?? 0n) + amount)
  for (const [token, amount] of claimed) sums.set(token, (sums.get(token) ?? 0n) - amount)
  return sums
}

/** Cash less entry cost over every account that the hub ever credited or posted to, and sizes by instrument. 18 decimals. */
async function bookOf(
  client: CausewayClientBase,
  spokes: readonly ChainDeployment[],
): Promise<{ cash: bigint; sums: Map<bigint, bigint> }> {
  const { hubChain } = client.deployment
  const { deployBlock, contracts } = hubDeployment(client)
  const reader = client.reader(hubChain)
  const range = { fromBlock: BigInt(deployBlock), toBlock: await reader.getBlockNumber() }
  const hub = { address: contracts.hub as Address, abi: hubAbi } as const
  const logs = await inPieces(range, (part) => reader.getContractEvents({ ...hub, ...part }))
  const accounts = new Set<Hex>()
  for (const { eventName, args } of logs) {
    if (eventName === 'Credited' || eventName === 'Posted') accounts.add(args.account as Hex)
    if (eventName === 'Transferred') accounts.add(args.to as Hex)
  }
  for (const { chain } of spokes)
    accounts.add(toAccountId({ owner: zeroAddress, chain, subaccount: 1n }))
  for (const subaccount of reservedAccounts)
    accounts.add(toAccountId({ owner: zeroAddress, chain: 0, subaccount }))
  const sums = new Map<bigint, bigint>()
  let cash = 0n
  await Promise.all(
    [...accounts].map(async (account) => {
      const args = [account] as const
      const [book, positions] = await Promise.all([
        reader.readContract({ ...hub, functionName: 'accountOf', args }),
        reader.readContract({
          ...{ address: contracts.clearing as Address, abi: clearingAbi, args },
          functionName: 'positionsOf',
        }),
      ])
      cash += book.cash
      for (const { instrument, size, cost } of positions) {
        cash -= cost
        sums.set(instrument, (sums.get(instrument) ?? 0n) + size)
      }
    }),
  )
  return { cash, sums }
}

/** Fees, funding, interest, settlement, insurance, stake: see contracts/types/Reserved.sol. */
const reservedAccounts = [2n, 3n, 4n, 5n, 6n, 7n] as const

type BlockRange = { fromBlock: bigint; toBlock: bigint }

/** Reads a range of blocks at once, or by halves where the answer would be too long. */
async function inPieces<log>(
  range: BlockRange,
  read: (range: BlockRange) => Promise<log[]>,
): Promise<log[]> {
  const { fromBlock, toBlock } = range
  try {
    return await read(range)
  } catch (error) {
    if (fromBlock >= toBlock) throw error
    const middle = (fromBlock + toBlock) / 2n
    const first = await inPieces({ fromBlock, toBlock: middle }, read)
    return [...first, ...(await inPieces({ fromBlock: middle + 1n, toBlock }, read))]
  }
}

async function balanceOf(
  client: CausewayClientBase,
  spoke: ChainDeployment,
  token: Token,
): Promise<bigint> {
  const vault = spoke.contracts.spoke as Address
  const reader = client.reader(spoke.chain)
  if (token.address.toLowerCase() !== '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee')
    return reader.readContract({
      address: token.address,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [vault],
    })
  const [balance, lane] = await Promise.all([
    reader.getBalance({ address: vault }),
    reader.readContract({
      address: vault,
      abi: spokeAbi,
      functionName: 'laneOf',
      args: [client.deployment.hubChain],
    }),
  ])
  return balance - lane.pool
}

function hubDeployment(client: CausewayClientBase): ChainDeployment {
  const { chains, hubChain } = client.deployment
  const found = chains.find(({ chain }) => chain === hubChain)
  if (!found) throw new Error(`the deployment has no chain ${hubChain}`)
  return found
}
