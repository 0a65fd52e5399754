import { readFileSync } from 'node:fs'
import { decodeAbiParameters, type Hex, parseAbiParameters, toFunctionSelector } from 'viem'
import { expect, test } from 'vitest'
import { type ContractMarginInput, fromContractInput } from '../margin/contractInput.js'
import { shareOf, type Taking, takeOver } from './takeOver.js'

const file = new URL('../../../../test/vectors/takeOver.hex', import.meta.url)
const standing = parseAbiParameters([
  'Standing[] standings',
  'struct Standing { Input input; Token[] tokens; uint256 discount; uint256 grown; uint256 fund; uint256 exhausted; Case[] cases; }',
  'struct Input { int256 cash; uint8 mode; bool initial; uint256 initialFactor; uint256[] words; int256[] costs; uint256[] places; Market[] markets; Expiry[] expiries; Blob[] blobs; Line[] lines; Pair[] pairs; }',
  'struct Market { uint256 index; uint256 confidence; uint256 mark; Params params; }',
  'struct Params { uint32 scanRange; uint32 volShock; uint32 basisRate; uint32 floorRate; uint32 shortRate; uint32 tenorRate; uint32 concentration; bool listed; }',
  'struct Expiry { uint256 market; uint256 forward; uint256 tau; uint256 tauAtPublication; bool settled; Slice slice; }',
  'struct Slice { int40 a; uint40 b; int24 rho; int32 m; uint40 sigma; int32 basis; uint40 time; }',
  'struct Blob { uint256 expiry; uint256 anchor; uint256 scanRange; bytes rows; }',
  'struct Line { uint256 market; uint256 amount; uint256 price; uint256 haircutBps; uint256 basisRate; bool late; }',
  'struct Pair { uint256 first; uint256 second; uint256 share; }',
  'struct Token { uint256 amount; uint256 price; bool counted; }',
  'struct Leg { uint256 place; uint256 size; }',
  'struct Outcome { int256 cost; uint256 discount; uint256 fee; uint256 covered; uint256 released; bool closed; }',
  'struct Margin { int256 equity; uint256 requirement; uint256 maintenance; uint256 initial; }',
  'struct Case { uint256 share; Leg[] collateral; Leg[] positions; bytes4 refusal; Outcome outcome; Margin left; }',
])
const [standings] = decodeAbiParameters(standing, readFileSync(file, 'utf8').trim() as Hex)

const refusals = new Map([
  [toFunctionSelector('Liquidation_NothingTaken()'), 'nothing'],
  [toFunctionSelector('Liquidation_NoBetter(bytes32,int256,uint256)'), 'no-better'],
  [toFunctionSelector('Liquidation_LeavesDust(bytes32,uint256)'), 'dust'],
  [toFunctionSelector('Liquidation_Excessive(bytes32,int256,uint256)'), 'excessive'],
  [toFunctionSelector('Liquidation_FundExhausted(uint256,uint256)'), 'fund'],
])

type Standing = (typeof standings)[number]

/** The account as the twin takes it, and which line or uncounted token each of its tokens is. */
function accountOf({ input, tokens }: Standing) {
  const uncounted = tokens.filter(({ counted }) => !counted)
  const places = tokens.map((token, i) => {
    const before = tokens.slice(0, i).filter(({ counted }) => counted === token.counted)
    return { counted: token.counted, place: before.length }
  })
  const account = fromContractInput(input as unknown as ContractMarginInput)
  return { account: { ...account, uncounted }, places }
}

function takingOf(
  { account, places }: ReturnType<typeof accountOf>,
  { share, collateral, positions }: Standing['cases'][number],
): Taking {
  if (share !== 0n) return shareOf(account, share)
  const legs = collateral.map(({ place, size }) => ({ ...places[Number(place)], amount: size }))
  return {
    collateral: legs.flatMap(({ counted, place = -1, amount }) =>
      counted ? [{ line: place, amount }] : [],
    ),
    uncounted: legs.flatMap(({ counted, place = -1, amount }) =>
      counted ? [] : [{ token: place, amount }],
    ),
    positions: positions.map(({ place, size }) => ({ position: Number(place), size })),
  }
}

test('default: every bid of the vectors comes to what the contract made of it, to the last unit', () => {
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  for (const [i, found] of standings.entries()) {
    const known = accountOf(found)
    const { discount, grown, fund, exhausted } = found
    const terms = { discount, grown, fund, ...(exhausted < 2n ** 255n && { exhausted }) }
    for (const [j, bid] of found.cases.entries()) {
      const at = `bid ${j} of account ${i}`
      const twin = takeOver(known.account, takingOf(known, bid), terms)
      const made = bid.refusal === '0x00000000'
      const refusal = made ? undefined : (refusals.get(bid.refusal) ?? bid.refusal)
      expect(twin.refusal, at).toBe(refusal)
      count(refusal ?? 'made')
      if (bid.share === 0n) count('legs')
      if (!made) continue
      const { released, cost, fee, covered, closes: closed } = twin
      expect({ released, cost, discount: twin.discount, fee, covered, closed }, at).toEqual(
        bid.outcome,
      )
      expect(twin.left, at).toEqual(bid.left)
      if (twin.isInsolvent) count(covered > 0n ? 'covered' : 'exhausted')
      if (closed) count('closed')
      if (known.account.mode === 'isolated') count('isolated')
    }
  }
  // nothing is so rare that it was not compared
  for (const what of ['made', 'legs', 'no-better', 'excessive', 'fund', 'covered', 'exhausted'])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(2)
  for (const what of ['closed', 'isolated']) expect(seen.get(what) ?? 0, what).toBeGreaterThan(0)
})
