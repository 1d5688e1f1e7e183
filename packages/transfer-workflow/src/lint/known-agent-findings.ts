import { KNOWN_AGENT_TIMEOUT_SECONDS_MAX } from '../limits.ts'
import type { Stop } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext } from './lint-context.ts'
import { queueTitle } from './queue-title.ts'

/** Whether an invite to one agent reaches that agent, and gets on if the agent does not take it. */
export function knownAgentFindings(context: LintContext): Finding[] {
  const { stops } = context.worker
  const known = stops.filter(looksForTarget)
  // The first stop has to be it: anybody in the queue of a stop before it could take the invite.
  const [first] = stops
  if (first === undefined || !looksForTarget(first)) return [missing(first, known[0])]
  return known.flatMap((stop) => timeoutFinding(stop).concat(partialQueueFinding(stop, context)))
}

function looksForTarget({ target: { knownWorker } }: Stop): boolean {
  return knownWorker?.by === 'sid' && knownWorker.path.join('.') === 'task.transferTargetSid'
}

function missing(first: Stop | undefined, later: Stop | undefined): Finding {
  const happens =
    first === undefined
      ? 'An invite to an agent matches no filter and is canceled, so that the customer is left alone.'
      : 'An invite to an agent rings whoever is free in a queue, not the agent whom it names.'
  const remedy =
    later === undefined
      ? "Put first a filter with transferTargetType == 'worker' whose target has known_worker_sid: task.transferTargetSid."
      : `Move the target that looks for the agent (${later.path}) before it.`
  return {
    severity: 'error',
    code: 'no_known_agent_filter',
    path: first?.path ?? 'task_routing.filters',
    message: `${happens} ${remedy}`,
  }
}

function timeoutFinding({ path, target: { timeoutSeconds } }: Stop): Finding[] {
  if (timeoutSeconds === undefined) {
    const happens = 'A customer who is sent to an agent who declines or is away waits for nobody until the task expires'
    const remedy = `add a timeout of at most ${KNOWN_AGENT_TIMEOUT_SECONDS_MAX} seconds`
    const message = `${happens}, by default for a day; ${remedy}.`
    return [{ severity: 'warning', code: 'known_agent_without_timeout', path, message }]
  }
  if (timeoutSeconds <= KNOWN_AGENT_TIMEOUT_SECONDS_MAX) return []
  const happens = `A customer waits ${timeoutSeconds} seconds for one agent who may be away`
  const message = `${happens}; a timeout of at most ${KNOWN_AGENT_TIMEOUT_SECONDS_MAX} seconds lets others help sooner.`
  return [{ severity: 'warning', code: 'known_agent_timeout_long', path, message }]
}

/** TaskRouter looks for the known worker in the target's queue only, and reports error 40152 for others. */
function partialQueueFinding({ path, target: { queueSid } }: Stop, { queues }: LintContext): Finding[] {
  const queue = queues.find(({ sid }) => sid === queueSid)
  const members = queue?.targetWorkers
  if (queue === undefined || members === undefined || TAKES_EVERYBODY.test(members)) return []
  const happens = `Agents outside of ${queueTitle(queue)} (${members}) are never found here (Twilio's error 40152)`
  const message = `${happens}, and their customers wait for nobody; name a queue that has every agent in it (1==1).`
  return [{ severity: 'warning', code: 'known_agent_queue_partial', path, message }]
}

/** How Flex's own queue of everybody is written. */
const TAKES_EVERYBODY = /^\s*1\s*==?\s*1\s*$/
