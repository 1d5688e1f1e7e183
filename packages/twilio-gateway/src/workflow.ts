import { taskQueueSid, type WorkflowReach } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { workspaceOf } from './taskrouter.ts'
import { TwilioFailure, unlessNotFound } from './twilio-failure.ts'

/** Where the transfer workflow can send an invite. */
export async function fetchWorkflowReach(client: Twilio, settings: GatewaySettings): Promise<WorkflowReach> {
  const answer = await unlessNotFound(workspaceOf(client, settings).workflows(settings.workflowSid).fetch())
  if (answer === undefined) {
    throw new TwilioFailure('rejected', `Workspace ${settings.workspaceSid} has no workflow ${settings.workflowSid}.`)
  }
  const { configuration } = decode(z.object({ configuration: z.string() }), answer, 'workflow')
  return reachOf(decode(workflowConfiguration, parseConfiguration(configuration), 'workflow configuration'))
}

/**
 * Every queue that some target names counts as reached, and so does every worker of a queue in which a target looks for
 * the worker that the task names: the attributes that our invites carry decide between the filters, not who may be asked.
 */
function reachOf({ task_routing: { filters, default_filter } }: z.infer<typeof workflowConfiguration>): WorkflowReach {
  const targets = filters.flatMap((filter) =>
    filter.targets.map((target) => ({ ...target, queue: queueOf(target, filter) })),
  )
  const named = targets.flatMap(({ queue }) => (queue === undefined ? [] : [queue]))
  const known = targets.flatMap(({ queue, known_worker_sid: path }) =>
    queue === undefined || path !== 'task.transferTargetSid' ? [] : [queue],
  )
  const catchAll = filters.find((filter) => takesAll(filter)) ?? filters.findLast((filter) => takesAnyQueue(filter))
  const catchAllQueueSid = default_filter?.queue ?? catchAll?.targets[0]?.queue
  return {
    knownWorkerQueueSids: known,
    queueSids: named,
    catchesRest: default_filter !== undefined || catchAll !== undefined,
    ...(catchAllQueueSid === undefined ? {} : { catchAllQueueSid }),
  }
}

/** The expression that Twilio's own default workflow is made with. */
function takesAll({ expression }: Filter): boolean {
  return expression !== undefined && /^\s*1\s*==\s*1\s*$/.test(expression)
}

/** The expression with which a generated workflow catches invites to queues that have no filter. */
function takesAnyQueue({ expression }: Filter): boolean {
  return expression !== undefined && /^\s*transferTargetType\s*==\s*(['"])queue\1\s*$/.test(expression)
}

type Filter = z.infer<typeof workflowFilter>

type Target = z.infer<typeof workflowTarget>

/** A target without a queue uses that of the first target of its filter (documented). */
function queueOf(target: Target, filter: { readonly targets: readonly Target[] }): Target['queue'] {
  return target.queue ?? filter.targets[0]?.queue
}

const workflowTarget = z.object({ queue: taskQueueSid.optional(), known_worker_sid: z.string().optional() })

const workflowFilter = z.object({ expression: z.string().optional(), targets: z.array(workflowTarget).default([]) })

const workflowConfiguration = z.object({
  task_routing: z.object({
    filters: z.array(workflowFilter).default([]),
    default_filter: z.object({ queue: taskQueueSid }).optional(),
  }),
})

function parseConfiguration(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
