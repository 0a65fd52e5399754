import type { Devnet } from '@causeway/devnet'
import {
  chainOf,
  executeDvn,
  getPacketState,
  getPublications,
  type LaneRef,
  lanesOf,
  signDvnJob,
} from '@causeway/sdk'

/** The operators' own DVN; of the packets named in `ignored` (`from/to/nonce`) it knows nothing. */
export type Operators = { ignored: Set<string>; stop(): Promise<void> }

/** Runs the operators' own DVN and nothing else of a relayer, until it is stopped. */
export function runOperators(devnet: Devnet): Operators {
  const ignored = new Set<string>()
  let running = true
  const seen = new Map<string, bigint>()
  const loop = async () => {
    while (running) {
      // whatever fails now, e.g. during a reorganisation, is looked at again
      for (const lane of lanesOf(devnet.deployment))
        await verifyLane(devnet, { deployment: devnet.deployment, ...lane }, seen, ignored).catch(
          () => {},
        )
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  const ended = loop()
  return {
    ignored,
    async stop() {
      running = false
      await ended
    },
  }
}

async function verifyLane(
  devnet: Devnet,
  lane: LaneRef,
  seen: Map<string, bigint>,
  ignored: ReadonlySet<string>,
) {
  const { deployment, from, to } = lane
  const relayer = devnet.client('relayer1')
  const key = `${from}/${to}`
  const { number } = await relayer.reader(from).getBlock({ blockTag: 'finalized' })
  const range = { fromBlock: seen.get(key) ?? 0n, toBlock: number ?? 0n }
  const publications = await getPublications(relayer.reader(from), { ...lane, ...range })
  const reader = relayer.reader(to)
  for (const packet of publications.flatMap(({ packets }) => packets)) {
    if (ignored.has(`${key}/${packet.nonce}`)) continue
    const { missing } = await getPacketState(reader, { ...lane, packet })
    const { operatorDvn } = chainOf(deployment, to).layerzero
    if (!missing.some((dvn) => dvn.toLowerCase() === operatorDvn.toLowerCase())) continue
    const { timestamp } = await reader.getBlock()
    const job = {
      ...{ deployment, to, header: packet.header, payloadHash: packet.payloadHash },
      confirmations: BigInt(chainOf(deployment, from).layerzero.confirmations),
      expiration: timestamp + 3_600n,
    }
    const { signers, quorum } = devnet.operatorDvn
    const signing = signers.slice(0, quorum)
    const signatures = await Promise.all(signing.map(({ account }) => signDvnJob(account, job)))
    const hash = await executeDvn(relayer.wallet(to), [{ ...job, signatures }])
    await reader.waitForTransactionReceipt({ hash })
  }
  seen.set(key, range.toBlock + 1n)
}
