import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { checkConfiguration } from './expressions.ts'
import type { Workflow } from './state.ts'

/** The longest that a reservation may ring, in seconds, and how long it does if nothing is said (TR-11). */
const RESERVATION_TIMEOUT_SECONDS_MAX = 86_400
export const DEFAULT_RESERVATION_TIMEOUT_SECONDS = 120

/** What may be set of a workflow. */
export interface WorkflowFields {
  readonly friendlyName?: string | undefined
  /** The JSON text of the configuration. */
  readonly configuration?: string | undefined
  readonly taskReservationTimeoutSeconds?: number | undefined
  readonly assignmentCallbackUrl?: string | undefined
  readonly fallbackAssignmentCallbackUrl?: string | undefined
}

/** Throws Twilio's 400 for a configuration that cannot be used, and for a name that is taken (TR-20). */
export function createWorkflow(
  world: World,
  fields: WorkflowFields & { readonly friendlyName: string; readonly configuration: string },
): Workflow {
  checkFields(world, fields)
  const nowMs = world.clock.now()
  const workflow = world.taskrouter.workflows.put({
    sid: newSid(world.random, 'WW'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    friendlyName: fields.friendlyName,
    configuration: fields.configuration,
    taskReservationTimeoutSeconds: fields.taskReservationTimeoutSeconds ?? DEFAULT_RESERVATION_TIMEOUT_SECONDS,
    assignmentCallbackUrl: fields.assignmentCallbackUrl,
    fallbackAssignmentCallbackUrl: fields.fallbackAssignmentCallbackUrl,
  })
  world.changes.publish({ kind: 'workflow.created', workflow })
  return workflow
}

export function findWorkflow(world: World, sid: string): Workflow | undefined {
  return world.taskrouter.workflows.get(sid)
}

export function updateWorkflow(world: World, workflow: Workflow, fields: WorkflowFields): Workflow {
  checkFields(world, fields.friendlyName === workflow.friendlyName ? { ...fields, friendlyName: undefined } : fields)
  const set = Object.entries(fields).filter(([, value]) => value !== undefined)
  const changed: Partial<Workflow> = Object.fromEntries(set)
  const updated = world.taskrouter.workflows.put({ ...workflow, ...changed, updatedAtMs: world.clock.now() })
  world.changes.publish({ kind: 'workflow.updated', workflow: updated })
  return updated
}

/** Throws Twilio's 400 while tasks are in the workflow that nobody has accepted (assumed, TR-20). */
export function deleteWorkflow(world: World, workflow: Workflow): void {
  const isBusy = world.taskrouter.tasks.all().some(({ workflowSid, status }) => {
    return workflowSid === workflow.sid && (status === 'pending' || status === 'reserved')
  })
  if (isBusy) throw invalidParameter(`Cannot delete workflow ${workflow.sid} because tasks are waiting in it`)
  world.taskrouter.workflows.delete(workflow.sid)
  world.changes.publish({ kind: 'workflow.deleted', workflow })
}

function checkFields(world: World, fields: WorkflowFields): void {
  const { configuration, friendlyName, taskReservationTimeoutSeconds: timeout } = fields
  if (configuration !== undefined) checkConfiguration(configuration)
  if (timeout !== undefined && (timeout < 1 || timeout > RESERVATION_TIMEOUT_SECONDS_MAX)) {
    throw invalidParameter(
      `TaskReservationTimeout must be from 1 to ${RESERVATION_TIMEOUT_SECONDS_MAX} seconds, not ${timeout}`,
    )
  }
  if (world.taskrouter.workflows.all().some((workflow) => workflow.friendlyName === friendlyName)) {
    throw invalidParameter(`A workflow with the FriendlyName '${friendlyName}' exists already`)
  }
}
