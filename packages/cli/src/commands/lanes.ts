import { getLanes } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { chainName, short, span, table } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway lanes` */
export function lanesCommand({ program, io, finish }: CommandContext): void {
  program
    .command('lanes')
    .summary('how far each lane is')
    .description(
      'Shows for each lane how many messages were sent, published, accepted, handled and acknowledged.',
    )
    .action(async (_: unknown, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const lanes = await getLanes(client)
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(lanes, 2)}\n`)
      const name = (chain: number) => chainName(client.deployment, chain)
      const rows = lanes.map((lane) => [
        `${name(lane.from)} → ${name(lane.to)}`,
        ...[lane.sent, lane.published, lane.accepted, lane.handled, lane.acknowledged].map(String),
        lane.publishedAt === 0 ? 'never' : `${span(lane.now - lane.publishedAt)} ago`,
        short(lane.pool, 18),
        lane.frozen ? 'FROZEN' : lane.closed ? 'CLOSED' : 'open',
      ])
      const head = [
        'lane',
        'sent',
        'published',
        'accepted',
        'handled',
        'acked',
        'last checkpoint',
        'pool ETH',
        'state',
      ]
      io.out(table(head, rows, [1, 2, 3, 4, 5, 7]))
    })
}
