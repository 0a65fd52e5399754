import type { ErrorAction } from './causewayError.js'
import type { ErrorArguments, ErrorContext } from './format.js'
import { governanceSentences } from './sentencesGovernance.js'
import { hubSentences } from './sentencesHub.js'
import { laneSentences } from './sentencesLanes.js'
import { liquidationSentences } from './sentencesLiquidation.js'
import { marginSentences } from './sentencesMargin.js'
import { marketSentences } from './sentencesMarket.js'
import { spokeSentences } from './sentencesSpoke.js'

/** What a custom error means, and what to do: a sentence, or one made from its arguments. */
export type Sentence = readonly [
  action: ErrorAction,
  text: string | ((args: ErrorArguments, context: ErrorContext) => string),
]

/** Error name → what to do about it, for everything that the contracts of a deployment can revert with. */
export const sentences: Readonly<Record<string, Sentence>> = {
  ...spokeSentences,
  ...hubSentences,
  ...marketSentences,
  ...marginSentences,
  ...liquidationSentences,
  ...laneSentences,
  ...governanceSentences,
}
