import { keccak256, stringToBytes } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Anvil, startAnvil } from './anvil.js'
import { artifact } from './artifact.js'
import { startBatch } from './batch.js'
import { jsonRpc } from './jsonRpc.js'
import { devnetAccounts } from './keys.js'
import { deployLayerZero, layerZeroArtifacts, wireLayerZero } from './layerzero.js'
import { guardianAddresses, guardianSet, guardianSetUpgradePayload, signVaa } from './vaa.js'
import { createWallet, type Wallet } from './wallet.js'
import { deployWormhole, wormholeCoreAbi, wormholeGovernance } from './wormhole.js'

const accounts = devnetAccounts()
let anvil: Anvil
let wallet: Wallet
const mine = () => jsonRpc(anvil.url, 'evm_mine')

beforeAll(async () => {
  anvil = await startAnvil({
    chainId: 900001,
    blockGasLimit: 30_000_000n,
    extraArgs: ['--no-mining', '--accounts', '20'],
  })
  wallet = createWallet({ ...anvil, name: 'test' }, accounts.vendor.account)
})
afterAll(async () => {
  await anvil?.stop()
})

describe('deployLayerZero', () => {
  test('behavior: gets through blocks that are too small for it at once', async () => {
    const { operator1, operator2, outsideDvn1, outsideDvn2, relayer1, spare } = accounts
    const outside = (sender: { address: `0x${string}` }, signer: { address: `0x${string}` }) => ({
      signer: signer.address,
      sender: sender.address,
    })
    const parameters = {
      eid: 30101,
      outsideDvns: [outside(outsideDvn1, spare), outside(outsideDvn2, relayer1)] as const,
      operatorDvn: { signers: [operator1.address, operator2.address], quorum: 2 },
      admins: [relayer1.address],
    }
    const addresses = await deployLayerZero(wallet, parameters, mine)
    await wireLayerZero(wallet, addresses, [{ eid: 30184 }], mine)
    const { abi } = layerZeroArtifacts.dvn()
    const read = (functionName: string, args: unknown[] = []) =>
      wallet.readContract({ address: addresses.operatorDvn, abi, functionName, args })
    expect(await read('quorum')).toBe(2n)
    expect(await read('signers', [operator1.address])).toBe(true)
    expect(await read('signers', [spare.address])).toBe(false)
    expect(await read('hasRole', [keccak256(stringToBytes('ADMIN_ROLE')), relayer1.address])).toBe(
      true,
    )
  })
})

describe('deployWormhole', () => {
  test('default', async () => {
    const set = guardianSet('test')
    const { core } = await deployWormhole(
      wallet,
      { wormholeChainId: 2, evmChainId: 900001, guardians: guardianAddresses(set), messageFee: 5n },
      mine,
    )
    const read = (
      functionName:
        | 'chainId'
        | 'evmChainId'
        | 'isFork'
        | 'messageFee'
        | 'getCurrentGuardianSetIndex',
    ) => wallet.readContract({ address: core, abi: wormholeCoreAbi, functionName })
    expect(await read('chainId')).toBe(2)
    expect(await read('evmChainId')).toBe(900001n)
    expect(await read('isFork')).toBe(false)
    expect(await read('messageFee')).toBe(5n)

    const next = guardianSet('test', 1, 7)
    const payload = guardianSetUpgradePayload(1, guardianAddresses(next))
    const { chain: emitterChain, emitter } = wormholeGovernance
    const upgrade = {
      timestamp: 1,
      nonce: 0,
      emitterChain,
      emitter,
      sequence: 0n,
      consistencyLevel: 1,
      payload,
    }
    const batch = await startBatch(wallet, mine)
    const args = [await signVaa(upgrade, set)]
    batch.call({ address: core, abi: wormholeCoreAbi, functionName: 'submitNewGuardianSet', args })
    await batch.flush()
    expect(await read('getCurrentGuardianSetIndex')).toBe(1)
  })

  test('error: another chain id', async () => {
    const parameters = {
      wormholeChainId: 2,
      evmChainId: 1,
      guardians: guardianAddresses(guardianSet('test')),
    }
    await expect(deployWormhole(wallet, parameters, mine)).rejects.toThrow(
      'On test the deployment of ERC1967Proxy reverted.',
    )
  })
})

test('artifact: error: not compiled', () => {
  expect(() => artifact('NoSuchContract')).toThrow(
    'The contract NoSuchContract is not compiled: run "npm run build".',
  )
})
