import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Abi, createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'
import { foundryBinary } from '../../../../tools/foundry.mjs'
// by path, not a dependency: devnet needs the sdk, which needs this package
import { startAnvil } from '../../../devnet/src/anvil.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const out = '.causeway/harness'

/** The harness of the Solidity functions on a local chain; compiled as it ships, in a folder of its own. */
export async function startHarness() {
  execFileSync(
    foundryBinary('forge'),
    ['build', 'test/harness', '--out', `${out}/out`, '--cache-path', `${out}/cache`],
    { cwd: root, stdio: 'pipe' },
  )
  const file = `${root}${out}/out/MathHarness.sol/MathHarness.json`
  const { abi, bytecode } = JSON.parse(readFileSync(file, 'utf8'))
  const anvil = await startAnvil({ chainId: foundry.id })
  const client = createTestClient({
    chain: foundry,
    mode: 'anvil',
    transport: http(anvil.url, { timeout: 60_000 }),
  })
    .extend(publicActions)
    .extend(walletActions)
  const [account] = await client.getAddresses()
  if (!account) throw new Error('anvil has no account')
  const hash = await client.deployContract({ abi, bytecode: bytecode.object, account })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  if (!contractAddress) throw new Error('The harness was not deployed')
  return {
    /** What a function of the harness answers to one batch. */
    call: (functionName: string, batch: readonly unknown[]): Promise<unknown> =>
      client.readContract({
        ...{ address: contractAddress, abi: abi as Abi, functionName },
        args: [batch],
      }),
    stop: () => anvil.stop(),
  }
}
