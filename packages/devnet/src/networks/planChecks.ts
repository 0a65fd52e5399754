import { getAddress, zeroAddress } from 'viem'
import type { ChainPlan, DeploymentPlan, FeedPlan, TokenPlan } from '../deploy/index.js'
import { checkMarkets } from './marketChecks.js'
import { eachLeaf, planPath } from './planPath.js'
import { twice } from './twice.js'

/** What is wrong with a plan that has the right shape, each as a sentence; empty when nothing is. */
export function checkPlan(plan: DeploymentPlan): string[] {
  return [
    ...checkAddresses(plan),
    ...checkWhole(plan),
    ...plan.chains.flatMap((chain) => checkChain(chain, plan)),
    ...plan.feeds.flatMap(checkFeed),
    ...checkMarkets(plan),
  ]
}

function checkAddresses(plan: DeploymentPlan): string[] {
  const problems: string[] = []
  eachLeaf(plan, (leaf, path) => {
    if (typeof leaf !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(leaf)) return
    const place = planPath(plan, path)
    // all in lower case would be an address without any protection against a slip of the finger
    if (getAddress(leaf) !== leaf)
      problems.push(`${place}: ${leaf} does not have the checksum of an address (EIP-55).`)
    if (leaf === zeroAddress) problems.push(`${place} is the zero address.`)
  })
  return problems
}

function checkWhole(plan: DeploymentPlan): string[] {
  const { chains, feeds, governance, committee } = plan
  const problems = [
    ...twice('chains: the number', chains, ({ chain }) => chain),
    ...twice('chains: the name', chains, ({ name }) => name),
    ...twice('chains: the chain id', chains, ({ chainId }) => chainId),
    ...twice('chains: the LayerZero endpoint id', chains, ({ layerzero }) => layerzero.eid),
    ...twice('chains: the Wormhole chain id', chains, ({ wormhole }) => wormhole.chainId),
    ...twice('feeds: the underlying', feeds, ({ underlying }) => underlying),
    ...twice('committee: the member', committee, (member) => member),
  ]
  const hub = chains.find(({ chain }) => chain === plan.hubChain)
  if (!hub) problems.push(`hubChain: the plan has no chain ${plan.hubChain}.`)
  else if (hub.tokens.length > 0)
    problems.push(`chains.${hub.name}.tokens: there is no vault on the hub's chain.`)
  if (committee.length < 3)
    problems.push('committee: fewer than three members, so that one key would be its word.')
  if (governance.governor === governance.guardian)
    problems.push('governance: governor and guardian are the same, so nobody could cancel.')
  return problems
}

function checkChain(chain: ChainPlan, plan: DeploymentPlan): string[] {
  const place = `chains.${chain.name}`
  const { outsideDvns, operatorDvn } = chain.layerzero
  const [first, second] = outsideDvns
  const problems: string[] = []
  if (first === second)
    problems.push(`${place}.layerzero.outsideDvns: two different ones are needed.`)
  if (operatorDvn === first || operatorDvn === second)
    problems.push(
      `${place}.layerzero.operatorDvn is one of the outside ones; it must be the operators' own.`,
    )
  if (chain.tokens.filter(({ isCash }) => isCash).length > 1)
    problems.push(`${place}.tokens: more than one is cash.`)
  return [
    ...problems,
    ...twice(`${place}.tokens: the address`, chain.tokens, ({ address }) => address),
    ...twice(`${place}.tokens: the symbol`, chain.tokens, ({ symbol }) => symbol),
    ...chain.tokens.flatMap((token) => checkToken(`${place}.tokens.${token.symbol}`, token, plan)),
  ]
}

const amounts = ['cap', 'spokeCap', 'target', 'inflowFloor', 'outflowFloor'] as const

function checkToken(place: string, token: TokenPlan, { feeds }: DeploymentPlan): string[] {
  const problems: string[] = []
  for (const field of amounts) {
    const places = token[field].split('.')[1]?.length ?? 0
    if (places > token.decimals)
      problems.push(
        `${place}.${field}: ${token[field]} has more than ${token.decimals} decimal places.`,
      )
  }
  const more = (a: (typeof amounts)[number], b: (typeof amounts)[number]) => {
    if (Number(token[a]) > Number(token[b]))
      problems.push(`${place}: ${a} ${token[a]} is above ${b} ${token[b]}.`)
  }
  more('cap', 'spokeCap')
  more('target', 'cap')
  for (const field of ['cap', 'inflowFloor', 'outflowFloor'] as const)
    if (Number(token[field]) === 0) problems.push(`${place}.${field} is 0: nothing could pass.`)
  if (!feeds.some(({ underlying }) => underlying === token.underlying))
    problems.push(`${place}.underlying: there is no feed for ${token.underlying}.`)
  return problems
}

function checkFeed({ underlying, sources }: FeedPlan): string[] {
  const place = `feeds.${underlying}`
  const problems = twice(`${place}.sources: the kind`, sources, ({ kind }) => kind)
  for (const source of sources) {
    if (source.kind !== 'signed') continue
    if (source.threshold > source.publishers.length)
      problems.push(`${place}: ${source.threshold} of ${source.publishers.length} cannot sign.`)
    problems.push(...twice(`${place}: the publisher`, source.publishers, (p) => p))
  }
  return problems
}
