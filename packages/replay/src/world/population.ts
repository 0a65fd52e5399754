import type { MarginMode } from '@causeway/risk'
import type { Market } from '@causeway/sdk'
import { createRandom, type Random } from '../random.js'

/** Collateral of an account on one chain, in USD at the first prices. */
export type PlannedCollateral = { chain: string; token: string; usd: number }
/** A position: notional in USD at the first prices, below 0 for a short one. */
export type PlannedLeg = { instrument: Hex; notional: number }

type Hex = `0x${string}`

/** An account as it is to be opened. */
export type PlannedAccount = {
  number: number
  mode: MarginMode
  /** What its owner is after. */
  book: BookKind
  collateral: readonly PlannedCollateral[]
  legs: readonly PlannedLeg[]
  /** Equity over initial margin once it is open. */
  ratio: number
}

export type BookKind =
  | 'directional'
  | 'two markets'
  | 'basis'
  | 'hedged tokens'
  | 'protected'
  | 'option seller'

/** Where cash and tokens lie. */
const cashChains = ['ethereum', 'arbitrum', 'optimism'] as const
const tokens = [
  { chain: 'ethereum', token: 'WETH', underlying: 'ETH' },
  { chain: 'arbitrum', token: 'WBTC', underlying: 'BTC' },
  { chain: 'optimism', token: 'wstETH', underlying: 'ETH' },
] as const

const books: Readonly<Record<MarginMode, readonly (readonly [BookKind, number])[]>> = {
  isolated: [['directional', 1]],
  cross: [
    ['directional', 7],
    ['two markets', 3],
  ],
  portfolio: [
    ['directional', 4],
    ['two markets', 2],
    ['basis', 1.5],
    ['hedged tokens', 1],
    ['protected', 0.75],
    ['option seller', 0.75],
  ],
}

/**
 * Plans a population: half of it within 5 % of initial margin; sizes are log-normal; two thirds of what is directional is long, as
 * before every crash; most accounts have collateral on more than one chain.
 */
export function planPopulation(
  count: number,
  seed: number,
  markets: readonly Market[],
): PlannedAccount[] {
  const random = createRandom(seed)
  const offered = offers(markets)
  return Array.from({ length: count }, (_, number) => {
    const mode = random.pick<MarginMode>([
      ['isolated', 25],
      ['cross', 30],
      ['portfolio', 45],
    ])
    const book = random.pick(books[mode])
    const underlying = random.pick([
      ['ETH', 1],
      ['BTC', 1],
    ] as const)
    const side = random.next() < 0.67 ? 1 : -1
    // isolated margin counts no tokens, so that they would only lie there
    const share =
      mode === 'isolated'
        ? 0
        : book === 'hedged tokens'
          ? 0.8
          : random.next() < 0.6
            ? random.between(0.2, 0.7)
            : 0
    const capital = Math.min(100_000, 5_000 * Math.exp(0.9 * random.normal()) + 1_500)
    const legs = legsOf({ random, offered, book, underlying, side, capital })
    const ratio =
      number % 2 === 0 ? random.between(1.001, 1.05) : Math.exp(random.between(0.1, 1.4))
    return {
      ...{ number, mode, book, legs, ratio },
      collateral: collateralOf(random, capital, share, underlying),
    }
  })
}

function collateralOf(
  random: Random,
  capital: number,
  share: number,
  underlying: string,
): PlannedCollateral[] {
  const parts: PlannedCollateral[] = []
  if (share > 0) {
    const own = tokens.filter((token) => token.underlying === underlying)
    const { chain, token } = random.pick(
      (random.next() < 0.6 ? own : tokens).map((entry) => [entry, 1] as const),
    )
    parts.push({ chain, token, usd: capital * share })
  }
  const first = random.pick(cashChains.map((chain) => [chain, 1] as const))
  const second = random.pick(cashChains.map((chain) => [chain, 1] as const))
  const cash = capital * (1 - share)
  if (first === second || cash < 2_000) parts.push({ chain: first, token: 'USDC', usd: cash })
  else {
    const part = cash * random.between(0.3, 0.7)
    parts.push({ chain: first, token: 'USDC', usd: part })
    parts.push({ chain: second, token: 'USDC', usd: cash - part })
  }
  return parts
}

