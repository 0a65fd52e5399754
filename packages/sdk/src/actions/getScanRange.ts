import { paceAbi, riskParametersAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import { readDeployed } from './read.js'

export type GetScanRangeParameters = {
  /** Symbol of what is traded, e.g. `ETH`. */
  underlying: string
}
export type GetScanRangeReturnType = {
  /** What counts now, ppm of the price. */
  scanRange: number
  /** What governance set: the least that counts, ppm. */
  least: number
  /** What the observed volatility asks for, ppm; 0: it was not observed for two days. */
  forecast: number
  /** What it would become now ({@link adaptScanRange}), ppm; the present one when it may not move. */
  next: number
  /** When it last followed the forecast, seconds; 0: never. */
  followedAt: number
}
export type GetScanRangeErrorType = CausewayError

/**
 * How far prices are shocked in margin, and where the forecast of volatility takes that.
 *
 * @example
 * const { scanRange, forecast } = await getScanRange(client, { underlying: 'ETH' })
 */
export async function getScanRange(
  client: CausewayClientBase,
  { underlying }: GetScanRangeParameters,
): Promise<GetScanRangeReturnType> {
  const chain = client.deployment.hubChain
  const symbol = toSymbol(underlying)
  const parameters = { chain, contract: 'riskParameters', abi: riskParametersAbi } as const
  const [forecast, [{ scanRange }], { least, followedAt }] = await Promise.all([
    readDeployed(client, {
      ...({ chain, contract: 'pace', abi: paceAbi } as const),
      ...{ functionName: 'forecastOf', args: [symbol] },
    }),
    readDeployed(client, { ...parameters, functionName: 'riskOf', args: [symbol] }),
    readDeployed(client, { ...parameters, functionName: 'rangeOf', args: [symbol] }),
  ])
  const next = await readDeployed(client, {
    ...{ ...parameters, functionName: 'rangeAfter', args: [symbol, forecast] },
  })
  return { scanRange, least, forecast: Number(forecast), next, followedAt }
}
