import { z } from 'zod'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

/** Where the task of an interaction or invite goes, checked against the account. */
export interface Routing {
  readonly workflowSid: string
  readonly taskChannelSid: string
  readonly taskQueueSid: string | undefined
  readonly workerSid: string | undefined
  /** The worker or queue whom the task goes to past its workflow; undefined leaves it to the workflow. */
  readonly target: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  readonly priority: number | undefined
  readonly timeoutSeconds: number | undefined
}

const DEFAULT_TASK_CHANNEL = 'default'

const RoutingRequest = z.looseObject({
  properties: z.looseObject({
    workspace_sid: z.string(),
    workflow_sid: z.string().nullish(),
    queue_sid: z.string().nullish(),
    worker_sid: z.string().nullish(),
    task_channel_sid: z.string().nullish(),
    task_channel_unique_name: z.string().nullish(),
    attributes: z.record(z.string(), z.unknown()).nullish(),
    priority: z.int().nullish(),
    timeout: z.int().nullish(),
  }),
})

type RoutingProperties = z.infer<typeof RoutingRequest>['properties']

/** Reads `Routing` (IN-6). Throws Twilio's 400, with what is wrong. */
export function readRouting(world: World, value: unknown): Routing {
  const result = RoutingRequest.safeParse(value)
  if (!result.success) throw invalidParameter(`Routing is not valid: ${z.prettifyError(result.error)}`)
  const { properties } = result.data
  if (properties.workspace_sid !== world.account.workspaceSid) {
    throw invalidParameter(`Routing names the workspace ${properties.workspace_sid}, which is not the account's`)
  }
  return {
    workflowSid: properties.workflow_sid ?? onlyWorkflow(world),
    taskChannelSid: taskChannel(world, properties),
    taskQueueSid: properties.queue_sid ?? undefined,
    workerSid: properties.worker_sid ?? undefined,
    target: target(world, properties),
    attributes: properties.attributes ?? {},
    priority: properties.priority ?? undefined,
    timeoutSeconds: properties.timeout ?? undefined,
  }
}

/** What a queue alone means is a switch (IN-8). */
function target({ assumptions }: World, { worker_sid: workerSid, queue_sid: queueSid }: RoutingProperties) {
  const queue = assumptions.inviteWithQueueAlone === 'queue' ? queueSid : undefined
  return workerSid ?? queue ?? undefined
}

/** The workflow may be left out only if there is one (IN-6). */
function onlyWorkflow(world: World): string {
  const [first, ...others] = world.taskrouter.workflows.all()
  if (first === undefined || others.length > 0) {
    throw invalidParameter('Routing must name workflow_sid: the workspace does not have exactly one workflow')
  }
  return first.sid
}

function taskChannel(world: World, properties: RoutingProperties): string {
  const name = properties.task_channel_sid ?? properties.task_channel_unique_name ?? DEFAULT_TASK_CHANNEL
  const { taskChannels } = world.taskrouter
  const found = taskChannels.get(name) ?? taskChannels.all().find(({ uniqueName }) => uniqueName === name)
  if (found === undefined) throw invalidParameter(`Routing names the task channel ${name}, which does not exist`)
  return found.sid
}
