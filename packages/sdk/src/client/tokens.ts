import { isAddress, isAddressEqual } from 'viem'
import type { ChainDeployment, Token } from '../deployment.js'
import { InputError } from '../errors/causewayError.js'
import { nativeToken } from '../wire/index.js'

/** A token of a chain by symbol or address; `native` is the chain's coin. */
export type TokenRef = string

/**
 * The token of a chain that a symbol or address means.
 *
 * @throws InputError when the chain's vault does not take it, or two have the symbol
 */
export function findToken(chain: ChainDeployment, ref: TokenRef): Token {
  const wanted = ref.trim()
  const isNative = wanted.toLowerCase() === 'native'
  const found = chain.tokens.filter((token) =>
    isNative
      ? isAddressEqual(token.address, nativeToken)
      : isAddress(wanted, { strict: false })
        ? isAddressEqual(token.address, wanted)
        : token.symbol.toLowerCase() === wanted.toLowerCase(),
  )
  if (found.length > 1)
    throw new InputError(`${chain.name} has more than one ${ref}: name the token by its address.`)
  if (found[0]) return found[0]
  if (!chain.contracts.spoke)
    throw new InputError(`${chain.name} has no vault: tokens lie on the other chains.`)
  const known = chain.tokens.map(({ symbol }) => symbol).join(', ') || 'none'
  throw new InputError(`The vault of ${chain.name} does not take "${ref}": it takes ${known}.`)
}

/** The cash token of a chain. @throws InputError when it has none */
export function cashTokenOf(chain: ChainDeployment): Token {
  const cash = chain.tokens.find(({ isCash }) => isCash)
  if (!cash) throw new InputError(`${chain.name} has no cash token.`)
  return cash
}

/** Whether a token stands for the chain's own coin. */
export function isNative(token: Pick<Token, 'address'>): boolean {
  return isAddressEqual(token.address, nativeToken)
}
