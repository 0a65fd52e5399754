import { type Hex, isAddressEqual, type PublicClient, slice } from 'viem'
import { dvnAbi, type Verification } from '../dvn.js'
import { reason } from '../errors.js'
import { decodePacket, packetHeader, packetPayloadHash } from '../packet.js'
import type { DvnConfig } from './config.js'
import { createJobs, type Job, type Jobs } from './dvnJobs.js'
import { isVerified, submitVerifications } from './dvnSubmit.js'
import { createFaults, type Faults } from './faults.js'
import { createFollower, type Followed, type Follower } from './follower.js'
import { log } from './log.js'
import { type ChainHealth, readClient, watchChain } from './watch.js'

/** An operator at work, and how to make it misbehave. */
export type DvnOperator = {
  faults: Faults
  jobs: Jobs
  /** How many packets were lost on purpose, by the chain that they left. */
  lost(): Record<number, number>
  /** Verifies what no chain said, at once. Whether the destination took it. */
  forge(request: Verification & { dstEid: number }): Promise<boolean>
  chains(): ChainHealth[]
}

type DvnChain = DvnConfig['chains'][number]
type Watched = { chain: DvnChain; client: PublicClient; follower: Follower }
type Log = Followed<typeof events>

const events = [dvnAbi[0], dvnAbi[1], dvnAbi[2]] as const
const maxBatch = 40

/**
 * Starts an operator: verifies on its destination each finalized packet that its DVN was paid for. It keeps nothing on
 * disk: at start it reads all chains from block 0, and what the destinations already say is done.
 */
export function runDvnOperator(config: DvnConfig): DvnOperator {
  const faults = createFaults()
  const jobs = createJobs()
  const lost: Record<number, number> = {}
  const watched: Watched[] = config.chains.map((chain) => {
    const client = readClient(chain)
    const follower = createFollower({
      client,
      addresses: [chain.endpoint, chain.sendUln, chain.receiveUln],
      events,
      level: 'finalized',
      onLogs: (logs) => take(chain, client, logs),
      onRollback(to) {
        log('warn', 'the chain was reorganised', { chain: chain.name, to })
        jobs.sourceRolledBack(chain.number, to)
        jobs.destinationRolledBack(chain.eid, to)
      },
    })
    return { chain, client, follower }
  })

  async function take(chain: DvnChain, client: PublicClient, logs: readonly Log[]): Promise<void> {
    let paid: { transaction: Hex; ours: boolean } | undefined
    for (const entry of logs) {
      if (entry.eventName === 'PayloadVerified') {
        const { dvn, header, proofHash } = entry.args
        if (isAddressEqual(dvn, chain.dvn))
          jobs.verified(chain.eid, header, proofHash, entry.blockNumber)
      } else if (entry.eventName === 'DVNFeePaid') {
        const dvns = [...entry.args.requiredDVNs, ...entry.args.optionalDVNs]
        paid = {
          transaction: entry.transactionHash,
          ours: dvns.some((dvn) => isAddressEqual(dvn, chain.dvn)),
        }
      } else {
        // The library tells who was paid just before the endpoint tells what was sent.
        if (paid?.transaction === entry.transactionHash && paid.ours)
          await add(chain, client, entry)
        paid = undefined
      }
    }
  }

  async function add(
    chain: DvnChain,
    client: PublicClient,
    entry: Log & { eventName: 'PacketSent' },
  ): Promise<void> {
    const packet = decodePacket(entry.args.encodedPayload)
    const destination = config.chains.find(({ eid }) => eid === packet.dstEid)
    if (!destination) return
    if (faults.isDropping(chain.number) || faults.isDropping(destination.number)) {
      lost[chain.number] = (lost[chain.number] ?? 0) + 1
      return
    }
    const { confirmations } = await client.readContract({
      address: chain.sendUln,
      abi: dvnAbi,
      functionName: 'getUlnConfig',
      args: [slice(packet.sender, 12), packet.dstEid],
    })
    jobs.add({
      srcNumber: chain.number,
      dstEid: packet.dstEid,
      header: packetHeader(packet),
      payloadHash: packetPayloadHash(packet),
      block: entry.blockNumber,
      confirmations,
      notBefore: Date.now() + faults.delayMs(chain.number),
    })
  }

  /** Brings the jobs of one destination forward: looks after what was sent, then sends what is due. */
  async function work({ chain, client, follower }: Watched): Promise<void> {
    if (!follower.caughtUp() || faults.isSilent(chain.number)) return
    for (const job of jobs.sent(chain.eid)) await lookAfter(job, chain, client)
    const due: { job: Job; verification: Verification }[] = []
    for (const job of jobs.pending(chain.eid, Date.now())) {
      if (due.length === maxBatch) break
      if (faults.isSilent(job.srcNumber)) continue
      const source = watched.find((other) => other.chain.number === job.srcNumber)
      const confirmations = source ? heads.of(job.srcNumber) - job.block : 0n
      if (confirmations < job.confirmations) continue
      if (await isVerified(client, chain, job))
        job.state = { status: 'sent', hash: undefined, at: Date.now() }
      else due.push({ job, verification: { ...job, confirmations } })
    }
    if (due.length === 0) return
    const { hash, verified } = await submitVerifications(
      client,
      chain,
      config,
      due.map((d) => d.verification),
    )
    due.forEach(({ job }, i) => {
      if (verified[i] && job.state.status === 'pending')
        job.state = { status: 'sent', hash, at: Date.now() }
      if (!verified[i]) job.notBefore = Date.now() + 2_000
    })
    const failed = verified.filter((ok) => !ok).length
    log(failed > 0 ? 'warn' : 'info', 'verified', {
      chain: chain.name,
      packets: due.length,
      failed,
      hash,
    })
  }

  /** A transaction can be lost with its block. Then the destination says nothing of the packet, and it is sent again. */
  async function lookAfter(job: Job, chain: DvnChain, client: PublicClient): Promise<void> {
    if (job.state.status !== 'sent' || Date.now() - job.state.at < 5_000) return
    const { hash } = job.state
    const receipt = hash
      ? await client.getTransactionReceipt({ hash }).catch(() => undefined)
      : undefined
    const stands = receipt !== undefined || (await isVerified(client, chain, job))
    job.state = stands ? { status: 'sent', hash, at: Date.now() } : { status: 'pending' }
  }

  const heads = createHeads()
  const looks = watched.map((entry) =>
    watchChain(entry.chain, entry.client, config.pollMs, {
      async onHead(head) {
        heads.set(entry.chain.number, head)
        await entry.follower.step()
      },
    }),
  )
  for (const entry of watched) repeat(() => work(entry), config.pollMs, entry.chain.name)

  return {
    faults,
    jobs,
    lost: () => lost,
    chains: () => looks.map((look) => look()),
    async forge({ dstEid, ...verification }) {
      const entry = watched.find(({ chain }) => chain.eid === dstEid)
      if (!entry) throw new Error(`No chain has the endpoint id ${dstEid}.`)
      log('warn', 'forging by request', { dstEid, verification })
      const { verified } = await submitVerifications(entry.client, entry.chain, config, [
        verification,
      ])
      return verified[0] === true
    },
  }
}

function createHeads() {
  const heads = new Map<number, bigint>()
  return {
    set: (chain: number, head: bigint) => heads.set(chain, head),
    of: (chain: number) => heads.get(chain) ?? -1n,
  }
}

function repeat(step: () => Promise<void>, everyMs: number, chain: string): void {
  const loop = async () => {
    await step().catch((error) => log('warn', 'cannot verify', { chain, error: reason(error) }))
    setTimeout(loop, everyMs)
  }
  void loop()
}
