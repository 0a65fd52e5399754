import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { circle, contracts, nativeChainIds, toChainId } from '@wormhole-foundation/sdk-base'
import { afterAll, describe, expect, test } from 'vitest'
import { chainSpecs } from '../chains.js'
import type { DeploymentPlan } from '../deploy/index.js'

import { loadPlan } from './loadPlan.js'
import { PlanError } from './planError.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const address = (digit: string) => `0x${digit.repeat(40)}`
const dvns = (numbers: readonly number[]) =>
  numbers.map((chain) => ({ chain, layerzero: { operatorDvn: address('4') } }))
const publishers = [address('7'), address('8'), address('9')]
const feed = (underlying: string) => ({
  underlying,
  sources: [{ kind: 'signed', publishers, threshold: 2 }],
})
const complete = (numbers: readonly number[]) => ({
  committee: [address('1'), address('2'), address('3')],
  governance: { governor: address('5'), guardian: address('6') },
  chains: dvns(numbers),
  markets: { publishers },
  feeds: [feed('ETH-PERP'), feed('BTC-PERP')],
})
const mainnet = complete([1, 2, 3, 4])
const testnet = (() => {
  const plan = complete([101, 102, 103, 104])
  return { ...plan, feeds: [...plan.feeds, feed('BTC')] }
})()

let files = 0
function load(overlay: object, plan = 'mainnet'): DeploymentPlan {
  const file = join(folder, `${files++}.json`)
  writeFileSync(file, JSON.stringify(overlay))
  return loadPlan({ plan, overlay: file })
}
function problems(overlay: object): readonly string[] {
  try {
    load(overlay)
  } catch (error) {
    if (error instanceof PlanError) return error.problems
    throw error
  }
  return []
}
const withChain = (change: object) => ({
  ...mainnet,
  chains: mainnet.chains.map((chain) => (chain.chain === 2 ? { ...chain, ...change } : chain)),
})

