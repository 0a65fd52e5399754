/** A plan cannot be used. Each problem is a sentence that names the place in the plan. */
export class PlanError extends Error {
  override name = 'PlanError'
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}
