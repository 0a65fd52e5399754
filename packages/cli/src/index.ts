export { type ExitCode, exitCodes } from './exitCodes.js'
export type { Io } from './io.js'
export { run } from './run.js'
