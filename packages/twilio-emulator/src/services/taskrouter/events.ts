import type { Change } from '../../world/change.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import {
  activityFields,
  reservationFields,
  taskChannelFields,
  taskFields,
  taskQueueFields,
  workerChannelFields,
  workerFields,
  workflowFields,
  type EventFields,
} from './event-data.ts'
import type { TaskrouterEvent } from './event-log.ts'

/** Keeps an event of everything that happens in TaskRouter: what `/Events` answers to those who missed it (TR-31). */
export function startEvents(world: World): void {
  world.changes.subscribe((change) => {
    // Other products tell of tasks and reservations too, in words that TaskRouter does not know.
    const about = OWN_KINDS.test(change.kind) ? subjectOf(world, change) : undefined
    if (about !== undefined) record(world, change.kind, about)
  })
}

const OWN_KINDS = /^(task|reservation|worker|task-queue|workflow|activity|task-channel|workspace)\./

type Resource = Pick<TaskrouterEvent, 'resourceType' | 'resourceSid'>

interface Subject extends Resource {
  /** What the sentence that describes the event begins with. */
  readonly name: string
  readonly fields: EventFields
}

function record(world: World, type: string, { resourceType, resourceSid, name, fields }: Subject): void {
  const all: EventFields = {
    ...fields,
    workspace_sid: world.account.workspaceSid,
    workspace_name: world.taskrouter.workspace.friendlyName,
  }
  const data: Record<string, string> = {}
  for (const [key, value] of Object.entries(all)) if (value !== undefined) data[key] = String(value)
  world.taskrouter.events.add({
    sid: newSid(world.random, 'EV'),
    type,
    atMs: world.clock.now(),
    // Twilio's own sentences are not documented; a reader must go by the type.
    description: `${name}: ${type}`,
    resourceType,
    resourceSid,
    data,
  })
}

/** What a change of TaskRouter is about; undefined for those of other products. */
function subjectOf(world: World, change: Change): Subject | undefined {
  if ('reservation' in change) {
    const { reservation, task } = change
    const fields = { ...taskFields(world, task), ...reservationFields(world, reservation) }
    return subject('reservation', reservation.sid, `Reservation ${reservation.sid}`, fields)
  }
  if ('task' in change) {
    const resource = subject('task', change.task.sid, `Task ${change.task.sid}`, taskFields(world, change.task))
    return change.kind.startsWith('workflow.') ? { ...resource, ...workflowOfTask(change.task.workflowSid) } : resource
  }
  if ('worker' in change) {
    const channel = 'channel' in change ? workerChannelFields(world, change.channel) : {}
    const fields = { ...workerFields(world, change.worker), ...channel }
    return subject('worker', change.worker.sid, `Worker ${change.worker.friendlyName}`, fields)
  }
  return catalogSubject(world, change)
}

function catalogSubject(world: World, change: Change): Subject | undefined {
  if ('taskQueue' in change) {
    const { sid, friendlyName } = change.taskQueue
    return subject('taskqueue', sid, `TaskQueue ${friendlyName}`, taskQueueFields(change.taskQueue))
  }
  if ('workflow' in change) {
    const { sid, friendlyName } = change.workflow
    return subject('workflow', sid, `Workflow ${friendlyName}`, workflowFields(change.workflow))
  }
  if ('activity' in change) {
    const { sid, friendlyName } = change.activity
    return subject('activity', sid, `Activity ${friendlyName}`, activityFields(change.activity))
  }
  if ('taskChannel' in change) {
    const { sid, friendlyName } = change.taskChannel
    return subject('taskchannel', sid, `TaskChannel ${friendlyName}`, taskChannelFields(change.taskChannel))
  }
  if (change.kind !== 'workspace.updated') return undefined
  return subject('workspace', world.account.workspaceSid, `Workspace ${world.taskrouter.workspace.friendlyName}`, {})
}

/** What happens to a task in its workflow is an event of the workflow. */
function workflowOfTask(workflowSid: string | undefined): Resource | undefined {
  return workflowSid === undefined ? undefined : { resourceType: 'workflow', resourceSid: workflowSid }
}

function subject(
  resourceType: TaskrouterEvent['resourceType'],
  resourceSid: string,
  name: string,
  fields: EventFields,
): Subject {
  return { resourceType, resourceSid, name, fields }
}