type Offers = ReturnType<typeof offers>

/** What is traded here: per underlying its perpetual, a future, and options of one further expiry near the money. */
export function offers(markets: readonly Market[]) {
  const of = (underlying: string) => {
    const own = markets.filter(({ instrument }) => instrument.underlying === underlying)
    const expiries = [
      ...new Set(
        own.flatMap(({ instrument }) =>
          instrument.kind === 'perpetual' ? [] : [instrument.expiry],
        ),
      ),
    ].sort((a, b) => a - b)
    // the nearest expires within the longest windows
    const [, near = 0, far = 0] = expiries
    const one = (kind: string, expiry?: number, strike?: bigint): Hex => {
      const found = own.find(
        ({ instrument }) =>
          instrument.kind === kind &&
          (expiry === undefined || ('expiry' in instrument && instrument.expiry === expiry)) &&
          (strike === undefined || ('strike' in instrument && instrument.strike === strike)),
      )
      if (!found) throw new RangeError(`no ${kind} on ${underlying}`)
      return found.id
    }
    const price = Number(own[0]?.index ?? 0n) / 1e18
    const strikes = [
      ...new Set(
        own.flatMap(({ instrument }) =>
          'strike' in instrument && instrument.expiry === far ? [instrument.strike] : [],
        ),
      ),
    ].sort((a, b) => Number(a - b))
    const nearest = (share: number) =>
      strikes.reduce((best, strike) =>
        Math.abs(Number(strike) / 1e8 - price * share) <
        Math.abs(Number(best) / 1e8 - price * share)
          ? strike
          : best,
      )
    return {
      perpetual: one('perpetual'),
      future: one('future', near),
      put: one('put', far, nearest(0.94)),
      lowPut: one('put', far, nearest(0.85)),
      call: one('call', far, nearest(1.12)),
    }
  }
  return { ETH: of('ETH'), BTC: of('BTC') }
}

/** Every instrument that the population trades, options apart. */
export function instrumentsOf(offered: Offers): { linear: Hex[]; options: Hex[] } {
  const all = Object.values(offered)
  return {
    linear: all.flatMap(({ perpetual, future }) => [perpetual, future]),
    options: all.flatMap(({ put, lowPut, call }) => [put, lowPut, call]),
  }
}

function legsOf(parameters: {
  random: Random
  offered: Offers
  book: BookKind
  underlying: 'ETH' | 'BTC'
  side: 1 | -1
  capital: number
}): PlannedLeg[] {
  const { random, offered, book, underlying, side, capital } = parameters
  const own = offered[underlying]
  const other = offered[underlying === 'ETH' ? 'BTC' : 'ETH']
  // what initial margin allows is 3.8 times, of two together somewhat less
  const most = capital * random.between(2.2, 2.9)
  const linear = random.next() < 0.75 ? own.perpetual : own.future
  switch (book) {
    case 'directional':
      return [{ instrument: linear, notional: side * most }]
    case 'two markets':
      return [
        { instrument: linear, notional: side * most * 0.55 },
        {
          instrument: other.perpetual,
          notional: (random.next() < 0.7 ? side : -side) * most * 0.4,
        },
      ]
    case 'basis':
      return [
        { instrument: own.future, notional: side * most },
        { instrument: own.perpetual, notional: -side * most * random.between(0.85, 1.1) },
      ]
    case 'hedged tokens':
      return [{ instrument: own.perpetual, notional: -capital * random.between(0.6, 1.2) }]
    case 'protected':
      return [
        { instrument: own.put, notional: most * 0.8 },
        { instrument: own.perpetual, notional: most * 0.8 },
      ]
    case 'option seller':
      return random.next() < 0.5
        ? [{ instrument: own.lowPut, notional: -most * 0.6 }]
        : [
            { instrument: own.lowPut, notional: -most * 0.4 },
            { instrument: own.call, notional: -most * 0.4 },
          ]
  }
}
