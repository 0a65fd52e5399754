import { type Address, numberToHex } from 'viem'
import { type Anvil, startAnvil } from './anvil.js'
import type { ChainNumber, ChainSpec } from './chains.js'
import { jsonRpc } from './jsonRpc.js'
import { accountCount, type DevnetAccount } from './keys.js'
import { deployLayerZero, type LayerZeroParameters, wireLayerZero } from './layerzero.js'
import { createWallet } from './wallet.js'
import type { WorldChain } from './worldTypes.js'
import { deployWormhole } from './wormhole.js'

/** What `startChain` takes. */
export type StartChainParameters = {
  spec: ChainSpec & { number: ChainNumber }
  /** Endpoint ids of the other chains. */
  remotes: readonly { eid: number }[]
  port: number | undefined
  keptStates: number | undefined
  logFile: string
  vendor: DevnetAccount
  layerZero: Omit<LayerZeroParameters, 'eid'>
  guardians: readonly Address[]
  messageFee: bigint
  /** Told of the process as soon as it runs, so that it can be ended when what follows fails. */
  onAnvil(anvil: Anvil): void
}

/** Starts one chain of the world and deploys LayerZero and Wormhole there. It does not make blocks by itself yet. */
export async function startChain(parameters: StartChainParameters): Promise<WorldChain> {
  const { spec, vendor } = parameters
  const anvil = await startAnvil({
    chainId: spec.chainId,
    logFile: parameters.logFile,
    extraArgs: ['--no-mining', '--accounts', String(accountCount), '--balance', '1000000'],
    ...(parameters.port === undefined ? {} : { port: parameters.port }),
    ...(parameters.keptStates === undefined ? {} : { keptStates: parameters.keptStates }),
  })
  parameters.onAnvil(anvil)
  // Another first nonce on each chain, so that no two chains have the same addresses: mixing them up must show.
  await jsonRpc(anvil.url, 'anvil_setNonce', [vendor.address, numberToHex(spec.number * 1_000)])
  const wallet = createWallet({ ...spec, url: anvil.url }, vendor.account)
  const mine = () => jsonRpc(anvil.url, 'evm_mine')
  const layerZero = await deployLayerZero(wallet, { ...parameters.layerZero, eid: spec.eid }, mine)
  await wireLayerZero(wallet, layerZero, parameters.remotes, mine)
  const wormhole = await deployWormhole(
    wallet,
    {
      wormholeChainId: spec.wormholeChainId,
      evmChainId: spec.chainId,
      guardians: parameters.guardians,
      messageFee: parameters.messageFee,
    },
    mine,
  )
  return { ...spec, url: anvil.url, port: anvil.port, pid: anvil.pid, layerZero, wormhole }
}
