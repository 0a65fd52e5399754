import type { Devnet } from '@causeway/devnet'
import { getLane, lanesOf, preparePublish, quotePublish } from '@causeway/sdk'
import type { SteppedWorld } from './chain.js'

/** Checkpoints between the chains, at times of the caller's choosing. A relayer of the devnet delivers what was published. */
export type Lanes = {
  /**
   * Publishes every lane that has something new, or is silent for so long that a heartbeat is due, and makes blocks until all of it
   * was handled. With a bridge down nothing can be accepted: then it only publishes.
   */
  carry(): Promise<void>
  /** Lets one of the two bridges stop, or go on. */
  setDown(bridge: 'layerzero' | 'wormhole', down: boolean): Promise<void>
}

/** Seconds of silence after which a lane is published without news: well within the 90 minutes after which it is late. */
const heartbeat = 1_800
const patienceMs = 120_000

export function createLanes(devnet: Devnet, world: SteppedWorld): Lanes {
  const { deployment } = devnet
  const client = devnet.client('carol')
  const lanes = lanesOf(deployment)
  const said = new Map<string, number>()
  let isDown = false

  const laneAt = (chain: number, remote: number) =>
    getLane(client.reader(chain), { deployment, chain, remote })

  const publish = async ({ from, to }: { from: number; to: number }) => {
    const [out, inbox] = await Promise.all([laneAt(from, to), laneAt(to, from)])
    const isQuiet = out.outSeq === inbox.inSeq
    if (isQuiet && world.now() < (said.get(`${from}/${to}`) ?? 0) + heartbeat) return []
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
    return [{ from, to, seq: out.outSeq, acceptedAt: inbox.acceptedAt }]
  }

  return {
    async carry() {
      // one after the other: all are sent by one account, and those of the hub in one chain
      const published: Awaited<ReturnType<typeof publish>> = []
      for (const lane of lanes) published.push(...(await publish(lane)))
      if (isDown) return
      let waiting = published
      for (const deadline = Date.now() + patienceMs; waiting.length > 0; ) {
        for (const chain of world.chains) await chain.mine()
        await new Promise((resolve) => setTimeout(resolve, 150))
        const arrived = await Promise.all(
          waiting.map(async ({ from, to, seq, acceptedAt }) => {
            const inbox = await laneAt(to, from)
            return inbox.inSeq >= seq && inbox.acceptedAt > acceptedAt
          }),
        )
        waiting = waiting.filter((_, i) => !arrived[i])
        const ended = devnet.deceased()
        if (ended) throw new Error(ended)
        if (Date.now() > deadline)
          throw new Error(
            `messages from ${waiting.map(({ from, to }) => `${from} to ${to}`).join(', ')} did not arrive`,
          )
      }
    },
    async setDown(bridge, down) {
      await devnet.silence(bridge, down)
      isDown = down
    },
  }
}
