import { z } from 'zod'
import { reservationsOfTask } from '../../services/taskrouter/reservation-row.ts'
import type { Task } from '../../services/taskrouter/state.ts'
import { completeTask, createTask, findTask, updateTask, wrapUpTask } from '../../services/taskrouter/tasks.ts'
import { invalidParameter, TwilioError } from '../rest/twilio-error.ts'
import { bridgeRoute, readParams, rowNamed, type BridgeRequest } from './bridge-route.ts'
import { taskPayload } from './payloads.ts'

/** What a desktop reads and changes of the tasks that its worker has. */
export const taskCalls = [
  bridgeRoute({ method: 'GET', path: '/Tasks/:taskSid', fact: 'EB-9', handle: fetchOne }),
  bridgeRoute({ method: 'POST', path: '/Tasks/:taskSid', fact: 'EB-9', handle: update }),
  bridgeRoute({ method: 'POST', path: '/Tasks', fact: 'EB-9', handle: create }),
]

function fetchOne(request: BridgeRequest): object {
  return taskPayload(request.world, taskOf(request))
}

const TaskParams = z.object({
  Attributes: z.record(z.string(), z.unknown()).optional(),
  VirtualStartTime: z.iso.datetime().optional(),
  AssignmentStatus: z.enum(['wrapping', 'completed']).optional(),
  Reason: z.string().optional(),
})

type TaskParams = z.infer<typeof TaskParams>

function update(request: BridgeRequest): object {
  const { world } = request
  return taskPayload(world, apply(request, taskOf(request), readParams(request, TaskParams)))
}

/** A status travels alone, as it does through REST (TR-3). */
function apply({ world }: BridgeRequest, task: Task, params: TaskParams): Task {
  const { AssignmentStatus, Attributes, VirtualStartTime, Reason } = params
  if (AssignmentStatus === 'wrapping') return wrapUpTask(world, task, Reason)
  if (AssignmentStatus === 'completed') return completeTask(world, task, Reason)
  return updateTask(world, task, {
    attributes: Attributes === undefined ? undefined : JSON.stringify(Attributes),
    virtualStartMs: VirtualStartTime === undefined ? undefined : Date.parse(VirtualStartTime),
  })
}

const NewTaskParams = z.object({
  WorkflowSid: z.string().optional(),
  TaskQueueSid: z.string().optional(),
  RoutingTarget: z.string().optional(),
  TaskChannelUniqueName: z.string().default('default'),
  Attributes: z.record(z.string(), z.unknown()).default({}),
})

function create(request: BridgeRequest): object {
  const { world } = request
  const params = readParams(request, NewTaskParams)
  const channels = world.taskrouter.taskChannels.all()
  const channel = channels.find(({ uniqueName }) => uniqueName === params.TaskChannelUniqueName)
  if (channel === undefined) throw invalidParameter(`There is no task channel '${params.TaskChannelUniqueName}'`)
  const { sid } = createTask(world, {
    attributes: JSON.stringify(params.Attributes),
    workflowSid: params.WorkflowSid,
    taskQueueSid: params.TaskQueueSid,
    routingTarget: params.RoutingTarget,
    taskChannelSid: channel.sid,
  })
  return { sid }
}

/** A task is open to those who have been asked for it, and to supervisors (EB-4). */
function taskOf({ world, worker, isSupervisor, part }: BridgeRequest): Task {
  const sid = part('taskSid')
  const task = rowNamed(findTask(world, sid), `/Tasks/${sid}`)
  const isOwn = reservationsOfTask(world, sid).some(({ workerSid }) => workerSid === worker.sid)
  if (isOwn || isSupervisor) return task
  throw new TwilioError(403, 20403, `A Flex token of worker ${worker.sid} does not open task ${sid}`)
}
