import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expWad, lnRatio, lnWad, sqrt, sqrtDown, WAD } from './fixedPoint.js'
import { fundingIndexAt, fundingOwed, fundingRate, premiumAt, premiumOf } from './funding.js'
import { borrowRate, indicesAt, interestOf, utilisation } from './interest.js'
import { bell, normalCdf, scaledTail } from './normal.js'
import { price } from './optionPricing.js'
import { encodeRow, riskGrid, riskRow } from './riskArray.js'
import { chargedShares, nodeMoves, scenarioMoves, volatilityMultipliers } from './scenarios.js'
import { isSound, type Slice, variance } from './svi.js'
import { startHarness } from './testing/harness.js'
import { type Random, random } from './testing/random.js'
import { realise } from './whatif/index.js'
import { linearBand, optionBand } from './whatif/priceBand.js'

// CAUSEWAY_SEED repeats a run, CAUSEWAY_ROUNDS lengthens it
const seed = Number(process.env.CAUSEWAY_SEED ?? 20_261_128)
const rounds = Number(process.env.CAUSEWAY_ROUNDS ?? 10)
const BATCH = 200
const LARGEST = (1n << 127n) - 1n
const DAY = 86_400n

let harness: Awaited<ReturnType<typeof startHarness>>
let draw: Random

beforeAll(async () => {
  console.log(
    `differential test, CAUSEWAY_SEED=${seed}, ${rounds * BATCH} inputs for each function`,
  )
  draw = random(seed)
  harness = await startHarness()
}, 300_000)

afterAll(() => harness?.stop())

/** Asks both about the same inputs and wants the same answers, to the last unit. */
async function compare<input>(
  name: string,
  make: () => input,
  twin: (input: input) => unknown,
  theirs: (answer: never, index: number) => unknown,
) {
  for (let round = 0; round < rounds; round++) {
    const batch = Array.from({ length: BATCH }, make)
    const answer = (await harness.call(name, batch)) as never
    batch.forEach((input, i) => {
      expect(theirs(answer, i), `${name} of ${text(input)}`).toEqual(twin(input))
    })
  }
}

const text = (value: unknown) =>
  JSON.stringify(value, (_, x) => (typeof x === 'bigint' ? x.toString() : x))
const sign = (x: bigint) => (draw.chance(0.5) ? x : -x)

/** A forward and strike: mostly near each other, sometimes a million apart, sometimes anything. */
function pair(): { forward: bigint; strike: bigint } {
  if (draw.chance(0.1))
    return { forward: draw.scaled(1n, LARGEST), strike: draw.scaled(1n, LARGEST) }
  const forward = draw.scaled(10n ** 12n, 1n << 96n)
  const width = draw.chance(0.3) ? 6 * Math.LN10 : draw.unit()
  const ratio = BigInt(Math.round(Math.exp((2 * draw.unit() - 1) * width) * 1e12))
  const strike = draw.chance(0.05) ? forward : (forward * ratio) / 10n ** 12n
  return { forward, strike: strike === 0n ? 1n : strike }
}

const totalVariance = () =>
  draw.chance(0.05) ? draw.between(0n, 3n) : draw.scaled(10n ** 8n, 200n * WAD)

function slice(): Slice {
  const wild = draw.chance(0.2)
  return {
    a: wild ? sign(draw.scaled(1n, (1n << 39n) - 1n)) : draw.between(-(10n ** 7n), 10n ** 8n),
    b: draw.scaled(1n, wild ? (1n << 40n) - 1n : 10n ** 9n),
    rho: sign(draw.between(0n, wild ? 1_000_001n : 950_000n)),
    m: sign(draw.between(0n, wild ? (1n << 31n) - 1n : 3n * 10n ** 7n)),
    sigma: draw.chance(0.02) ? 0n : draw.scaled(10n ** 6n, wild ? (1n << 40n) - 1n : 10n ** 9n),
    basis: 0n,
    time: 1n,
  }
}

