import { DevnetError } from './errors.js'

/**
 * One JSON-RPC call, without retries. Throws `DevnetError` with the node's own message, or when there is no answer within
 * `timeoutMs` (5,000).
 */
export async function jsonRpc<result = unknown>(
  url: string,
  method: string,
  params: unknown[] = [],
  timeoutMs = 5_000,
): Promise<result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const answer = (await response.json()) as { result?: result; error?: { message?: string } }
  if (answer.error) throw new DevnetError(`${method}: ${answer.error.message ?? 'unknown error'}`)
  return answer.result as result
}
