import { type Devnet, jsonRpc, type SigningKey, seededKey } from '@causeway/devnet'
import { type CausewayClient, createCausewayClient, toAccountId } from '@causeway/sdk'
import { type Hex, numberToHex, parseEther } from 'viem'

/** Somebody with a key, and accounts by sub-account number. */
export type Owner = {
  key: SigningKey
  client: CausewayClient
  accountOf(subaccount: number): Hex
}

/** Makes an owner who can pay for his transactions on the hub. */
export async function createOwner(devnet: Devnet, name: string): Promise<Owner> {
  const key = seededKey('replay', name)
  const balance = numberToHex(parseEther('100000'))
  await Promise.all(
    devnet.chains.map(({ url }) => jsonRpc(url, 'anvil_setBalance', [key.address, balance])),
  )
  return {
    key,
    client: createCausewayClient({
      ...{ deployment: devnet.deployment, account: key.account, pollingInterval: 100 },
    }),
    accountOf: (subaccount) =>
      toAccountId({ owner: key.address, chain: 0, subaccount: BigInt(subaccount) }),
  }
}