describe('Solidity and TypeScript agree to the last unit', () => {
  test('exp', () =>
    compare(
      'exponentials',
      () => draw.between(-45n * WAD, 135n * WAD),
      expWad,
      (answer: bigint[], i) => answer[i],
    ))

  test('ln, sqrt', () =>
    compare(
      'roots',
      () => [draw.scaled(1n, LARGEST), draw.scaled(1n, LARGEST)] as const,
      ([x, y]) => [lnWad(x), sqrt(x), sqrtDown(x), lnRatio(x, y)],
      (answer: bigint[][], i) => answer[i],
    ))

  test('normal distribution', () =>
    compare(
      'normals',
      // 11.64...: the zero of the innermost denominator
      () =>
        draw.chance(0.1)
          ? 11641945771055831476n + draw.between(-4n, 4n)
          : draw.chance(0.2)
            ? draw.scaled(1n, LARGEST)
            : draw.between(0n, 20n * WAD),
      (x) => [bell(x), scaledTail(x), normalCdf(x), normalCdf(-x)],
      (answer: bigint[][], i) => answer[i],
    ))

  test('price', () =>
    compare(
      'prices',
      () => ({ ...pair(), variance: totalVariance(), isCall: draw.chance(0.5) }),
      price,
      ([values, deltas]: bigint[][], i) => ({ value: values?.[i], delta: deltas?.[i] }),
    ))

  test('variance of a slice, and whether it is sound', async () => {
    let sound = 0
    await compare(
      'variances',
      () => ({
        ...{ slice: slice(), ...pair() },
        ...{ tau: draw.scaled(60n, 1000n * DAY), tauAtPublication: draw.scaled(1n, 1000n * DAY) },
      }),
      (input) => [variance(input.slice, input, input), isSound(input.slice)],
      ([w, ok]: [bigint[], boolean[]], i) => {
        if (ok[i]) sound++
        return [w[i], ok[i]]
      },
    )
    // neither answer is so rare that it was not compared
    expect(sound).toBeGreaterThan((rounds * BATCH) / 20)
    expect(sound).toBeLessThan(((rounds * BATCH) / 20) * 19)
  })

  test('scenarios', () =>
    compare(
      'scenarios',
      () => [
        draw.between(0n, 333_333n),
        draw.scaled(1n, (1n << 32n) - 1n),
        draw.scaled(1n, (1n << 40n) - 1n),
      ],
      ([r = 0n, volShock = 0n, tau = 0n]) => {
        const { up, down } = volatilityMultipliers(volShock, tau)
        return [scenarioMoves(r), chargedShares(r), nodeMoves(r), [up, down]]
      },
      (answer: bigint[][][], i) => answer.map((column) => column[i]),
    ))

  test('risk arrays', () =>
    compare(
      'rows',
      () => ({
        ...{ ...pair(), variance: totalVariance(), tau: draw.scaled(60n, 1000n * DAY) },
        ...{ scanRange: draw.between(0n, 333_333n), volShock: draw.scaled(1n, 4_000_000n) },
      }),
      (input) => encodeRow(riskRow(riskGrid(input), input.forward, input.strike, input.variance)),
      (answer: string[], i) => answer[i],
    ))

  test('funding', async () => {
    const now = 1_700_000_000n
    await compare(
      'fundings',
      () => ({
        fundingIndex: sign(draw.scaled(1n, 10n ** 24n)),
        premium: sign(draw.between(0n, 20_000_000n)),
        price: draw.scaled(1n, (1n << 56n) - 1n),
        // of an hour only, exactly, or longer
        elapsed: draw.chance(0.1) ? 3_600n : draw.between(0n, 7_200n),
        size: sign(draw.scaled(1n, (1n << 95n) - 1n)),
        since: sign(draw.scaled(1n, 10n ** 24n)),
      }),
      (input) => {
        const perpetual = { ...input, time: now - input.elapsed }
        const index = fundingIndexAt(perpetual, now)
        return [
          fundingRate(input.premium),
          index,
          premiumAt(perpetual, now),
          fundingOwed(input.size, index - input.since),
        ]
      },
      (answer: bigint[][], i) => answer[i],
    )
    await compare(
      'premiums',
      () => {
        const { forward, strike } = pair()
        const fits = (x: bigint) => (x > 1n << 90n ? x % (1n << 90n) : x) + 1n
        // the index is kept in 56 bits of 1e-8 USD
        return [fits(forward), (fits(strike) % (1n << 88n)) + 1n]
      },
      ([perpetual = 1n, index = 1n]) => Number(premiumOf(perpetual, index)),
      (answer: bigint[], i) => Number(answer[i]),
    )
  })

  test('realised profit', () =>
    compare(
      'realisations',
      () => {
        const size = sign(draw.scaled(1n, (1n << 95n) - 1n))
        const delta = draw.chance(0.2) ? -size : sign(draw.scaled(1n, (1n << 95n) - 1n))
        return [
          draw.chance(0.1) ? 0n : size,
          sign(draw.scaled(1n, (1n << 127n) - 1n)),
          delta,
          sign(draw.scaled(1n, (1n << 127n) - 1n)),
        ]
      },
      ([size = 0n, cost = 0n, delta = 0n, value = 0n]) => {
        const realised = realise({ size, cost }, delta, value)
        return [realised.cash, realised.cost]
      },
      (answer: bigint[][], i) => answer[i],
    ))

  test('the band round the mark', () =>
    compare(
      'bands',
      () => {
        const { forward, strike } = pair()
        const ceiling = draw.chance(0.5) ? forward : strike
        return [draw.between(0n, ceiling), forward, ceiling, draw.between(20_000n, 330_000n)]
      },
      ([mark = 0n, forward = 0n, ceiling = 0n, scanRange = 0n]) => {
        const linear = linearBand(forward, scanRange)
        const option = optionBand(mark, forward, ceiling, scanRange)
        return [linear.least, linear.most, option.least, option.most]
      },
      (answer: bigint[][], i) => answer[i],
    ))

  test('interest, haircuts included', () => {
    const now = 1_700_000_000n
    return compare(
      'loans',
      () => {
        const lent = draw.scaled(1n, 10n ** 30n)
        return {
          lent,
          borrowed: draw.chance(0.1) ? 0n : draw.scaled(1n, draw.chance(0.5) ? lent : 10n ** 30n),
          borrow: draw.scaled(1n, 10n ** 29n),
          lend: sign(draw.scaled(1n, 10n ** 27n)),
          elapsed: draw.between(0n, 1_000n * DAY),
          cash: sign(draw.scaled(1n, 10n ** 36n)),
          since: sign(draw.scaled(1n, 10n ** 27n)),
        }
      },
      (input) => {
        const used = utilisation(input)
        const indices = indicesAt({ ...input, time: now - input.elapsed }, input, now)
        return [used, borrowRate(used), interestOf(input.cash, input.since, indices)]
      },
      (answer: bigint[][], i) => answer[i],
    )
  })
})
