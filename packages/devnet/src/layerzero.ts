import { type Address, type Hex, parseEther, zeroAddress } from 'viem'
import { layerZeroArtifact } from './artifact.js'
import { startBatch } from './batch.js'
import type { Wallet } from './wallet.js'

/** A DVN to deploy: who signs for it, how many of them must, and who may submit (its admins). */
export type DvnSpec = { signers: readonly Address[]; quorum: number; admins: readonly Address[] }

/** Addresses of LayerZero V2 on one chain. */
export type LayerZeroAddresses = {
  eid: number
  endpoint: Address
  sendUln: Address
  receiveUln: Address
  /** Says of a packet: 0 verifying, 1 verifiable, 2 verified, 3 not initializable. */
  receiveUlnView: Address
  treasury: Address
  priceFeed: Address
  executor: Address
  executorFeeLib: Address
  dvnFeeLib: Address
  /** The DVNs of others, required by default. */
  outsideDvns: [Address, Address]
  /** The DVN of Causeway's operators; an application asks for it in its own configuration. */
  operatorDvn: Address
}

/** What `deployLayerZero` takes. */
export type LayerZeroParameters = {
  eid: number
  /** Two outside DVNs, each with one signer and the account that submits for it. */
  outsideDvns: readonly [OutsideDvnSpec, OutsideDvnSpec]
  operatorDvn: { signers: readonly Address[]; quorum: number }
  /** Who may submit for the operators' DVN and the executor, beside the deployer. */
  admins: readonly Address[]
}

/** An outside DVN: one signing key, one submitting account. */
export type OutsideDvnSpec = { signer: Address; sender: Address }

/** Confirmations of the default configuration: what "finalized" means on the local chains. */
export const defaultConfirmations = 2n

/** Artifacts of the deployed contracts, by the name of the field in `LayerZeroAddresses`. */
export const layerZeroArtifacts = {
  endpoint: () => layerZeroArtifact('protocol', 'EndpointV2'),
  sendUln: () => layerZeroArtifact('messagelib', 'uln/uln302/SendUln302'),
  receiveUln: () => layerZeroArtifact('messagelib', 'uln/uln302/ReceiveUln302'),
  receiveUlnView: () => layerZeroArtifact('messagelib', 'uln/uln302/ReceiveUln302View'),
  treasury: () => layerZeroArtifact('messagelib', 'Treasury'),
  priceFeed: () => layerZeroArtifact('messagelib', 'PriceFeed'),
  executor: () => layerZeroArtifact('messagelib', 'Executor'),
  executorFeeLib: () => layerZeroArtifact('messagelib', 'ExecutorFeeLib'),
  dvnFeeLib: () => layerZeroArtifact('messagelib', 'uln/dvn/DVNFeeLib'),
  dvn: () => layerZeroArtifact('messagelib', 'uln/dvn/DVN'),
}

/**
 * Deploys LayerZero V2 on one chain from the vendor's own bytecode. The wallet becomes its owner. Nothing can be sent
 * before `wireLayerZero`.
 *
 * @throws DevnetError naming the deployment that failed
 */
export async function deployLayerZero(
  wallet: Wallet,
  parameters: LayerZeroParameters,
  mine?: () => Promise<unknown>,
): Promise<LayerZeroAddresses> {
  const { eid, operatorDvn, admins, outsideDvns } = parameters
  const owner = wallet.account.address
  const batch = await startBatch(wallet, mine)
  const artifacts = layerZeroArtifacts
  const call = (
    address: Address,
    part: keyof typeof artifacts,
    functionName: string,
    args: unknown[],
  ) => batch.call({ address, abi: artifacts[part]().abi, functionName, args })

  const endpoint = batch.deploy(artifacts.endpoint(), [eid, owner])
  const sendUln = batch.deploy(artifacts.sendUln(), [endpoint, 200_000n, parseEther('0.1')])
  const receiveUln = batch.deploy(artifacts.receiveUln(), [endpoint])
  const receiveUlnView = batch.deploy(artifacts.receiveUlnView())
  const treasury = batch.deploy(artifacts.treasury())
  const priceFeed = batch.deploy(artifacts.priceFeed())
  const executor = batch.deploy(artifacts.executor())
  const executorFeeLib = batch.deploy(artifacts.executorFeeLib(), [eid, parseEther('1')])
  const dvnFeeLib = batch.deploy(artifacts.dvnFeeLib(), [eid, parseEther('1')])
  const vid = eid % 30_000
  const deployDvn = (dvn: DvnSpec) =>
    batch.deploy(artifacts.dvn(), [
      ...[
        eid,
        vid,
        [sendUln],
        priceFeed,
        ascending(dvn.signers),
        BigInt(dvn.quorum),
        unique([owner, ...dvn.admins]),
      ],
    ])
  const [first, second] = outsideDvns.map((dvn) =>
    deployDvn({ signers: [dvn.signer], quorum: 1, admins: [dvn.sender] }),
  ) as [Address, Address]
  const operators = deployDvn({ ...operatorDvn, admins })

  call(priceFeed, 'priceFeed', 'initialize', [owner])
  call(receiveUlnView, 'receiveUlnView', 'initialize', [endpoint, receiveUln])
  const executorAdmins = unique([owner, ...admins])
  call(executor, 'executor', 'initialize', [
    endpoint,
    zeroAddress,
    [sendUln],
    priceFeed,
    owner,
    executorAdmins,
  ])
  call(executor, 'executor', 'setWorkerFeeLib', [executorFeeLib])
  for (const dvn of [first, second, operators]) call(dvn, 'dvn', 'setWorkerFeeLib', [dvnFeeLib])
  call(endpoint, 'endpoint', 'registerLibrary', [sendUln])
  call(endpoint, 'endpoint', 'registerLibrary', [receiveUln])
  call(sendUln, 'sendUln', 'setTreasury', [treasury])
  await batch.flush()

  const libraries = { endpoint, sendUln, receiveUln, receiveUlnView, treasury, priceFeed }
  const workers = {
    executor,
    executorFeeLib,
    dvnFeeLib,
    outsideDvns: [first, second] as [Address, Address],
  }
  return { eid, ...libraries, ...workers, operatorDvn: operators }
}

