import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Anvil } from './anvil.js'
import { startBatch } from './batch.js'
import { type ChainNumber, chainSpecs } from './chains.js'
import { freePort } from './child.js'
import { createClock } from './clock.js'
import { deceasedAmong } from './deceased.js'
import { DevnetError } from './errors.js'
import { jsonRpc } from './jsonRpc.js'
import { type DevnetAccount, devnetAccounts, seededKey } from './keys.js'
import { createRunFolder, removeRunFolder } from './runFolder.js'
import { type Service, startService } from './service.js'
import { guardianAddresses, guardianSet } from './vaa.js'
import { createWallet } from './wallet.js'
import { startChain } from './worldChain.js'
import { createFaultControls } from './worldFaults.js'
import type {
  ChainRef,
  MiningMode,
  OutsideDvn,
  World,
  WorldChain,
  WorldParameters,
} from './worldTypes.js'

/**
 * Starts the local world: four chains in parallel, LayerZero and Wormhole deployed and connected on each, the guardian
 * network and two outside DVN operators as processes. When anything fails, everything is ended and the reason thrown.
 *
 * @example
 * const world = await startWorld({ onProgress: console.log })
 * const alice = world.wallet('arbitrum', 'alice')
 * await world.silence('wormhole', true)
 * await world.stop({ remove: true })
 *
 * @throws DevnetError when a port is taken, a program is missing, or a deployment fails
 */
export async function startWorld(parameters: WorldParameters = {}): Promise<World> {
  const runFolder = createRunFolder(parameters.folder)
  const running = new Map<ChainNumber, Anvil>()
  const services: Service[] = []
  const endAll = async () => {
    await Promise.all([
      ...services.map((service) => service.stop()),
      ...[...running.values()].map((a) => a.stop()),
    ])
  }
  try {
    return await assemble(parameters, runFolder, running, services, endAll)
  } catch (error) {
    const chains = [...running].map(([number, anvil]) => [nameOf(number), anvil] as const)
    const ended = deceasedAmong({ runFolder, chains, services })
    await endAll()
    throw ended === undefined ? error : new DevnetError(ended)
  }
}

const nameOf = (number: ChainNumber) =>
  chainSpecs.find((spec) => spec.number === number)?.name ?? String(number)

