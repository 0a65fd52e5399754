import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DeploymentPlan, deploymentPlanSchema } from '../deploy/index.js'
import { reason } from '../errors.js'
import { isRow, mergePlan } from './mergePlan.js'
import { checkPlan } from './planChecks.js'
import { PlanError } from './planError.js'
import { eachLeaf, planPath } from './planPath.js'

/** Where the templates of real networks are. */
const networks = new URL('../../networks/', import.meta.url)

/** What `loadPlan` takes. */
export type LoadPlanParameters = {
  /** A file, or the name of a template in `networks/`, e.g. `mainnet`. */
  plan: string
  /** The operator's file, merged over it: what differs per deployment. */
  overlay?: string | undefined
}

/**
 * Reads a deployment plan: a template, and over it what only its operator knows. Missing and `null` fields are named all
 * at once, as are unknown fields, which are most often misspelt.
 *
 * @throws PlanError when a file cannot be read, when something is missing or malformed, or when the parts contradict
 */
export function loadPlan({ plan: planName, overlay }: LoadPlanParameters): DeploymentPlan {
  const file = findPlan(planName)
  const template = readJson(file)
  const merged = overlay === undefined ? template : mergePlan(template, readJson(overlay))
  return parsePlan(merged, overlay ?? 'an overlay (--overlay)')
}

/**
 * The plan in `merged`, which is anything.
 *
 * @param fillIn where missing values should be written, as the error says it
 * @throws PlanError with everything that is wrong
 */
export function parsePlan(merged: unknown, fillIn: string): DeploymentPlan {
  const parsed = deploymentPlanSchema.safeParse(merged)
  const missing: string[] = []
  const problems: string[] = []
  for (const issue of parsed.error?.issues ?? []) {
    const place = planPath(merged, issue.path)
    const value = issue.path.reduce<unknown>(
      (at, step) => (at as Record<PropertyKey, unknown> | undefined | null)?.[step],
      merged,
    )
    if (value === null || value === undefined) missing.push(place)
    else problems.push(`${place}${sentence(issue.message)}.`)
  }
  if (missing.length > 0)
    throw new PlanError([
      `The plan is not complete. Fill in ${missing.join(', ')} in ${fillIn}.`,
      ...problems,
    ])
  if (!parsed.success) throw new PlanError(problems)
  const wrong = [...unknownFields(merged, parsed.data), ...checkPlan(parsed.data)]
  if (wrong.length > 0) throw new PlanError(wrong)
  return parsed.data
}

/** The schema's own messages say what a value must be; zod's are sentences already. */
function sentence(message: string): string {
  return /^[A-Z]/.test(message) ? `: ${message}` : ` must be ${message}`
}

/** The schema drops what it does not know. */
function unknownFields(merged: unknown, parsed: DeploymentPlan): string[] {
  const known = new Set<string>()
  eachLeaf(parsed, (_, path) => known.add(path.join('/')))
  const unknown: string[] = []
  eachLeaf(merged, (leaf, path) => {
    if (leaf !== undefined && !known.has(path.join('/')))
      unknown.push(`${planPath(merged, path)}: a plan has no such field.`)
  })
  return unknown
}

function findPlan(plan: string): string {
  if (existsSync(plan) || !/^[\w-]+$/.test(plan)) return plan
  const template = fileURLToPath(new URL(`${plan}.json`, networks))
  return existsSync(template) ? template : plan
}

function readJson(file: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new PlanError([`${file} cannot be read: ${reason(error)}`])
  }
  if (!isRow(content)) throw new PlanError([`${file} does not contain a plan.`])
  return content
}
