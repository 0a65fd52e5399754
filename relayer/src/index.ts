export {
  type Config,
  type ConfigInput,
  configSchema,
  type Policy,
  policySchema,
  type Role,
  readConfig,
  roles,
} from './config.js'
export { type CrashPoint, crashPoints, rareCrashPoints } from './crash.js'
export { SetupError } from './errors.js'
export type { ChainReport } from './http/health.js'
export type { TransferStage, TransferStatus } from './http/transfers.js'
export { type Relayer, type StartOptions, startRelayer } from './start.js'
