import {
  type CausewayClient,
  type CollateralRow,
  previewTransfer,
  quoteDeposit,
  quoteWithdraw,
} from '@causeway/sdk'
import { expectedSeconds } from './expectedTime.js'

export type Direction = 'deposit' | 'withdrawal'

/** What a deposit or a withdrawal costs and does, as its drawer shows it. */
export async function quoteMove(
  client: CausewayClient,
  { chain, token }: Pick<CollateralRow, 'chain' | 'token'>,
  type: Direction,
  amount: bigint,
) {
  const of = { chain, token: token.address, amount }
  const hub = client.deployment.hubChain
  if (type === 'deposit') {
    const { rebate, appendFee, room } = await quoteDeposit(client, of)
    const preview = await previewTransfer(client, { type, ...of, fee: -rebate })
    const seconds = await expectedSeconds(client, chain, hub)
    return { preview, laneFee: appendFee, cash: rebate, room, seconds }
  }
  const { exitFee, available, appendFee } = await quoteWithdraw(client, of)
  const preview = await previewTransfer(client, { type, ...of, fee: exitFee })
  const seconds = await expectedSeconds(client, hub, chain)
  return { preview, laneFee: appendFee, cash: exitFee, room: available, seconds }
}
