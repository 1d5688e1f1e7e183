import { excludesInside, NOT_INSIDE } from '../inside-exclusion.ts'
import type { Stop } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext } from './lint-context.ts'

/** Targets that may ring an agent who is in the conversation already; only those that an invite comes to. */
export function exclusionFindings({ walks }: LintContext): Finding[] {
  const stops = new Map(walks.flatMap((walk) => walk.stops).map((stop) => [stop.path, stop]))
  return [...stops.values()].filter(({ target }) => !excludesInside(target.expression)).map(findingOf)
}

function findingOf({ path, filterIndex, target }: Stop): Finding {
  const code = 'target_without_exclusion'
  if (target.knownWorker !== undefined) {
    const happens = 'An agent who has joined since the invite was made is rung again and cannot join twice'
    return { severity: 'warning', code, path, message: `${happens}; add the expression ${NOT_INSIDE}.` }
  }
  const happens = 'An agent who is in the conversation already, such as the sender, can be rung for it'
  if (filterIndex === undefined) {
    const remedy = `add a last filter with transferTargetType == 'queue' whose target has the expression ${NOT_INSIDE}`
    return { severity: 'warning', code, path, message: `${happens} by the default filter; ${remedy}.` }
  }
  const message = `${happens}, and the customer waits meanwhile; add the expression ${NOT_INSIDE}.`
  return { severity: 'error', code, path, message }
}
