/** Integers of the hub: USD and quantities, 18 decimals. */
export const WAD = 10n ** 18n

const UINT256 = (1n << 256n) - 1n

/** How solady's `exp` and `ln` read a word: a signed integer of 256 bits. */
const signed = (x: bigint): bigint => BigInt.asIntN(256, x)

/** a / b toward minus infinity; b above 0. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b < 0n ? quotient - 1n : quotient
}

/** a / b toward plus infinity; b above 0. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  return -floorDiv(-a, b)
}

/** The square root, rounded down (solady's `sqrt`). */
export function sqrt(x: bigint): bigint {
  if (x < 2n) return x
  let root = 1n << BigInt((x.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + x / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** exp(x) of a wad, step by step as solady's `expWad` (Remco Bloemen). */
export function expWad(x: bigint): bigint {
  if (x <= -41446531673892822313n) return 0n
  if (x >= 135305999368893231589n) throw new RangeError(`exp(${x}) does not fit 256 bits`)
  let u = (x << 78n) / 5n ** 18n
  const ln2 = 54916777467707473351141471128n
  const k = ((u << 96n) / ln2 + (1n << 95n)) >> 96n
  u -= k * ln2
  let y = u + 1346386616545796478920950773328n
  y = ((y * u) >> 96n) + 57155421227552351082224309758442n
  let p = y + u - 94201549194550492254356042504812n
  p = ((p * y) >> 96n) + 28719021644029726153956944680412240n
  p = p * u + (4385272521454847904659076985693276n << 96n)
  let q = u - 2855989394907223263936484059900n
  q = ((q * u) >> 96n) + 50020603652535783019961831881945n
  q = ((q * u) >> 96n) - 533845033583426703283633433725380n
  q = ((q * u) >> 96n) + 3604857256930695427073651918091429n
  q = ((q * u) >> 96n) - 14423608567350463180887372962807573n
  q = ((q * u) >> 96n) + 26449188498355588339934803723976023n
  return ((p / q) * 3822833074963236453042738258902158003155416615667n) >> (195n - k)
}

/** ln(x) of a wad above 0, step by step as solady's `lnWad` (Remco Bloemen). */
export function lnWad(x: bigint): bigint {
  if (x <= 0n) throw new RangeError(`ln(${x}) is undefined`)
  const k = BigInt(x.toString(2).length - 1) - 96n
  const y = ((x << (159n - k)) & UINT256) >> 159n
  let p = ((y * (y + 3273285459638523848632254066296n)) >> 96n) + 24828157081833163892658089445524n
  p = ((p * y) >> 96n) + 43456485725739037958740375743393n
  p = ((p * y) >> 96n) - 11111509109440967052023855526967n
  p = ((p * y) >> 96n) - 45023709667254063763336534515857n
  p = ((p * y) >> 96n) - 14706773417378608786704636184526n
  p = p * y - (795164235651350426258249787498n << 96n)
  let q = y + 5573035233440673466300451813936n
  q = ((q * y) >> 96n) + 71694874799317883764090561454958n
  q = ((q * y) >> 96n) + 283447036172924575727196451306956n
  q = ((q * y) >> 96n) + 401686690394027663651624208769553n
  q = ((q * y) >> 96n) + 204048457590392012362485061816622n
  q = ((q * y) >> 96n) + 31853899698501571402653359427138n
  q = ((q * y) >> 96n) + 909429971244387300277376558375n
  let r = signed(p / q) * 1677202110996718588342820967067443963516166n
  r += 16597577552685614221487285958193947469193820559219878177908093499208371n * k
  r += 600920179829731861736702779321621459595472258049074101567377883020018308n
  return r >> 174n
}

/** ln(2^128 / 1e18). */
const LN_SCALE = 47276307437780177293n

/** ln(a / b), wad. Both above 0 and below 2^127. */
export function lnRatio(a: bigint, b: bigint): bigint {
  return lnWad((a << 128n) / b) - LN_SCALE
}

/** sqrt(x) of a wad, rounded down. */
export function sqrtDown(x: bigint): bigint {
  return sqrt(x * WAD)
}
