import { z } from 'zod'
import type { Context } from '../context.js'
import { reasonOf } from '../errors.js'
import type { SignatureKind, StoredSignature } from '../store/signatures.js'

const hex = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]*$/)])

/** What a node answers when asked for signatures. */
export const signaturesSchema = z.object({
  signatures: z
    .array(z.object({ signer: hex, signature: hex, expiration: z.coerce.bigint() }))
    .max(100),
})

/** Asks the other nodes for their signatures over a subject. Nodes that do not answer are passed over. */
export async function askPeers(
  context: Context,
  kind: SignatureKind,
  subject: string,
): Promise<StoredSignature[]> {
  const answers = await Promise.all(
    context.config.peers.map(async (peer) => {
      try {
        const url = `${peer.replace(/\/+$/, '')}/v1/signatures/${kind}/${subject}`
        const response = await fetch(url, {
          signal: AbortSignal.any([context.signal, AbortSignal.timeout(3_000)]),
        })
        if (response.status === 404) return []
        if (!response.ok) throw new Error(`status ${response.status}`)
        return signaturesSchema.parse(await response.json()).signatures
      } catch (error) {
        context.log.debug({ peer, reason: reasonOf(error) }, 'peer did not answer')
        return []
      }
    }),
  )
  return answers.flat()
}
