import {
  addInFlight,
  type CausewayClient,
  findChain,
  getCollateralByChain,
  getInFlight,
  getMargin,
  getMarkets,
} from '@causeway/sdk'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCauseway } from './causeway.js'

export type LiveOptions<T> = {
  /** What is read, as a sentence's subject: it is said when it cannot be. */
  what: string
  enabled?: boolean
  /** Milliseconds between two looks. Default: the hub's block time. */
  every?: number
  /** Whether it never changes any more, so that it is not read again. */
  isFinal?: (data: T) => boolean
}

/**
 * Something of the deployment, read again with every block of the hub. What was read last stays when a chain does not
 * answer; how old it is then stands in the strip above the page.
 */
export function useLive<T>(
  key: readonly (string | number | undefined)[],
  read: (client: CausewayClient) => Promise<T>,
  { what, enabled = true, every, isFinal }: LiveOptions<T>,
): UseQueryResult<T, Error> {
  const { client, deployment, account } = useCauseway()
  const { blockTime } = findChain(deployment, deployment.hubChain)
  return useQuery<T, Error>({
    queryKey: [deployment.name, account, ...key],
    queryFn: () => read(client),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isFinal?.(data) ? false : (every ?? Math.max(1_000, blockTime * 1_000)),
    meta: { what },
    retry: false,
    enabled,
  })
}

/** Like {@link useLive}, of the account of whoever is connected. */
export function useOwn<T>(
  key: readonly (string | number | undefined)[],
  read: (client: CausewayClient) => Promise<T>,
  options: LiveOptions<T>,
): UseQueryResult<T, Error> {
  const { account } = useCauseway()
  return useLive(key, read, {
    ...options,
    enabled: account !== undefined && options.enabled !== false,
  })
}

export const useMargin = () =>
  useOwn(['margin'], (client) => getMargin(client), { what: 'The margin' })

/** Where the collateral lies; what is on its way is added as soon as it is known, and asked for from `isTime` on. */
export function useCollateral(isTime = true) {
  const rows = useOwn(['collateral'], (client) => getCollateralByChain(client, { inFlight: [] }), {
    ...{ what: 'The collateral by chain', every: 2_000 },
  })
  const { account = '0x' } = useCauseway()
  // asked when the account is on the screen: it takes several questions
  const inFlight = useOwn(['inFlight'], (client) => getInFlight(client, { account }), {
    ...{ what: 'What is on its way', every: 2_000, enabled: isTime && rows.data !== undefined },
  })
  const data = useMemo(
    () => rows.data && addInFlight(rows.data, inFlight.data ?? []),
    [rows.data, inFlight.data],
  )
  return { data, error: rows.error, isFlightKnown: inFlight.data !== undefined }
}

export const useMarkets = () =>
  useLive(['markets'], (client) => getMarkets(client), { what: 'The markets', every: 2_000 })