describe('loadPlan', () => {
  test('default', () => {
    const plan = load(mainnet)
    expect(plan.chains.map(({ chain, name }) => [chain, name])).toEqual(
      chainSpecs.map(({ number, name }) => [number, name]),
    )
    expect(plan.hubChain).toBe(3)
    expect(plan.governance.governorDelay).toBe(7 * 24 * 3600)
    expect(plan.chains[0]?.layerzero.operatorDvn).toBe(address('4'))
    expect(load(testnet, 'testnet').hubChain).toBe(103)
  })

  test('behavior: entries are merged by their key, omitted and added', () => {
    const plan = load(
      withChain({
        rpcUrls: ['https://node.example'],
        tokens: [
          { symbol: 'USDC', cap: '1500000.5' },
          { symbol: 'WBTC', omit: true },
        ],
      }),
    )
    const arbitrum = plan.chains.find(({ name }) => name === 'arbitrum')
    expect(arbitrum?.rpcUrls).toEqual(['https://node.example'])
    expect(arbitrum?.layerzero.eid).toBe(30110)
    expect(arbitrum?.tokens.map(({ symbol, cap }) => [symbol, cap])).toEqual([
      ['USDC', '1500000.5'],
      ['WETH', '500'],
      ['wstETH', '300'],
    ])
  })

  test('error: everything that is missing, in one line', () => {
    expect(() => loadPlan({ plan: 'mainnet' })).toThrow(
      'The plan is not complete. Fill in committee, governance.governor, governance.guardian, ' +
        'chains.ethereum.layerzero.operatorDvn, chains.arbitrum.layerzero.operatorDvn, ' +
        'chains.base.layerzero.operatorDvn, chains.optimism.layerzero.operatorDvn, ' +
        'feeds.ETH-PERP.sources.0.publishers, feeds.BTC-PERP.sources.0.publishers, markets.publishers in an overlay (--overlay).',
    )
  })

  test('error: files', () => {
    expect(() => loadPlan({ plan: 'nowhere' })).toThrow(/^nowhere cannot be read: ENOENT/)
    const file = join(folder, 'broken.json')
    writeFileSync(file, '[')
    expect(() => loadPlan({ plan: 'mainnet', overlay: file })).toThrow(/broken.json cannot be read/)
    writeFileSync(file, '[]')
    expect(() => loadPlan({ plan: file })).toThrow(/does not contain a plan/)
  })

  test('error: another set of chains', () => {
    expect(problems({ ...mainnet, chains: [...mainnet.chains, { chain: 9 }] })).toEqual([
      'The overlay speaks of chain 9, the template has 1, 2, 3, 4.',
    ])
    expect(problems({ ...mainnet, hubChain: 9 })).toEqual(['hubChain: the plan has no chain 9.'])
    expect(problems(withChain({ chainId: 8453 }))).toEqual([
      'chains: the chain id 8453 is there twice.',
    ])
  })

  test('error: a field that is misspelt or malformed', () => {
    expect(problems({ ...mainnet, relayerApi: 'https://relayer.example' })).toEqual([
      'relayerApi: a plan has no such field.',
    ])
    expect(problems(withChain({ appendFee: 1 }))[0]).toMatch(/^chains.arbitrum.appendFee: /)
    expect(
      problems(withChain({ layerzero: { operatorDvn: address('4'), endpoint: '0x12' } })),
    ).toEqual(['chains.arbitrum.layerzero.endpoint must be an address.'])
  })

  test('error: DVNs that are not two outside ones and the operators’', () => {
    const google = '0xD56e4eAb23cb81f43168F9F45211Eb027b9aC7cc'
    const layerzero = { operatorDvn: google, outsideDvns: [google, google] }
    expect(problems(withChain({ layerzero }))).toEqual([
      'chains.arbitrum.layerzero.outsideDvns: two different ones are needed.',
      "chains.arbitrum.layerzero.operatorDvn is one of the outside ones; it must be the operators' own.",
    ])
    const one = { operatorDvn: address('4'), outsideDvns: [google] }
    expect(problems(withChain({ layerzero: one }))[0]).toMatch(
      /^chains.arbitrum.layerzero.outsideDvns: Too small/,
    )
  })

  test('error: addresses without checksum, zero', () => {
    const lower = '0xd56e4eab23cb81f43168f9f45211eb027b9ac7cc'
    const zero = address('0')
    const layerzero = { operatorDvn: lower, executor: zero }
    expect(problems(withChain({ layerzero }))).toEqual([
      'chains.arbitrum.layerzero.executor is the zero address.',
      `chains.arbitrum.layerzero.operatorDvn: ${lower} does not have the checksum of an address (EIP-55).`,
    ])
  })

  test('error: amounts', () => {
    const tokens = [
      { symbol: 'USDC', cap: '3000000', target: '0.0000001', outflowFloor: '0' },
      { symbol: 'WETH', underlying: 'SOL' },
    ]
    expect(problems(withChain({ tokens }))).toEqual([
      'chains.arbitrum.tokens.USDC.target: 0.0000001 has more than 6 decimal places.',
      'chains.arbitrum.tokens.USDC: cap 3000000 is above spokeCap 2400000.',
      'chains.arbitrum.tokens.USDC.outflowFloor is 0: nothing could pass.',
      'chains.arbitrum.tokens.WETH.underlying: there is no feed for SOL.',
    ])
  })

  test('error: governance, committee and feeds', () => {
    const same = [address('1'), address('1')]
    const sources = [{ kind: 'signed', publishers: same, threshold: 3 }]
    expect(
      problems({
        ...mainnet,
        committee: [address('1'), address('1')],
        governance: { governor: address('5'), guardian: address('5') },
        feeds: [...mainnet.feeds, { underlying: 'BTC', sources }],
      }),
    ).toEqual([
      `committee: the member ${address('1')} is there twice.`,
      'committee: fewer than three members, so that one key would be its word.',
      'governance: governor and guardian are the same, so nobody could cancel.',
      'feeds.BTC: 3 of 2 cannot sign.',
      `feeds.BTC: the publisher ${address('1')} is there twice.`,
    ])
  })
})

