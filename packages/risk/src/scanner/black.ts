/** Coefficients of Hart (1968), no. 5666, as West (2005) gives them: good to the last digits of a double. */
const over = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
]
const under = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
]

/** The standard normal distribution function. */
export function normal(x: number): number {
  const z = Math.abs(x)
  if (z > 37) return x > 0 ? 1 : 0
  const density = Math.exp((-z * z) / 2)
  let tail: number
  if (z < 7.07106781186547) tail = (density * polynomial(over, z)) / polynomial(under, z)
  else tail = density / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631
  return x > 0 ? 1 - tail : tail
}

/** Black (1976), undiscounted: the call on a forward for total variance `w`, and its delta. */
export function call(forward: number, strike: number, w: number): { value: number; delta: number } {
  const s = Math.sqrt(w)
  const d1 = Math.log(forward / strike) / s + s / 2
  const delta = normal(d1)
  const value = forward * delta - strike * normal(d1 - s)
  return { value: Math.min(forward, Math.max(0, forward - strike, value)), delta }
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}
