export { ReplayInputError } from './errors.js'
export {
  describeOptions,
  parametersOf,
  pathOf,
  type ReplayOptions,
  type ReplayOptionsInput,
  readOptions,
} from './options.js'
export { figures, type Report, toText } from './report/describe.js'
export { toHtml, toSvgs } from './report/html.js'
export { type Progress, type ReplayParameters, type ReplayResult, replay } from './run/replay.js'
export { type Generator, generators } from './series/generators.js'
