import {
  type CausewayClient,
  type CollateralRow,
  creditedUnits,
  deposit,
  InputError,
  isNative,
  withdraw,
} from '@causeway/sdk'
import { useQuery } from '@tanstack/react-query'
import { useCauseway } from '../app/causeway.js'
import type { TransferName } from '../transfers/useTransfer.js'
import { type Direction, quoteMove } from './quoteMove.js'

/** What there is to move, in token units. */
export function mostOf(row: CollateralRow, direction: Direction): bigint {
  if (direction === 'deposit') return row.wallet
  return row.credited > 0n ? creditedUnits(row) : 0n
}

/** What a move costs and does now; read again every two seconds. */
export function useQuote(row: CollateralRow, direction: Direction, amount: bigint | undefined) {
  const { client, account } = useCauseway()
  return useQuery({
    queryKey: ['quote', account, row.asset, direction, String(amount)],
    queryFn: () => quoteMove(client, row, direction, amount ?? 0n),
    enabled: amount !== undefined && account !== undefined,
    refetchInterval: 2_000,
    retry: false,
  })
}

/** Sends it, and says under which name its crossing is followed. */
export async function send(
  client: CausewayClient,
  { row, direction, amount }: { row: CollateralRow; direction: Direction; amount: bigint },
): Promise<TransferName> {
  const of = { chain: row.chain, token: row.token.address, amount }
  if (direction === 'withdrawal') return (await withdraw(client, of)).hash
  if (isNative(row.token)) return (await deposit(client, of)).hash
  try {
    // one signature and one transaction
    return (await deposit(client, { ...of, via: 'permit' })).hash
  } catch (error) {
    if (!(error instanceof InputError) || !/no EIP-2612 permit/.test(error.message)) throw error
    return (await deposit(client, of)).hash
  }
}
