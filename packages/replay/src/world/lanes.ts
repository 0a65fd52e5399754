import type { Devnet } from '@causeway/devnet'
import { getLane, lanesOf, preparePublish, quotePublish } from '@causeway/sdk'
import type { SteppedWorld } from './chain.js'

/** Checkpoints between the chains, at times of the caller's choosing. A relayer of the devnet delivers what was published. */
export type Lanes = {
  /** Waits until all messages that were published before were handled; then publishes every lane that has something new, or owes a heartbeat. */
  publish(): Promise<void>
  /** Publishes, and makes blocks until all of it was handled. */
  carry(): Promise<void>
  /** Makes a block on every spoke, so that what was published gets on; does not wait. */
  advance(): Promise<void>
  /** Lets one of the two bridges stop, or go on. While it is down nothing is waited for: nothing can be accepted. */
  setDown(bridge: 'layerzero' | 'wormhole', down: boolean): Promise<void>
}

/** Seconds of silence after which a lane is published without news: well within the 90 minutes after which it is late. */
const heartbeat = 4_200
const patienceMs = 120_000

type Lane = { from: number; to: number }
/** Messages that were published. */
type Waiting = Lane & { seq: bigint }

export function createLanes(devnet: Devnet, world: SteppedWorld): Lanes {
  const { deployment } = devnet
  const client = devnet.client('carol')
  const lanes = lanesOf(deployment)
  const said = new Map<string, number>()
  let isDown = false

  const laneAt = (chain: number, remote: number) =>
    getLane(client.reader(chain), { deployment, chain, remote })

  const publish = async ({ from, to }: Lane): Promise<Waiting[]> => {
    const [out, inbox] = await Promise.all([laneAt(from, to), laneAt(to, from)])
    const isQuiet = out.outSeq === inbox.inSeq
    // a vault that hears nothing for a while is fine; one that is not heard of is late
    const isDue =
      to === deployment.hubChain && world.now() >= (said.get(`${from}/${to}`) ?? 0) + heartbeat
    if (isQuiet && !isDue) return []
    // a checkpoint speaks of the parent block
    await world.chain(from).mine()
    const lane = { deployment, from, to }
    const { fees } = await quotePublish(client.reader(from), lane)
    const { to: target, data, value } = preparePublish({ ...lane, fees })
    const [receipt] = await world
      .chain(from)
      .send([{ from: devnet.accounts.carol.account, to: target, data, value: value ?? 0n }])
    if (receipt?.status !== 'success') throw new Error(`publishing from ${from} to ${to} reverted`)
    said.set(`${from}/${to}`, world.now())
    return isQuiet ? [] : [{ from, to, seq: out.outSeq }]
  }
  let waiting: Waiting[] = []
  const settle = async () => {
    if (isDown) return
    for (const deadline = Date.now() + patienceMs; ; ) {
      const arrived = await Promise.all(
        waiting.map(async ({ from, to, seq }) => (await laneAt(to, from)).inSeq >= seq),
      )
      waiting = waiting.filter((_, i) => !arrived[i])
      if (waiting.length === 0) return
      const ended = devnet.deceased()
      if (ended) throw new Error(ended)
      if (Date.now() > deadline)
        throw new Error(
          `messages from ${waiting.map(({ from, to }) => `${from} to ${to}`).join(', ')} did not arrive`,
        )
      for (const chain of world.chains) await chain.mine()
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
  const publishAll = async () => {
    await settle()
    // one after the other: all are sent by one account
    for (const lane of lanes) waiting.push(...(await publish(lane)))
  }
  return {
    publish: publishAll,
    async carry() {
      await publishAll()
      await settle()
    },
    async advance() {
      for (const chain of world.chains) if (chain !== world.hub) await chain.mine()
    },
    async setDown(bridge, down) {
      await devnet.silence(bridge, down)
      isDown = down
    },
  }
}
