import {
  type CausewayClient,
  findChain,
  getAccount,
  getCollateralByChain,
  getMargin,
  getMarkets,
} from '@causeway/sdk'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useCauseway } from './causeway.js'

export type LiveOptions = {
  /** What is read, as a sentence's subject: it is said when it cannot be. */
  what: string
  enabled?: boolean
  /** Milliseconds between two looks. Default: the hub's block time. */
  every?: number
}

/**
 * Something of the deployment, read again with every block of the hub. What was read last stays when a chain does not
 * answer; how old it is then stands in the strip above the page.
 */
export function useLive<T>(
  key: readonly (string | number | undefined)[],
  read: (client: CausewayClient) => Promise<T>,
  { what, enabled = true, every }: LiveOptions,
): UseQueryResult<T, Error> {
  const { client, deployment, account } = useCauseway()
  const { blockTime } = findChain(deployment, deployment.hubChain)
  return useQuery<T, Error>({
    queryKey: [deployment.name, account, ...key],
    queryFn: () => read(client),
    refetchInterval: every ?? Math.max(1_000, blockTime * 1_000),
    meta: { what },
    retry: false,
    enabled,
  })
}

/** Like {@link useLive}, of the account of whoever is connected. */
export function useOwn<T>(
  key: readonly (string | number | undefined)[],
  read: (client: CausewayClient) => Promise<T>,
  options: LiveOptions,
): UseQueryResult<T, Error> {
  const { account } = useCauseway()
  return useLive(key, read, {
    ...options,
    enabled: account !== undefined && options.enabled !== false,
  })
}

export const useMargin = () =>
  useOwn(['margin'], (client) => getMargin(client), { what: 'The margin' })

export const useAccount = () =>
  useOwn(['account'], (client) => getAccount(client), { what: 'The account', every: 2_000 })

export const useCollateral = () =>
  useOwn(['collateral'], (client) => getCollateralByChain(client), {
    ...{ what: 'The collateral by chain', every: 2_000 },
  })

export const useMarkets = () =>
  useLive(['markets'], (client) => getMarkets(client), { what: 'The markets', every: 2_000 })
