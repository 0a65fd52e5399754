import { custom } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { causewayActions } from '../causewayActions.js'
import { InputError } from '../errors/causewayError.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { nativeToken, parseAccountId } from '../wire/index.js'
import { resolveAccount } from './accounts.js'
import { contractOf, spokeChains } from './contracts.js'
import { createCausewayClient, findChain } from './createCausewayClient.js'
import { cashTokenOf, findToken } from './tokens.js'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const deployment = exampleDeployment
const client = createCausewayClient({ deployment, account })
const arbitrum = findChain(deployment, 'arbitrum')

describe('createCausewayClient', () => {
  test('default', () => {
    expect(client.reader('Arbitrum').chain.id).toBe(900_002)
    expect(client.reader(2)).toBe(client.reader('arbitrum'))
    expect(client.wallet('base').account.address).toBe(account.address)
  })

  test('behavior: extend adds actions and can be repeated', () => {
    const extended = client.extend(causewayActions()).extend(() => ({ answer: 42 }))
    expect(extended.answer).toBe(42)
    expect(typeof extended.deposit).toBe('function')
    expect(extended.reader(1)).toBe(client.reader(1))
  })

  test('behavior: a transport and an RPC address can be replaced', async () => {
    const transports = { 2: custom({ request: async () => '0x2a' }) }
    const own = createCausewayClient({ deployment, transports, rpcUrls: { 1: 'http://x.test/' } })
    expect(await own.reader(2).getChainId()).toBe(42)
    expect(own.reader(1).transport.url).toBe('http://x.test/')
  })

  test('error: a record that is none is named with its field', () => {
    const wrong = { ...deployment, hubChain: 'base' as never }
    expect(() => createCausewayClient({ deployment: wrong })).toThrow(/hubChain/)
  })

  test('error: an unknown chain names those that exist', () => {
    expect(() => client.reader('mars')).toThrow(/arbitrum \(2\)/)
  })

  test('error: a client without account only reads', () => {
    expect(() => createCausewayClient({ deployment }).wallet(1)).toThrow(/only reads/)
  })
})

describe('findToken', () => {
  test('default', () => {
    expect(findToken(arbitrum, 'usdc').decimals).toBe(6)
    expect(findToken(arbitrum, 'native').address).toBe(nativeToken)
    expect(findToken(arbitrum, nativeToken.toLowerCase()).symbol).toBe('ETH')
    expect(cashTokenOf(arbitrum).symbol).toBe('USDC')
  })

  test('error: unknown, ambiguous, or no vault', () => {
    expect(() => findToken(arbitrum, 'DOGE')).toThrow(/it takes USDC, ETH/)
    const [usdc] = arbitrum.tokens
    const twice = { ...arbitrum, tokens: [usdc, usdc] as never }
    expect(() => findToken(twice, 'USDC')).toThrow(/by its address/)
    expect(() => findToken(findChain(deployment, 'base'), 'USDC')).toThrow(/no vault/)
    expect(() => contractOf(deployment, 3, 'spoke')).toThrow(/ethereum, arbitrum, optimism have/)
    expect(spokeChains(deployment)).toHaveLength(3)
  })
})

describe('resolveAccount', () => {
  const other = '0x00000000000000000000000000000000000000aa'

  test('behavior: the own plain account is the default', () => {
    expect(parseAccountId(resolveAccount(client))).toEqual({
      ...{ owner: account.address, chain: 0, subaccount: 0n },
    })
    expect(parseAccountId(resolveAccount(client, { subaccount: 7n })).subaccount).toBe(7n)
  })

  test('behavior: the kind of another owner must be said', () => {
    expect(() => resolveAccount(client, { owner: other })).toThrow(/Say what/)
    expect(() => resolveAccount(client, other)).toThrow(InputError)
    expect(parseAccountId(resolveAccount(client, { owner: other, kind: 'plain' })).chain).toBe(0)
    const kind = { contractOn: 'optimism' }
    expect(parseAccountId(resolveAccount(client, { owner: other, kind })).chain).toBe(4)
  })

  test('behavior: an id is taken as it is', () => {
    const id = resolveAccount(client)
    expect(resolveAccount(client, id)).toBe(id)
  })

  test('error: a reserved account, nonsense, or nobody', () => {
    expect(() => resolveAccount(client, `0x${'00'.repeat(32)}`)).toThrow(/nobody owns it/)
    expect(() => resolveAccount(client, '0x1234')).toThrow(/id of 32 bytes/)
    const mistyped = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293Bc'
    expect(() => resolveAccount(client, { owner: mistyped, kind: 'plain' })).toThrow(/checksum/)
    expect(() => resolveAccount(createCausewayClient({ deployment }))).toThrow(/Name an account/)
  })
})
