// The guardian network of the local world: node --conditions=source --import tsx guardians.ts <configuration.json>
import type { Hex } from 'viem'
import { guardianAddresses } from '../vaa.js'
import { guardiansConfig, guardiansControl, readConfig } from './config.js'
import { type GuardianNetwork, runGuardianNetwork, toBase64 } from './guardianNetwork.js'
import { type Route, serve } from './http.js'
import { log } from './log.js'
import { main } from './main.js'
import { health } from './watch.js'

const missing = {
  status: 404,
  body: { code: 5, message: 'requested VAA not found in store', details: [] },
}

function routes(network: GuardianNetwork): Route[] {
  const set = network.guardianSet
  return [
    { method: 'GET', path: /^\/healthz$/, handle: () => health(network.chains()) },
    {
      method: 'GET',
      path: /^\/v1\/signed_vaa\/(\d+)\/(?:0x)?([0-9a-fA-F]{64})\/(\d+)$/,
      handle([chain = '', emitter = '', sequence = '']) {
        const vaa = network.signedVaa(Number(chain), `0x${emitter}`, BigInt(sequence))
        return vaa === undefined ? missing : { body: { vaaBytes: toBase64(vaa) } }
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/guardianset\/current$/,
      handle: () => ({
        body: { guardianSet: { index: set.index, addresses: guardianAddresses(set) } },
      }),
    },
    {
      method: 'GET',
      path: /^\/v1\/heartbeats$/,
      handle: () => ({ body: { entries: heartbeats(network) } }),
    },
    {
      method: 'POST',
      path: /^\/control$/,
      async handle(_, body) {
        const { forge, ...faults } = guardiansControl.parse(body)
        network.faults.set(faults)
        log('info', 'control', { faults: network.faults.state(), forge: forge !== undefined })
        const forged = forge ? await network.forge(forge) : undefined
        return {
          body: {
            faults: network.faults.state(),
            ...(forged ? { vaaBytes: toBase64(forged) } : {}),
          },
        }
      },
    },
  ]
}

function heartbeats(network: GuardianNetwork): unknown[] {
  if (network.faults.isSilent(0)) return []
  const timestamp = String(Date.now() * 1_000_000)
  const networks = network.chains().map((chain) => ({
    id: chain.wormholeChainId,
    height: chain.head,
    contractAddress: chain.core as Hex,
    errorCount: chain.error === null ? '0' : '1',
  }))
  return guardianAddresses(network.guardianSet).map((guardianAddr, i) => ({
    verifiedGuardianAddr: guardianAddr,
    p2pNodeAddr: `guardian-${i}`,
    rawHeartbeat: {
      nodeName: `guardian-${i}`,
      counter: String(Math.round(process.uptime())),
      timestamp,
      networks,
      version: 'devnet',
      guardianAddr,
      features: [],
    },
  }))
}

main(async () => {
  const config = readConfig(guardiansConfig)
  await serve(config.port, routes(runGuardianNetwork(config)))
  log('info', 'guardians are listening', {
    port: config.port,
    guardians: config.guardianKeys.length,
  })
})
