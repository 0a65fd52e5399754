/** A chain of the local world: our registry number beside the numbers that everybody else uses. */
export type ChainSpec = {
  /** Causeway's registry number. */
  number: number
  name: string
  role: 'hub' | 'spoke'
  /** EIP-155 id of the local chain. */
  chainId: number
  /** Seconds between blocks. */
  blockTime: number
  /** LayerZero endpoint id. */
  eid: number
  wormholeChainId: number
}

/** The four chains of the local world. LayerZero and Wormhole numbers are those of the real networks. */
export const chainSpecs = [
  {
    number: 1,
    name: 'ethereum',
    role: 'spoke',
    chainId: 900001,
    blockTime: 3,
    eid: 30101,
    wormholeChainId: 2,
  },
  {
    number: 2,
    name: 'arbitrum',
    role: 'spoke',
    chainId: 900002,
    blockTime: 1,
    eid: 30110,
    wormholeChainId: 23,
  },
  {
    number: 3,
    name: 'base',
    role: 'hub',
    chainId: 900003,
    blockTime: 1,
    eid: 30184,
    wormholeChainId: 30,
  },
  {
    number: 4,
    name: 'optimism',
    role: 'spoke',
    chainId: 900004,
    blockTime: 2,
    eid: 30111,
    wormholeChainId: 24,
  },
] as const satisfies readonly ChainSpec[]

/** Registry number of a chain of the local world. */
export type ChainNumber = (typeof chainSpecs)[number]['number']
