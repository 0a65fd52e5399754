// Runs in the browser: reads what it is asked for with the SDK, and posts what it found.
import {
  createCausewayClient,
  type Deployment,
  getAccount,
  getTransfer,
  type TransferRef,
} from '@causeway/sdk'
import type { Hex } from 'viem'

/** What the page is asked for. */
export type Question = { deployment: Deployment; account: Hex; ref: TransferRef }

/** JSON in which a bigint is a string of its digits and an n. */
export function write(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))
}

async function answer(): Promise<unknown> {
  const question = (await (await fetch('/question')).json()) as Question
  const { deployment, account, ref } = question
  const client = createCausewayClient({ deployment })
  return {
    account: await getAccount(client, { account }),
    transfer: await getTransfer(client, ref),
  }
}

// the tests import this file's types and `write`; only a browser has a document
if ('document' in globalThis)
  answer()
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((found) => fetch('/answer', { method: 'POST', body: write(found) }))