/**
 * Connects the LayerZero of one chain with others: prices, gas of each destination, default libraries, and a default
 * configuration that requires both outside DVNs. Call it once per chain, with all of its remotes.
 *
 * @throws DevnetError naming the call that failed
 */
export async function wireLayerZero(
  wallet: Wallet,
  chain: LayerZeroAddresses,
  remotes: readonly { eid: number }[],
  mine?: () => Promise<unknown>,
): Promise<void> {
  const artifacts = layerZeroArtifacts
  const batch = await startBatch(wallet, mine)
  const call = (
    address: Address,
    part: keyof typeof artifacts,
    functionName: string,
    args: unknown[],
  ) => batch.call({ address, abi: artifacts[part]().abi, functionName, args })
  const each = <result>(of: (eid: number) => result) => remotes.map(({ eid }) => of(eid))

  const config = ulnConfig(chain.outsideDvns, defaultConfirmations)
  const executorConfig = { maxMessageSize: 10_000, executor: chain.executor }
  call(chain.sendUln, 'sendUln', 'setDefaultUlnConfigs', [each((eid) => ({ eid, config }))])
  call(chain.receiveUln, 'receiveUln', 'setDefaultUlnConfigs', [each((eid) => ({ eid, config }))])
  call(chain.sendUln, 'sendUln', 'setDefaultExecutorConfigs', [
    each((eid) => ({ eid, config: executorConfig })),
  ])

  // The price feed knows endpoints by their number without the version, and a missing price makes a message free.
  const price = { priceRatio: 10n ** 20n, gasPriceInUnit: 1_000_000_000n, gasPerByte: 16 }
  call(chain.priceFeed, 'priceFeed', 'setPrice', [each((eid) => ({ eid: eid % 30_000, price }))])
  call(chain.priceFeed, 'priceFeed', 'setNativeTokenPriceUSD', [3_000n * 10n ** 20n])

  const charge = { multiplierBps: 12_000, floorMarginUSD: 0n }
  const gas = { lzReceiveBaseGas: 80_000n, lzComposeBaseGas: 25_000n }
  const nativeCap = parseEther('0.1')
  call(chain.executor, 'executor', 'setDstConfig', [
    each((dstEid) => ({ dstEid, ...gas, ...charge, nativeCap })),
  ])
  for (const dvn of [...chain.outsideDvns, chain.operatorDvn])
    call(dvn, 'dvn', 'setDstConfig', [each((dstEid) => ({ dstEid, gas: 80_000n, ...charge }))])

  for (const { eid } of remotes) {
    call(chain.endpoint, 'endpoint', 'setDefaultSendLibrary', [eid, chain.sendUln])
    call(chain.endpoint, 'endpoint', 'setDefaultReceiveLibrary', [eid, chain.receiveUln, 0n])
  }
  await batch.flush()
}

/** LayerZero's ULN configuration that requires all of `dvns`, in the order that the library insists on. */
export function ulnConfig(dvns: readonly Address[], confirmations: bigint) {
  const requiredDVNs = ascending(dvns)
  return {
    confirmations,
    requiredDVNCount: requiredDVNs.length,
    optionalDVNCount: 0,
    optionalDVNThreshold: 0,
    requiredDVNs,
    optionalDVNs: [] as Address[],
  }
}

/** Options of a message: run `lzReceive` with this much gas. */
export function receiveOptions(gas: bigint): Hex {
  return `0x0003010011010000000000000000${gas.toString(16).padStart(16, '0')}`
}

function ascending<value extends string>(values: readonly value[]): value[] {
  return [...values].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

function unique(values: readonly Address[]): Address[] {
  return values.filter(
    (value, i) => values.findIndex((v) => v.toLowerCase() === value.toLowerCase()) === i,
  )
}