async function assemble(
  parameters: WorldParameters,
  runFolder: string,
  anvils: Map<ChainNumber, Anvil>,
  services: Service[],
  endAll: () => Promise<void>,
): Promise<World> {
  const { seed = 'causeway', ports = {}, onProgress = () => {}, operatorQuorum = 2 } = parameters
  const accounts = devnetAccounts()
  const set = guardianSet(seed)
  const dvnKeys = [
    dvnKey(seed, 1, accounts.outsideDvn1),
    dvnKey(seed, 2, accounts.outsideDvn2),
  ] as const
  const operators = [accounts.operator1, accounts.operator2, accounts.operator3]
  const admins = [...operators, accounts.relayer1, accounts.relayer2].map(({ address }) => address)

  onProgress('starting four chains with LayerZero and Wormhole')
  const chains = await all(
    chainSpecs.map((spec) =>
      startChain({
        spec: { ...spec, blockTime: parameters.blockTimes?.[spec.number] ?? spec.blockTime },
        remotes: chainSpecs.filter(({ eid }) => eid !== spec.eid),
        port: ports.chains?.[spec.number],
        keptStates: parameters.keptStates,
        logFile: join(runFolder, `${spec.name}.log`),
        vendor: accounts.vendor,
        layerZero: {
          outsideDvns: [dvnKeys[0].addresses, dvnKeys[1].addresses],
          operatorDvn: { signers: operators.map(({ address }) => address), quorum: operatorQuorum },
          admins,
        },
        guardians: guardianAddresses(set),
        messageFee: parameters.wormholeMessageFee ?? 0n,
        onAnvil: (anvil) => anvils.set(spec.number, anvil),
      }),
    ),
  )
  const chain = (ref: ChainRef): WorldChain => {
    const found = chains.find(({ number, name }) => number === ref || name === ref)
    if (!found)
      throw new DevnetError(
        `There is no chain ${ref}: ${chains.map((c) => `${c.number} ${c.name}`).join(', ')}.`,
      )
    return found
  }

  const wallet: World['wallet'] = (ref, who) =>
    createWallet(chain(ref), typeof who === 'string' ? accounts[who].account : who)

  let mining: MiningMode = 'auto'
  const setMining = async (mode: MiningMode) => {
    const change = (c: WorldChain) =>
      mode === 'interval'
        ? jsonRpc(c.url, 'evm_setIntervalMining', [c.blockTime])
        : jsonRpc(c.url, 'evm_setAutomine', [true])
    await Promise.all(chains.map(change))
    mining = mode
  }
  await setMining(parameters.mining ?? 'interval')

  onProgress('starting the guardian network and two outside DVN operators')
  const add = async (service: Promise<Service>) => {
    services.push(await service)
    return service
  }
  const config = { seed, runFolder }
  const [guardians, ...dvns] = await all([
    add(startGuardians(config, chains, ports.guardians ?? (await freePort()))),
    add(startDvn(config, chains, 0, dvnKeys[0], ports.dvns?.[0] ?? (await freePort()))),
    add(startDvn(config, chains, 1, dvnKeys[1], ports.dvns?.[1] ?? (await freePort()))),
  ])
  const [first, second] = dvns
  if (!guardians || !first || !second) throw new DevnetError('A process of the world is missing.')

  const clock = createClock()
  const target = {
    chain,
    chains,
    anvils,
    guardians,
    dvns: [first, second] as const,
    clock,
    mining: () => mining,
  }
  const { stopProxies, ...faults } = createFaultControls(target)
  const outside = (i: 0 | 1, service: Service): OutsideDvn => {
    const { signer, sender } = dvnKeys[i]
    return { name: service.name, signer, sender, service }
  }
  writeFileSync(
    join(runFolder, 'world.json'),
    `${JSON.stringify({ seed, guardians: guardians.url, chains }, null, 2)}\n`,
  )
  onProgress('the world is running')
  return {
    ...faults,
    ...{ seed, chains, chain, accounts, runFolder, setMining },
    hub: chain('base'),
    batch: (ref, who) => startBatch(wallet(ref, who), () => faults.mine(ref)),
    wallet,
    guardians: { url: guardians.url, set, service: guardians },
    outsideDvns: [outside(0, first), outside(1, second)],
    operatorDvn: { signers: operators, quorum: operatorQuorum, admins },
    now: () => Math.floor(Date.now() / 1_000) + clock.offset(),
    deceased() {
      const named = chains.map(({ number, name }) => [name, anvils.get(number)] as const)
      return deceasedAmong({ runFolder, chains: named, services })
    },
    async stop({ remove = false } = {}) {
      await Promise.all([endAll(), stopProxies()])
      if (remove) removeRunFolder(runFolder)
    },
  }
}

/** Like `Promise.all`, but a failure waits for the others, so that what they started can be ended. */
async function all<value>(promises: Promise<value>[]): Promise<value[]> {
  const results = await Promise.allSettled(promises)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

type DvnKey = ReturnType<typeof dvnKey>

function dvnKey(seed: string, number: 1 | 2, sender: DevnetAccount) {
  const signer = seededKey(seed, `dvn/${number}`)
  return { signer, sender, addresses: { signer: signer.address, sender: sender.address } }
}

type ServiceContext = { seed: string; runFolder: string }

function startGuardians(
  context: ServiceContext,
  chains: readonly WorldChain[],
  port: number,
): Promise<Service> {
  const set = guardianSet(context.seed)
  const config = {
    guardianSetIndex: set.index,
    guardianKeys: set.guardians.map(({ privateKey }) => privateKey),
    chains: chains.map(({ wormhole, ...chain }) => ({ ...basic(chain), ...wormhole })),
  }
  return startService({
    name: 'guardians',
    program: 'guardians',
    port,
    config,
    runFolder: context.runFolder,
  })
}

function startDvn(
  context: ServiceContext,
  chains: readonly WorldChain[],
  index: 0 | 1,
  keys: DvnKey,
  port: number,
): Promise<Service> {
  const name = `dvn${index + 1}`
  const config = {
    name,
    signerKey: keys.signer.privateKey,
    senderKey: keys.sender.privateKey,
    chains: chains.map(({ layerZero, ...chain }) => {
      const { endpoint, sendUln, receiveUln, outsideDvns } = layerZero
      return {
        ...basic(chain),
        eid: chain.eid,
        endpoint,
        sendUln,
        receiveUln,
        dvn: outsideDvns[index],
      }
    }),
  }
  return startService({ name, program: 'dvn', port, config, runFolder: context.runFolder })
}

function basic({
  number,
  name,
  chainId,
  url,
}: Pick<WorldChain, 'number' | 'name' | 'chainId' | 'url'>) {
  return { number, name, chainId, url }
}
