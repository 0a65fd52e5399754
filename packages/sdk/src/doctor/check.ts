import { type Address, isAddressEqual } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { toCausewayError } from '../errors/toCausewayError.js'

/** One finding of `doctor`. */
export type DoctorCheck = {
  /** What was looked at. */
  check: string
  /** Registry number of the chain; undefined for what concerns no single one. */
  chain: number | undefined
  ok: boolean
  /** What was found. */
  detail: string
  /** What to do about it when it is not in order. */
  fix: string
}

/** What a look found: a text for what is in order, or what is wrong. */
export type Finding = string | { bad: string }

/** Looks at one thing. A look that throws is a finding too. */
export async function inspect(
  client: CausewayClientBase,
  parameters: { check: string; chain?: number | undefined; fix: string },
  look: () => Promise<Finding>,
): Promise<DoctorCheck> {
  const { check, chain, fix } = parameters
  try {
    const found = await look()
    return typeof found === 'string'
      ? { check, chain, ok: true, detail: found, fix }
      : { check, chain, ok: false, detail: found.bad, fix }
  } catch (error) {
    const { message } = toCausewayError(error, { deployment: client.deployment, chain })
    return { check, chain, ok: false, detail: message, fix }
  }
}

/** Compares pairs of what is expected and what was found, and names the first that differs. */
export function compare(
  pairs: readonly (readonly [what: string, expected: unknown, found: unknown])[],
  inOrder: string,
): Finding {
  const wrong = pairs.filter(([, expected, found]) => !same(expected, found))
  if (wrong.length === 0) return inOrder
  return {
    bad: wrong.map(([what, expected, found]) => `${what} is ${found}, not ${expected}`).join('; '),
  }
}

function same(a: unknown, b: unknown): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase()
}

/** Whether two lists hold the same addresses, in any order. */
export function sameAddresses(a: readonly Address[], b: readonly Address[]): boolean {
  return a.length === b.length && a.every((x) => b.some((y) => isAddressEqual(x, y)))
}
