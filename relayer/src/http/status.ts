import { lanesOf } from '@causeway/sdk'
import type { Context } from '../context.js'
import { lastMessage } from '../store/messages.js'
import { lastCheckpoint, lastNonce } from '../store/publications.js'
import { countTransactions } from '../store/transactions.js'
import { reportChains } from './health.js'

/** What the node does and how far it is, from its database and memory alone. */
export async function readStatus(context: Context) {
  const { config, database, deployment, keys } = context
  const lanes = await Promise.all(
    lanesOf(deployment).map(async (lane) => {
      const [message, checkpoint, nonce] = await Promise.all([
        lastMessage(database, lane),
        lastCheckpoint(database, lane),
        lastNonce(database, lane),
      ])
      return {
        ...lane,
        lastMessage: message?.seq ?? 0n,
        lastPublished: checkpoint?.outSeq ?? 0n,
        lastPacket: nonce,
      }
    }),
  )
  return {
    name: config.name,
    deployment: deployment.name,
    roles: config.roles,
    sender: keys.sender?.address,
    dvnSigners: keys.dvn.map(({ address }) => address),
    committeeMembers: keys.committee.map(({ address }) => address),
    chains: reportChains(context),
    lanes,
    transactions: await countTransactions(database),
  }
}
