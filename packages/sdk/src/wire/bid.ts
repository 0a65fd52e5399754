import { type Address, type Hex, size as sizeOf, slice } from 'viem'
import { fixed, int, join, type Reader, read, uint } from './bytes.js'
import { WireError } from './errors.js'

/** What a bid from a spoke asks for, and on what terms. 18 decimals unless said. */
export type BidTerms = {
  /** The account that is liquidated. */
  liquidated: Hex
  /** Millionths of everything that it has; 0: the legs. */
  share: number
  /** Cash that the bidder pays at most for collateral and options; negative: that he gets at least. */
  maxCost: bigint
  /** Seconds. */
  deadline: bigint
  /** Who gets the collateral, on the chains where it lies; the zero address: it stays in the bid's account. */
  receiver: Address
  collateral: readonly CollateralLeg[]
  positions: readonly PositionLeg[]
}

/** Collateral that a bid takes: `chain` is a registry number. */
export type CollateralLeg = { chain: number; token: Address; amount: bigint }

/** A position that a bid takes: its size without its sign. */
export type PositionLeg = { instrument: Hex; size: bigint }

/** The cash of a bid, locked as a deposit is: `account` is the bid's own, `amount` in token units. */
export type BidDeposit = { account: Hex; token: Address; amount: bigint; depositor: Address }

/** Bytes of a deposit, and of all that stands in front of a bid's legs. */
export const bidDepositLength = 88
export const bidHeadLength = 170
const collateralLegLength = 40
const positionLegLength = 32

/** The bytes of a bid's legs, as a vault takes them. @throws WireError when a value does not fit its field */
export function encodeBidLegs({
  collateral,
  positions,
}: Pick<BidTerms, 'collateral' | 'positions'>): Hex {
  return join([
    ...collateral.flatMap(({ chain, token, amount }) => [
      uint(chain, 4, 'chain'),
      fixed(token, 20, 'token'),
      uint(amount, 16, 'amount'),
    ]),
    ...positions.flatMap(({ instrument, size }) => [
      fixed(instrument, 20, 'instrument'),
      uint(size, 12, 'size'),
    ]),
  ])
}

/** The body of a bid. @throws WireError when a value does not fit its field */
export function encodeBid(bid: BidDeposit & BidTerms): Hex {
  return join([
    fixed(bid.account, 32, 'account'),
    fixed(bid.token, 20, 'token'),
    uint(bid.amount, 16, 'amount'),
    fixed(bid.depositor, 20, 'depositor'),
    fixed(bid.liquidated, 32, 'liquidated account'),
    uint(bid.share, 4, 'share'),
    int(bid.maxCost, 16, 'maxCost'),
    uint(bid.deadline, 8, 'deadline'),
    fixed(bid.receiver, 20, 'receiver'),
    uint(bid.collateral.length, 1, 'number of collateral legs'),
    uint(bid.positions.length, 1, 'number of positions'),
    encodeBidLegs(bid),
  ])
}

/** What the body of a bid says. @throws WireError for a length that is not what its head says */
export function decodeBid(body: Hex): BidDeposit & BidTerms {
  if (sizeOf(body) < bidHeadLength)
    throw new WireError(
      `body of a bid has ${sizeOf(body)} bytes, at least ${bidHeadLength} expected`,
    )
  const [collateralLegs, positionLegs] = [168, 169].map((at) =>
    Number(slice(body, at, at + 1)),
  ) as [number, number]
  const length =
    bidHeadLength + collateralLegs * collateralLegLength + positionLegs * positionLegLength
  const reader = read(body, length, 'body of a bid')
  const bid = {
    account: reader.bytes(32),
    token: reader.address(),
    amount: reader.uint(16),
    depositor: reader.address(),
    liquidated: reader.bytes(32),
    share: Number(reader.uint(4)),
    maxCost: reader.int(16),
    deadline: reader.uint(8),
    receiver: reader.address(),
  }
  reader.bytes(1)
  reader.bytes(1)
  return {
    ...bid,
    collateral: Array.from({ length: collateralLegs }, () => readCollateralLeg(reader)),
    positions: Array.from({ length: positionLegs }, () => readPositionLeg(reader)),
  }
}

function readCollateralLeg(reader: Reader): CollateralLeg {
  return { chain: Number(reader.uint(4)), token: reader.address(), amount: reader.uint(16) }
}

function readPositionLeg(reader: Reader): PositionLeg {
  return { instrument: reader.bytes(20), size: reader.uint(12) }
}

/** The sub-account that holds the cash of a bid, message `seq` of `chain`: its owner's, and no other bid's. */
export function bidSubaccount(chain: number, seq: bigint): bigint {
  return (1n << 63n) | ((BigInt(chain) & 0x7fffffn) << 40n) | (seq & 0xffffffffffn)
}
