import { InputError } from '@causeway/sdk'

/** What was asked for makes no sense: a file, a column, a window. The message says what to do. */
export class ReplayInputError extends InputError {
  override name = 'ReplayInputError'
}
