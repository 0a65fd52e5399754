import type { AccountRole, Devnet } from '@causeway/devnet'
import { viemChainOf } from '@causeway/sdk'
import type { BrowserContext } from 'playwright-core'
import { createWalletClient, http, numberToHex, type TypedDataDefinition } from 'viem'

/** A wallet in the browser, as a test sees it. */
export type InjectedWallet = {
  /** Methods that it was asked for, with the chain that it was on. */
  asked: { method: string; chainId: number }[]
  /** Whether its user says no to everything that must be signed. */
  isRefusing: boolean
}

type Call = { method: string; params?: readonly unknown[] }
type Transaction = Record<'to' | 'data' | 'value' | 'gas', `0x${string}` | undefined>

/** EIP-1193 at `window.ethereum`, announced by EIP-6963; the test answers. Runs in the page. */
const script = `{
  const listeners = {}
  const request = async (call) => {
    const { result, error, chain } = JSON.parse(await window.causewayWallet(JSON.stringify(call)))
    if (error) throw Object.assign(new Error(error.message), { code: error.code })
    if (chain) for (const listener of listeners.chainChanged ?? []) listener(chain)
    return result
  }
  const on = (name, listener) => { (listeners[name] ??= []).push(listener) }
  const removeListener = (name, listener) => {
    listeners[name] = (listeners[name] ?? []).filter((other) => other !== listener)
  }
  const provider = { request, on, removeListener }
  window.ethereum = provider
  const info = { uuid: '0d1fd9ae-5d0b-4d2c-9d6a-6b6f1f6c0a11', name: 'Test Wallet', rdns: 'org.example.wallet',
    icon: 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E' }
  const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider',
    { detail: Object.freeze({ info, provider }) }))
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
}`

/** Puts a wallet with one of the funded keys into every page of the context. */
export async function injectWallet(
  context: BrowserContext,
  devnet: Devnet,
  role: AccountRole,
): Promise<InjectedWallet> {
  const { account, address } = devnet.accounts[role]
  const wallet: InjectedWallet = { asked: [], isRefusing: false }
  let chainId = devnet.hub.chainId
  // a wallet tells its accounts to pages that its user has connected
  let isKnown = false
  const answer = async ({ method, params = [] }: Call): Promise<unknown> => {
    wallet.asked.push({ method, chainId })
    if (method === 'eth_requestAccounts' || method === 'wallet_requestPermissions') isKnown = true
    if (method === 'eth_requestAccounts' || method === 'eth_accounts')
      return isKnown ? [address] : []
    if (method === 'eth_chainId') return numberToHex(chainId)
    if (method === 'wallet_requestPermissions') return [{ parentCapability: 'eth_accounts' }]
    if (method === 'wallet_switchEthereumChain') {
      chainId = Number((params[0] as { chainId: string }).chainId)
      return null
    }
    if (wallet.isRefusing)
      throw Object.assign(new Error('User rejected the request.'), { code: 4_001 })
    if (method === 'eth_signTypedData_v4')
      return account.signTypedData(JSON.parse(params[1] as string) as TypedDataDefinition)
    if (method === 'eth_sendTransaction') {
      const entry = devnet.deployment.chains.find((one) => one.chainId === chainId)
      if (!entry) throw new Error(`the wallet is on chain ${chainId}, which is none`)
      const sender = createWalletClient({ account, chain: viemChainOf(entry), transport: http() })
      const { to, data, value, gas } = params[0] as Transaction
      return sender.sendTransaction({
        ...(to && { to }),
        ...(data && { data }),
        ...(value && { value: BigInt(value) }),
        ...(gas && { gas: BigInt(gas) }),
      })
    }
    throw Object.assign(new Error(`The wallet does not know ${method}.`), { code: 4_200 })
  }
  await context.exposeFunction('causewayWallet', async (text: string) => {
    const before = chainId
    try {
      const result = await answer(JSON.parse(text) as Call)
      return JSON.stringify({ result, ...(chainId !== before && { chain: numberToHex(chainId) }) })
    } catch (thrown) {
      const { code = -32_603, message } = thrown as Error & { code?: number }
      return JSON.stringify({ error: { code, message } })
    }
  })
  await context.addInitScript(script)
  return wallet
}
