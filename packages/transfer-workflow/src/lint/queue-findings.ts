import type { Queue } from '../queue.ts'
import type { Walk } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext, QueueWalks } from './lint-context.ts'
import { queueNames, queueTitle } from './queue-title.ts'

/** Whether an invite to each queue comes to that queue first. */
export function queueFindings(context: LintContext): Finding[] {
  const wrong = context.toQueues.filter(({ queue, complete }) => firstQueueOf(complete) !== queue.sid)
  const right = context.toQueues.filter(({ queue, complete }) => firstQueueOf(complete) === queue.sid)
  return [
    ...wrong.map((walks) => wrongQueueFinding(walks, context)),
    ...nameOnlyFinding(right.filter(({ queue, sidOnly }) => firstQueueOf(sidOnly) !== queue.sid)),
    ...sidOnlyFinding(right.filter(isMatchedBySidOnly)),
    ...catchAllFinding(context.unlistedQueue),
  ]
}

function firstQueueOf({ stops: [first] }: Walk): string | undefined {
  return first?.target.queueSid
}

function isMatchedBySidOnly({ queue, nameOnly }: QueueWalks): boolean {
  return nameOnly !== undefined && firstQueueOf(nameOnly) !== queue.sid
}

function wrongQueueFinding({ queue, complete }: QueueWalks, { queues, unlistedQueue }: LintContext): Finding {
  const [first] = complete.stops
  const remedy = 'generate the workflow again, or add a filter for it'
  if (first === undefined) {
    const happens = `An invite to ${queueTitle(queue)} matches no filter and is canceled`
    const message = `${happens}, so that the customer is left alone; ${remedy}.`
    return { severity: 'error', code: 'queue_without_filter', path: 'task_routing.filters', message }
  }
  const other = titleOf(first.target.queueSid, queues)
  if (first.path === unlistedQueue.stops[0]?.path) {
    const message = `An invite to ${queueTitle(queue)}, which no filter names, waits in ${other} instead; ${remedy}.`
    return { severity: 'warning', code: 'queue_without_filter', path: first.path, message }
  }
  const happens = `An invite to ${queueTitle(queue)} goes to ${other}`
  const message = `${happens}, so that the wrong agents get the customer; correct this target or the filter above it.`
  return { severity: 'error', code: 'queue_routed_elsewhere', path: first.path, message }
}

function titleOf(queueSid: string, queues: readonly Queue[]): string {
  const queue = queues.find(({ sid }) => sid === queueSid)
  return queue === undefined ? `${queueSid}, which is no queue of this account` : queueTitle(queue)
}

function nameOnlyFinding(walks: readonly QueueWalks[]): Finding[] {
  if (walks.length === 0) return []
  const names = queueNames(walks.map(({ queue }) => queue))
  const message =
    `Invites are matched by the queue's name only for ${names}. This works until such a queue is renamed,` +
    ' and then its customers go elsewhere; match transferTargetSid too.'
  return [{ severity: 'note', code: 'queue_matched_by_name_only', path: 'task_routing.filters', message }]
}

function sidOnlyFinding(walks: readonly QueueWalks[]): Finding[] {
  if (walks.length === 0) return []
  const names = queueNames(walks.map(({ queue }) => queue))
  const message =
    `Invites are matched by the queue's sid only for ${names}. Ours carry it; an invite of a plugin that gives only` +
    ' the name goes elsewhere; match transferQueueName too if you run such a plugin.'
  return [{ severity: 'note', code: 'queue_matched_by_sid_only', path: 'task_routing.filters', message }]
}

function catchAllFinding({ end }: Walk): Finding[] {
  if (end !== 'unmatched') return []
  const message =
    'An invite to a queue that is created later, or renamed, matches no filter and is canceled, so that the customer' +
    " is left alone; add a last filter with transferTargetType == 'queue' that goes to everyone, and a default_filter."
  return [{ severity: 'warning', code: 'no_catch_all', path: 'task_routing', message }]
}
