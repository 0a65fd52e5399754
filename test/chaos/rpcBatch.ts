type Answer = { id: number; result?: unknown; error?: { message?: string } }

/**
 * Several JSON-RPC calls in one request, answers in the order of the calls. A transaction that the chain knows already is
 * no error.
 *
 * @throws Error with the node's own words
 */
export async function rpcBatch(
  url: string,
  calls: readonly { method: string; params: readonly unknown[] }[],
): Promise<unknown[]> {
  const body = calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  })
  const answers = (await response.json()) as Answer[]
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  return calls.map(({ method }, id) => {
    const { result, error } = byId.get(id) ?? { error: { message: 'no answer' } }
    const message = error?.message ?? ''
    if (error && !/already imported|already known|nonce too low/i.test(message))
      throw new Error(`${method}: ${message}`)
    return result
  })
}
