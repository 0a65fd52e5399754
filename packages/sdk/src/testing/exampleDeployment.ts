import type { Address } from 'viem'
import type { ChainDeployment, Deployment } from '../deployment.js'
import { nativeToken } from '../wire/index.js'

const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

function chain(number: number, name: string): ChainDeployment {
  const isHub = number === 3
  const base = number * 0x1000
  return {
    ...{
      chain: number,
      name,
      chainId: 900_000 + number,
      rpcUrls: [`http://127.0.0.1:${8000 + number}`],
    },
    ...{ blockTime: 1, finality: 'finalized', deployBlock: 0 },
    layerzero: {
      eid: 30_000 + number,
      ...{ endpoint: at(base + 1), sendLibrary: at(base + 2), receiveLibrary: at(base + 3) },
      ...{ executor: at(base + 4), requiredDvns: [at(base + 5), at(base + 6), at(base + 7)] },
      ...{ operatorDvn: at(base + 7), confirmations: 2, options: '0x0003' },
    },
    wormhole: { chainId: 20 + number, core: at(base + 8), consistency: 1 },
    contracts: {
      ...{ accessManager: at(base + 9), quorum: at(base + 10), committee: at(base + 11) },
      ...{ layerZeroTransport: at(base + 12), wormholeTransport: at(base + 13) },
      ...(isHub
        ? {
            gateway: at(base + 14),
            hub: at(base + 15),
            oracle: at(base + 16),
            collateral: at(base + 17),
            keyring: at(base + 18),
            clearing: at(base + 19),
            exchange: at(base + 20),
            riskEngine: at(base + 21),
            surfaces: at(base + 22),
            valuation: at(base + 23),
            liquidation: at(base + 24),
            insuranceVault: at(base + 25),
            pace: at(base + 26),
            riskParameters: at(base + 27),
          }
        : { spoke: at(base + 14), permit2: '0x000000000022D473030F116dDEE9F6B43aC78BA3' as const }),
    },
    tokens: isHub
      ? []
      : [
          {
            symbol: 'USDC',
            address: at(0xb0 + number),
            decimals: 6,
            isCash: true,
            underlying: 'USDC',
          },
          { symbol: 'ETH', address: nativeToken, decimals: 18, isCash: false, underlying: 'ETH' },
        ],
  }
}

/** A deployment record for tests that need no chain. */
export const exampleDeployment: Deployment = {
  name: 'example',
  hubChain: 3,
  guardianApis: ['http://127.0.0.1:7071'],
  relayerApis: [],
  chains: [chain(1, 'ethereum'), chain(2, 'arbitrum'), chain(3, 'base'), chain(4, 'optimism')],
}
