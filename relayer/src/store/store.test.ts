import { numberToHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SetupError } from '../errors.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import { readCursor } from './cursors.js'
import type { Database } from './database.js'
import { claimLease, releaseLeases } from './leases.js'
import { insertMessages, lastMessage, readMessages } from './messages.js'
import { migrate } from './migrations.js'
import { openDatabase } from './open.js'
import { readHolders } from './positions.js'
import { readSignatures, storeSignature } from './signatures.js'
import {
  enqueue,
  failuresOf,
  finishTransaction,
  readTransactions,
  requeue,
  storeSigned,
} from './transactions.js'

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let database: Database
beforeAll(async () => {
  temporary = await temporaryDatabase()
  database = temporary.database
})
afterAll(() => temporary.remove())

const sender = '0x00000000000000000000000000000000000000AA'
const call = { to: sender, data: '0x', value: 5n } as const
const job = (purpose: string) => ({ ...call, chain: 1, sender, purpose }) as const
const signed = { gas: 1n, raw: '0x01', hashes: ['0x02'], maxFee: 7n, priorityFee: 1n } as const

test('behavior: migrating twice changes nothing', async () => {
  await migrate(database)
  await migrate(database)
})

test('behavior: a database from before positions were kept reads everything anew', async () => {
  await database.query(
    'drop table instruments, position_changes, positions, accounts, auction_events',
  )
  await database.query('drop sequence account_touches')
  await database.query('delete from migrations where step >= 1')
  await database.query(`insert into cursors (chain, block, hash) values (9, 5, '0x05')`)
  await database.query(`insert into blocks (chain, number, hash) values (9, 5, '0x05')`)
  await migrate(database)
  expect(await readCursor(database, 9, 1n)).toEqual({ block: 0n, hash: null })
  expect(await readHolders(database)).toEqual([])
})

test('error: a second process gets one clear line', async () => {
  const second = openDatabase({ kind: 'pglite', folder: temporary.folder })
  await expect(second).rejects.toThrow(SetupError)
  await expect(second).rejects.toThrow(`another process (pid ${process.pid}`)
})

test('behavior: a lease is for one owner until it ends', async () => {
  expect(await claimLease(database, 'work', 'a', 10)).toBe(true)
  expect(await claimLease(database, 'work', 'a', 10)).toBe(true)
  expect(await claimLease(database, 'work', 'b', 10)).toBe(false)
  await releaseLeases(database, 'a')
  expect(await claimLease(database, 'work', 'b', 0)).toBe(true)
  expect(await claimLease(database, 'work', 'a', 10)).toBe(true)
})

test('default: messages are kept once, and 64 bits wide', async () => {
  const seq = 2n ** 60n
  const messages = Array.from({ length: 450 }, (_, i) => ({
    ...{ source: 1, dest: 3, seq: seq + BigInt(i), kind: 1, body: '0x' as const },
    ...{ acc: numberToHex(i), block: 1n, blockHash: '0x' as const, txHash: '0x' as const },
    logIndex: i,
  }))
  await insertMessages(database, messages)
  await insertMessages(database, messages)
  const lane = { from: 1, to: 3 }
  expect(await readMessages(database, lane, 0n, 2n ** 62n)).toEqual(messages)
  expect((await lastMessage(database, lane))?.seq).toBe(seq + 449n)
})

test('default: a signature is kept once per signer', async () => {
  const signature = { signer: '0xAB', signature: '0x01', expiration: 5n } as const
  await storeSignature(database, 'dvn', '0x1', signature)
  await storeSignature(database, 'dvn', '0x1', { ...signature, expiration: 6n })
  expect(await readSignatures(database, 'dvn', '0x1')).toEqual([
    { signer: '0xab', signature: '0x01', expiration: 6n },
  ])
  expect(await readSignatures(database, 'committee', '0x1')).toEqual([])
})

test('behavior: one transaction per purpose is under way', async () => {
  expect(await enqueue(database, job('one'))).toBe(true)
  expect(await enqueue(database, job('one'))).toBe(false)
  const [queued] = await readTransactions(database, 1, sender, 'queued')
  expect(queued).toMatchObject({ purpose: 'one', value: 5n, gas: undefined, nonce: undefined })
  const id = queued?.id as bigint
  await storeSigned(database, id, { ...signed, hashes: [...signed.hashes], nonce: 3n })
  expect(await enqueue(database, job('one'))).toBe(false)
  const [sent] = await readTransactions(database, 1, sender, 'sent')
  expect(sent).toMatchObject({ nonce: 3n, raw: '0x01', hashes: ['0x02'], maxFee: 7n })
  await finishTransaction(database, id, { state: 'mined', block: 9n })
  expect(await enqueue(database, job('one'))).toBe(true)
})

test('behavior: what failed is not tried again at once', async () => {
  await enqueue(database, job('two'))
  const queued = await readTransactions(database, 1, sender, 'queued')
  const id = queued.find(({ purpose }) => purpose === 'two')?.id as bigint
  await finishTransaction(database, id, { state: 'failed', error: 'no' })
  expect(await enqueue(database, job('two'))).toBe(false)
  expect(await failuresOf(database, 1, sender, 'two')).toBe(1)
  await database.query(
    `update transactions set finished_at = now() - interval '2 s' where id = $1`,
    [id],
  )
  expect(await enqueue(database, job('two'))).toBe(true)
})

test('behavior: a transaction that lost its nonce goes back into the queue', async () => {
  await enqueue(database, { ...job('three'), chain: 2 })
  const [queued] = await readTransactions(database, 2, sender, 'queued')
  const id = queued?.id as bigint
  await storeSigned(database, id, { ...signed, hashes: [...signed.hashes], nonce: 1n })
  await requeue(database, id)
  const [again] = await readTransactions(database, 2, sender, 'queued')
  expect(again).toMatchObject({ id, nonce: undefined, raw: undefined, hashes: [] })
})

test('error: two transactions with one nonce', async () => {
  for (const purpose of ['a', 'b']) await enqueue(database, { ...job(purpose), chain: 4 })
  const [a, b] = await readTransactions(database, 4, sender, 'queued')
  const version = { ...signed, hashes: [...signed.hashes], nonce: 1n }
  await storeSigned(database, a?.id as bigint, version)
  await expect(storeSigned(database, b?.id as bigint, version)).rejects.toThrow('duplicate key')
})

test('error: a transaction of the database that fails leaves nothing', async () => {
  const failing = database.transaction(async (tx) => {
    await tx.query(`insert into leases (name) values ('never')`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await database.query(`select * from leases where name = 'never'`)).toEqual([])
})