describe('markets', () => {
  const time = 1_798_185_600
  const change = (markets: object, more: object = {}) => ({
    ...{ ...mainnet, ...more },
    markets: { ...mainnet.markets, ...markets },
  })

  test('behavior: an overlay brings publishers, feeds of perpetuals and expiries', () => {
    const expiry = { time, futureCap: '100', strikes: ['2500', '3000.5'], optionCap: '50' }
    const plan = load(
      change({ underlyings: [{ symbol: 'ETH', perpetualCap: '200', expiries: [expiry] }] }),
    )
    expect(plan.markets.publishers).toEqual(publishers)
    const [eth, btc] = plan.markets.underlyings
    expect(eth).toMatchObject({ perpetualCap: '200', scanRange: 200_000, expiries: [expiry] })
    expect(btc).toMatchObject({ symbol: 'BTC', expiries: [] })
    const perpetual = plan.feeds.find(({ underlying }) => underlying === 'ETH-PERP')
    expect(perpetual).toMatchObject({ sources: [{ kind: 'signed', publishers }], maxAge: 60 })
  })

  test('error: markets without their prices', () => {
    const feeds = [
      { underlying: 'ETH-PERP', omit: true },
      { underlying: 'BTC-PERP', omit: true },
    ]
    expect(problems({ ...mainnet, feeds })).toEqual([
      'markets.underlyings.ETH: there is no feed for ETH-PERP, the price at which its perpetual trades.',
      'markets.underlyings.BTC: there is no feed for BTC-PERP, the price at which its perpetual trades.',
    ])
    const sol = { symbol: 'SOL', scanRange: 300_000, volShock: 450_000, basisRate: 10_000 }
    const rates = { floorRate: 5_000, shortRate: 30_000, tenorRate: 250_000, concentration: 20 }
    const underlyings = [{ ...sol, ...rates, perpetualCap: '1', expiries: [] }]
    expect(problems(change({ underlyings }))).toEqual([
      'markets.underlyings.SOL: there is no feed for SOL.',
      'markets.underlyings.SOL: there is no feed for SOL-PERP, the price at which its perpetual trades.',
    ])
  })

  test('behavior: an underlying that is not wanted takes its feed with it', () => {
    const feeds = [feed('ETH-PERP'), { underlying: 'BTC-PERP', omit: true }]
    const tokens = [{ symbol: 'WBTC', omit: true }]
    const without = (correlations: object) =>
      change(
        { underlyings: [{ symbol: 'BTC', omit: true }], ...correlations },
        { feeds, chains: mainnet.chains.map((chain) => ({ ...chain, ...tokensOf(chain.chain) })) },
      )
    const tokensOf = (chain: number) => (chain === 3 ? {} : { tokens })
    expect(problems(without({}))).toEqual([
      'markets.correlations: BTC is none of markets.underlyings.',
    ])
    expect(problems(without({ correlations: [] }))).toEqual([])
  })

  test('error: publishers and expiries that make no sense', () => {
    const expiries = [
      { time, strikes: [], optionCap: '1' },
      { time: time + 1, strikes: ['0', '3000', '3000.0', '0.000000001'], optionCap: '1' },
    ]
    const underlyings = [{ symbol: 'ETH', expiries }]
    const [one] = publishers
    const place = 'markets.underlyings.ETH.expiries'
    expect(problems(change({ publishers: [one], threshold: 2, underlyings }))).toEqual([
      'markets: 2 of 1 publishers cannot sign.',
      `${place}.${time}: neither a future nor strikes.`,
      `${place}.${time + 1}.strikes: the strike 3000 is there twice.`,
      `${place}.${time + 1}.strikes: 0 is no strike: above 0, at most 8 decimals.`,
      `${place}.${time + 1}.strikes: 0.000000001 is no strike: above 0, at most 8 decimals.`,
    ])
  })
})

describe('templates', () => {
  const cases = [
    ['mainnet', 'Mainnet', [1, 2, 3, 4], ['Ethereum', 'Arbitrum', 'Base', 'Optimism']],
    [
      'testnet',
      'Testnet',
      [101, 102, 103, 104],
      ['Sepolia', 'ArbitrumSepolia', 'BaseSepolia', 'OptimismSepolia'],
    ],
  ] as const
  test.each(cases)('behavior: %s agrees with the Wormhole SDK', (file, network, numbers, names) => {
    const plan = load(file === 'testnet' ? testnet : complete(numbers), file)
    for (const [i, name] of names.entries()) {
      const chain = plan.chains[i]
      const native = nativeChainIds.networkChainToNativeChainId.get(network, name)
      expect(chain?.wormhole.chainId).toBe(toChainId(name))
      expect(chain?.wormhole.core.toLowerCase()).toBe(
        contracts.coreBridge.get(network, name)?.toLowerCase(),
      )
      expect(BigInt(chain?.chainId ?? 0)).toBe(native)
      const usdc = chain?.tokens.find(({ symbol }) => symbol === 'USDC')
      if (usdc) expect(usdc.address).toBe(circle.usdcContract.get(network, name))
    }
  })
})
