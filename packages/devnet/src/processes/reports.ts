import { type Address, type Hex, parseUnits, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

const types = {
  Report: [
    { name: 'underlying', type: 'bytes32' },
    { name: 'price', type: 'int192' },
    { name: 'time', type: 'uint64' },
  ],
} as const

/** A price that publishers sign: of `underlying`, in USD, as of `time` (seconds). */
export type Report = {
  chainId: number
  /** The feed that takes it. */
  address: Address
  underlying: string
  price: number
  time: bigint
  publisherKeys: readonly Hex[]
  /** How many of the publishers sign. */
  threshold: number
}

/** Signs a report as the feed wants it: by as many publishers as it asks for, in the order of their addresses. */
export async function signReport({
  chainId,
  address,
  publisherKeys,
  threshold,
  ...report
}: Report) {
  const message = {
    underlying: stringToHex(report.underlying, { size: 32 }),
    price: parseUnits(report.price.toFixed(8), 8),
    time: report.time,
  }
  const publishers = publisherKeys
    .map((key) => privateKeyToAccount(key))
    .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
    .slice(0, threshold)
  const domain = { name: 'Causeway SignedFeed', version: '1', chainId, verifyingContract: address }
  const signatures: Hex[] = []
  for (const publisher of publishers)
    signatures.push(
      await publisher.signTypedData({ domain, types, primaryType: 'Report', message }),
    )
  return { address, message, signatures }
}
