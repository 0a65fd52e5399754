export type { DeployContext } from './context.js'
export { type DeployResult, deployCauseway } from './deployCauseway.js'
export type { MarketsPlan, UnderlyingPlan } from './marketsPlan.js'
export {
  type ChainPlan,
  chainPlanSchema,
  type DeploymentPlan,
  deploymentPlanSchema,
  type FeedPlan,
  type TokenPlan,
} from './plan.js'
