import {
  encodeFunctionData,
  type Hash,
  type Hex,
  keccak256,
  type PublicClient,
  parseEventLogs,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { dvnAbi, signVerification, type Verification } from '../dvn.js'
import type { DvnConfig } from './config.js'

type DvnChain = DvnConfig['chains'][number]

/**
 * Verifies packets on a destination chain in one transaction and waits for it. `verified[i]` says whether the chain took
 * the i-th: a DVN contract swallows the failures of single instructions, so the status of the receipt says nothing.
 *
 * @throws when the chain does not answer or the transaction is not mined within 15 s
 */
export function submitVerifications(
  client: PublicClient,
  chain: DvnChain,
  keys: { signerKey: Hex; senderKey: Hex },
  verifications: readonly Verification[],
): Promise<{ hash: Hash; verified: boolean[] }> {
  // One at a time: two transactions that read the same nonce would replace each other.
  const turn = (turns.get(chain.url) ?? Promise.resolve()).then(() =>
    submit(client, chain, keys, verifications),
  )
  turns.set(
    chain.url,
    turn.catch(() => {}),
  )
  return turn
}

const turns = new Map<string, Promise<unknown>>()

async function submit(
  client: PublicClient,
  chain: DvnChain,
  keys: { signerKey: Hex; senderKey: Hex },
  verifications: readonly Verification[],
): Promise<{ hash: Hash; verified: boolean[] }> {
  const sender = privateKeyToAccount(keys.senderKey)
  const [{ timestamp }, nonce, gasPrice] = await Promise.all([
    client.getBlock({ blockTag: 'latest' }),
    client.getTransactionCount({ address: sender.address, blockTag: 'pending' }),
    client.getGasPrice(),
  ])
  const params = await Promise.all(
    verifications.map((verification) =>
      signVerification(chain, verification, [keys.signerKey], timestamp + 86_400n),
    ),
  )
  const serializedTransaction = await sender.signTransaction({
    type: 'legacy',
    chainId: chain.chainId,
    to: chain.dvn,
    data: encodeFunctionData({ abi: dvnAbi, functionName: 'execute', args: [params] }),
    gas: 150_000n + 120_000n * BigInt(params.length),
    gasPrice: gasPrice * 2n,
    nonce,
  })
  const hash = await client.sendRawTransaction({ serializedTransaction })
  const receipt = await client.waitForTransactionReceipt({
    hash,
    timeout: 15_000,
    pollingInterval: 250,
    retryCount: 0,
  })
  const events = parseEventLogs({ abi: dvnAbi, eventName: 'PayloadVerified', logs: receipt.logs })
  const took = ({ header, payloadHash }: Verification) =>
    events.some(
      ({ args }) => args.proofHash === payloadHash && args.header === header.toLowerCase(),
    )
  return { hash, verified: verifications.map(took) }
}

/** Whether this DVN's word on a packet stands in the state of the destination, not yet used by a commit. */
export async function isVerified(
  client: PublicClient,
  chain: DvnChain,
  { header, payloadHash }: { header: Hex; payloadHash: Hex },
): Promise<boolean> {
  const [submitted] = await client.readContract({
    address: chain.receiveUln,
    abi: dvnAbi,
    functionName: 'hashLookup',
    args: [keccak256(header), payloadHash, chain.dvn],
  })
  return submitted
}
