/** A fall that has happened: moves of prices in ppm. Underlyings that are not named fall as `others`. */
export type CrashDay = {
  id: string
  name: string
  moves: Readonly<Record<string, bigint>>
  others: bigint
}

/** From what was quoted on large exchanges then. */
export const crashDays: readonly CrashDay[] = [
  {
    ...{ id: '2020-03-12', name: '12 March 2020, 24 hours' },
    ...{ moves: { BTC: -506_000n, ETH: -529_000n }, others: -529_000n },
  },
  {
    ...{ id: '2020-03-12-hour', name: '12 March 2020, the worst hour' },
    ...{ moves: { BTC: -245_000n, ETH: -250_000n }, others: -250_000n },
  },
  {
    ...{ id: '2021-05-19-hour', name: '19 May 2021, the worst hour' },
    ...{ moves: { ETH: -280_000n, SOL: -400_000n }, others: -280_000n },
  },
  {
    ...{ id: '2022-11-ftt-hour', name: 'November 2022, the worst hour of FTT, for all' },
    ...{ moves: {}, others: -640_000n },
  },
]

/** The moves of the markets at a share of such a day, percent. */
export function movesOf(day: CrashDay, underlyings: readonly string[], percent: number): bigint[] {
  return underlyings.map((name) => ((day.moves[name] ?? day.others) * BigInt(percent)) / 100n)
}
