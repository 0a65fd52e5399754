import { dvnAbi, ulnAbi } from '@causeway/sdk'
import { type Address, keccak256, stringToHex } from 'viem'
import { type Context, chainIn, type Lane } from '../context.js'

/** The operators' DVN on a destination, and what its ULN requires of packets from the source. */
export type DvnFacts = {
  quorum: number
  confirmations: bigint
  isSigner(address: Address): Promise<boolean>
  /** Whether our key may have the DVN execute. */
  isAdmin: boolean
}

const adminRole = keccak256(stringToHex('ADMIN_ROLE'))
const cache = new WeakMap<Context, Map<string, { at: number; facts: DvnFacts }>>()

/** Reads what does not change often, at most once a minute. */
export async function readDvn(context: Context, lane: Lane): Promise<DvnFacts> {
  const known = cache.get(context) ?? new Map()
  cache.set(context, known)
  const key = `${lane.from}-${lane.to}`
  const found = known.get(key)
  if (found && Date.now() - found.at < 60_000) return found.facts
  const facts = await read(context, lane)
  known.set(key, { at: Date.now(), facts })
  return facts
}

async function read(context: Context, lane: Lane): Promise<DvnFacts> {
  const { rpc, deployment } = chainIn(context, lane.to)
  const source = chainIn(context, lane.from).deployment
  const dvn = { address: deployment.layerzero.operatorDvn, abi: dvnAbi } as const
  const sender = context.keys.sender?.address
  const signers = new Map<string, boolean>()
  const [quorum, config, isAdmin] = await rpc.use((client) =>
    Promise.all([
      client.readContract({ ...dvn, functionName: 'quorum' }),
      client.readContract({
        address: deployment.layerzero.receiveLibrary,
        abi: ulnAbi,
        functionName: 'getUlnConfig',
        args: [deployment.contracts.layerZeroTransport, source.layerzero.eid],
      }),
      sender
        ? client.readContract({ ...dvn, functionName: 'hasRole', args: [adminRole, sender] })
        : false,
    ]),
  )
  return {
    quorum: Number(quorum),
    confirmations: config.confirmations,
    isAdmin,
    async isSigner(address) {
      const lower = address.toLowerCase()
      const known = signers.get(lower)
      if (known !== undefined) return known
      const is = await rpc.use((client) =>
        client.readContract({ ...dvn, functionName: 'isSigner', args: [address] }),
      )
      signers.set(lower, is)
      return is
    },
  }
}
