import { computeMargin } from '@causeway/risk'
import { type Auction, type BidTaking, InputError, parseAmount } from '@causeway/sdk'

/** What is typed into the form of a bid. */
export type BidForm = {
  way: 'share' | 'legs'
  /** Percent. */
  share: string
  /** Amounts by asset and sizes by instrument. */
  legs: Readonly<Record<string, string>>
  /** USD at most; empty: a little more than it costs then. */
  limit: string
}

export type ParsedBid = { taking?: BidTaking; maxCost?: bigint; error?: unknown }

/** Exactly what was typed. Nothing typed yet is no error. */
export function parseBid(form: BidForm, auction: Auction): ParsedBid {
  try {
    const taking = form.way === 'share' ? shareOf(form.share) : legsOf(form.legs, auction)
    return {
      ...(taking && { taking }),
      ...(form.limit.trim() !== '' && { maxCost: parseAmount(form.limit, 18) }),
    }
  } catch (error) {
    return { error }
  }
}

function shareOf(text: string): BidTaking | undefined {
  if (text.trim() === '') return undefined
  const share = parseAmount(text, 4)
  if (share > 1_000_000n) throw new InputError('A share of everything is 100 % at most.')
  return { share: Number(share) }
}

function legsOf(legs: BidForm['legs'], auction: Auction): BidTaking | undefined {
  const typed = (key: string) => legs[key]?.trim() ?? ''
  const collateral = auction.collateral.flatMap(({ asset, chain, token, decimals }) =>
    typed(asset) === '' || decimals === undefined
      ? []
      : [{ chain, token, amount: parseAmount(typed(asset), decimals) }],
  )
  const positions = auction.positions.flatMap(({ id }) =>
    typed(id) === '' ? [] : [{ instrument: id, size: parseAmount(typed(id), 18) }],
  )
  return collateral.length + positions.length === 0 ? undefined : { collateral, positions }
}

/** Something that a bid takes over. Amount (positions with their sign) and price of a unit with 18 decimals. */
export type TakenLeg = { key: string; name: string; chain?: number; amount: bigint; price?: bigint }

/** The mark of each position of the account; undefined while it cannot be valued. */
export function marksOf({ input, positions }: Auction): (bigint | undefined)[] {
  const report = input && computeMargin(input)
  return positions.map((_, i) => report?.positions[i]?.price)
}

/** What a bid takes over, rounded down as the hub does it. */
export function takenLegs(
  auction: Auction,
  { share, collateral, positions }: BidTaking,
): TakenLeg[] {
  const part = (amount: bigint) => (amount * BigInt(share ?? 0)) / 1_000_000n
  const marks = marksOf(auction)
  const tokens = auction.collateral.map(({ asset, chain, token, symbol, decimals, ...held }) => {
    const leg = collateral?.find((one) => one.chain === chain && one.token === token)
    const units = leg ? leg.amount * 10n ** BigInt(18 - (decimals ?? 18)) : part(held.amount)
    return { key: asset, name: symbol ?? token, chain, amount: units, price: held.price }
  })
  const taken = auction.positions.map(({ id, name, size }, i): TakenLeg => {
    const whole = size < 0n ? -size : size
    const amount = positions?.find(({ instrument }) => instrument === id)?.size ?? part(whole)
    const price = marks[i]
    const signed = { key: id, name, amount: size < 0n ? -amount : amount }
    return price === undefined ? signed : { ...signed, price }
  })
  return [...tokens, ...taken].filter(({ amount }) => amount !== 0n)
}
