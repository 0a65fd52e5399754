import {
  decodeInstrument,
  encodeInstrument,
  InstrumentError,
  parseInstrument,
} from '@causeway/risk'
import type { Hex } from 'viem'
import { InputError } from '../errors/causewayError.js'

/** An instrument: its 20-byte id, or its name: `ETH-PERP`, `ETH-20261225`, `ETH-20261225-4000-C`. */
export type InstrumentRef = string

/**
 * The id of the instrument meant.
 *
 * @throws InputError when no instrument has this id or name
 */
export function resolveInstrument(ref: InstrumentRef): Hex {
  try {
    const instrument = /^0x/.test(ref) ? decodeInstrument(ref as Hex) : parseInstrument(ref.trim())
    return encodeInstrument(instrument)
  } catch (error) {
    if (error instanceof InstrumentError)
      throw new InputError(
        `${error.message}: give a name like ETH-PERP, ETH-20261225 or ETH-20261225-4000-C, or an id of 20 bytes.`,
        error,
      )
    throw error
  }
}
