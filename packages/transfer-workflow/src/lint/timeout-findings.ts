import { TASK_LIFE_SECONDS } from '../limits.ts'
import type { Stop, Walk } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext } from './lint-context.ts'

/** Timeouts that do not do what they say. */
export function timeoutFindings({ walks, reservationTimeoutSeconds }: LintContext): Finding[] {
  const stops = new Map(walks.flatMap((walk) => walk.stops).map((stop) => [stop.path, stop]))
  const outlived = new Map(walks.flatMap(firstStopBeyondTaskLife).map((stop) => [stop.path, stop]))
  return [
    ...[...outlived.values()].map(beyondTaskLifeFinding),
    ...[...stops.values()].flatMap((stop) => reservationFinding(stop, reservationTimeoutSeconds)),
  ]
}

/** Timeouts count from when the task entered each target, its life from when it was made. */
function firstStopBeyondTaskLife({ stops }: Walk): Stop[] {
  let seconds = 0
  for (const stop of stops) {
    seconds += stop.target.timeoutSeconds ?? 0
    if (seconds >= TASK_LIFE_SECONDS) return [stop]
  }
  return []
}

function beyondTaskLifeFinding({ path }: Stop): Finding {
  const message =
    `With this target the timeouts add up to ${TASK_LIFE_SECONDS} seconds or more, which is all that a task lives by` +
    ' default: it is canceled here, and what comes after never helps a customer; shorten the timeouts.'
  return { severity: 'warning', code: 'timeouts_beyond_task_life', path, message }
}

/** A ring that has begun goes on: a task leaves its target only once its reservation has ended. */
function reservationFinding({ path, target }: Stop, reservationTimeoutSeconds: number): Finding[] {
  const { timeoutSeconds } = target
  if (timeoutSeconds === undefined || timeoutSeconds >= reservationTimeoutSeconds) return []
  const message =
    `An agent who ignores the ring holds the customer for the ${reservationTimeoutSeconds} seconds of the reservation` +
    ` timeout, not for ${timeoutSeconds}; shorten the workflow's task_reservation_timeout if that is too long.`
  return [{ severity: 'note', code: 'timeout_below_reservation_timeout', path, message }]
}
