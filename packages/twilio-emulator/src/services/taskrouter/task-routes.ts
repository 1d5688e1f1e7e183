import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { Task } from './state.ts'
import { taskChannelNamed } from './task-channels.ts'
import { listTasks } from './task-list.ts'
import { taskJson } from './task-json.ts'
import { checkVersion, rowOfPath, taskrouterRoute, withVersion, yesOrNo } from './taskrouter-route.ts'
import {
  cancelTask,
  checkTaskUpdate,
  completeTask,
  createTask,
  deleteTask,
  findTask,
  updateTask,
  wrapUpTask,
  type TaskUpdate,
} from './tasks.ts'

export const taskRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/Tasks', fact: 'TR-19', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/Tasks', fact: 'TR-2', handle: create }),
  taskrouterRoute({ method: 'GET', path: '/Tasks/:taskSid', fact: 'TR-2', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: '/Tasks/:taskSid', fact: 'TR-3', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: '/Tasks/:taskSid', fact: 'TR-7', handle: remove }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const rows = listTasks(world, request.url.searchParams)
  return page({ request, rows, key: 'tasks', render: (task) => taskJson(world, task) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const task = createTask(world, {
    attributes: form.get('Attributes') ?? '{}',
    workflowSid: form.get('WorkflowSid') ?? onlyWorkflow(world, form),
    taskChannelSid: taskChannelNamed(world, form.get('TaskChannel') ?? 'default').sid,
    priority: wholeNumber(form, 'Priority'),
    timeoutSeconds: wholeNumber(form, 'Timeout'),
    virtualStartMs: virtualStart(form, world),
    routingTarget: form.get('RoutingTarget') ?? undefined,
    ignoreCapacity: yesOrNo(form.get('IgnoreCapacity')),
    taskQueueSid: form.get('TaskQueueSid') ?? undefined,
  })
  return withVersion(created(taskJson(world, task)), task)
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  const task = taskOf(request, world)
  return withVersion(ok(taskJson(world, task)), task)
}

function update(request: RestRequest, world: World): RestAnswer {
  const task = taskOf(request, world)
  checkVersion(request, task)
  // Twilio asks for two requests where a status and attributes are to change; what one with both does is a switch (TR-3).
  const takesFields = !request.form.has('AssignmentStatus') || world.assumptions.taskStatusWithFields === 'both'
  const fields = takesFields ? readFields(request, world) : {}
  checkTaskUpdate(fields)
  const moved = applyStatus(request, world, task)
  const updated = Object.values(fields).some((value) => value !== undefined) ? updateTask(world, moved, fields) : moved
  return withVersion(ok(taskJson(world, updated)), updated)
}

function remove(request: RestRequest, world: World): RestAnswer {
  const task = taskOf(request, world)
  checkVersion(request, task)
  deleteTask(world, task)
  return noContent()
}

function taskOf(request: RestRequest, world: World): Task {
  return rowOfPath(request, 'taskSid', (sid) => findTask(world, sid))
}

function readFields({ form }: RestRequest, world: World): TaskUpdate {
  const channel = form.get('TaskChannel')
  return {
    attributes: form.get('Attributes') ?? undefined,
    priority: wholeNumber(form, 'Priority'),
    taskChannelSid: channel === null ? undefined : taskChannelNamed(world, channel).sid,
    virtualStartMs: virtualStart(form, world),
  }
}

const STATUSES = ['pending', 'reserved', 'assigned', 'canceled', 'wrapping', 'completed'] as const

/** TaskRouter itself makes a task pending, reserved or assigned; asking for it is refused (assumed, TR-4). */
function applyStatus({ form }: RestRequest, world: World, task: Task): Task {
  const reason = form.get('Reason') ?? undefined
  const status = oneOf(form, 'AssignmentStatus', STATUSES)
  switch (status) {
    case 'canceled':
      return cancelTask(world, task, reason ?? '')
    case 'wrapping':
      return wrapUpTask(world, task, reason)
    case 'completed':
      return completeTask(world, task, reason)
    case 'pending':
    case 'reserved':
    case 'assigned':
      throw invalidParameter(`AssignmentStatus '${status}' cannot be set; it follows from the task's reservations`)
    case undefined:
      return task
  }
}

/** A workspace with a single workflow needs no mention of it; otherwise Twilio insists, in these words (TR-2). */
function onlyWorkflow(world: World, form: URLSearchParams): string | undefined {
  const [only, ...others] = world.taskrouter.workflows.all()
  if (others.length === 0) return only?.sid
  if (form.has('RoutingTarget')) return undefined
  throw invalidParameter('WorkflowSid field is required')
}

function virtualStart(form: URLSearchParams, world: World): number | undefined {
  const text = form.get('VirtualStartTime')
  if (text === null) return undefined
  const startMs = Date.parse(text)
  if (Number.isNaN(startMs) || startMs > world.clock.now()) {
    throw invalidParameter(`VirtualStartTime must be a date of the past in ISO 8601, not '${text}'`)
  }
  return startMs
}
