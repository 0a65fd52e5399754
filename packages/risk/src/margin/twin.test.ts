import {
  createPublicClient,
  createWalletClient,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  http,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../../devnet/src/anvil.js'
import { type Artifact, artifact } from '../../../devnet/src/artifact.js'
import { computeMargin } from './computeMargin.js'
import { fromContractInput, toContractInput } from './contractInput.js'
import type { MarginInput } from './marginInput.js'
import type { Margin } from './marginReport.js'
import { createRandom } from './testing/random.js'
import { randomInput } from './testing/randomInput.js'

const FULL = process.env.CAUSEWAY_FULL === '1'
const COUNT = Number(process.env.CAUSEWAY_TWINS ?? (FULL ? 100_000 : 2_000))
const SEED = Number(process.env.CAUSEWAY_SEED ?? 20_261_128)
const BATCH = 100
const deployer = privateKeyToAccount(
  '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
)

let anvil: Anvil
let harness: Artifact
let address: Hex

beforeAll(async () => {
  harness = artifact('RiskHarness')
  anvil = await startAnvil({ chainId: 31_337, extraArgs: ['--memory-limit', String(2 ** 32)] })
  const transport = http(anvil.url)
  const wallet = createWalletClient({ account: deployer, transport })
  const client = createPublicClient({ transport })
  const hash = await wallet.deployContract({ ...harness, chain: null, args: [], gas: 16_000_000n })
  const receipt = await client.waitForTransactionReceipt({ hash })
  address = receipt.contractAddress as Hex
}, 60_000)

afterAll(() => anvil?.stop())

/** What the contracts answer; nothing for an input that they refuse. */
async function computeOnChain(inputs: readonly MarginInput[]): Promise<(Margin | undefined)[]> {
  const client = createPublicClient({ transport: http(anvil.url, { timeout: 120_000 }) })
  const functionName = 'computeMany'
  const args = [inputs.map(toContractInput)]
  const data = encodeFunctionData({ abi: harness.abi, functionName, args })
  const answer = await client.call({ to: address, data, gas: 2_000_000_000n })
  const result = decodeFunctionResult({ abi: harness.abi, functionName, data: answer.data as Hex })
  const [margins, failed] = result as [Margin[], boolean[]]
  return margins.map((margin, i) => (failed[i] ? undefined : margin))
}

const totals = ({ equity, requirement, maintenance, initial }: Margin): Margin => ({
  equity,
  requirement,
  maintenance,
  initial,
})

describe('the twin', () => {
  test(
    `default: ${COUNT} random portfolios, seed ${SEED}, equal to the last unit`,
    async () => {
      const random = createRandom(SEED)
      let [done, withRisk] = [0, 0]
      while (done < COUNT) {
        const inputs = Array.from({ length: Math.min(BATCH, COUNT - done) }, () =>
          randomInput(random),
        )
        const answers = await computeOnChain(inputs)
        for (const [i, input] of inputs.entries()) {
          const report = computeMargin(input)
          expect(totals(report), `portfolio ${done + i} of seed ${SEED}`).toEqual(answers[i])
          if (report.maintenance > 0n) withRisk++
        }
        done += inputs.length
      }
      // a generator that makes nothing proves nothing
      expect(withRisk).toBeGreaterThan(COUNT * 0.8)
    },
    FULL ? 3_600_000 : 300_000,
  )

  test('behavior: an input survives the way to the contract and back', () => {
    const random = createRandom(7)
    for (let i = 0; i < 50; i++) {
      const input = randomInput(random)
      expect(totals(computeMargin(fromContractInput(toContractInput(input))))).toEqual(
        totals(computeMargin(input)),
      )
    }
  })
})
