import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, required, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { taskQueueJson } from './catalog-json.ts'
import type { TaskQueue } from './state.ts'
import { listTaskQueues } from './task-queue-list.ts'
import {
  createTaskQueue,
  deleteTaskQueue,
  findTaskQueue,
  updateTaskQueue,
  type TaskQueueFields,
} from './task-queues.ts'
import { rowOfPath, taskrouterRoute } from './taskrouter-route.ts'

const ONE = '/TaskQueues/:taskQueueSid'

export const taskQueueRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/TaskQueues', fact: 'TR-16', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/TaskQueues', fact: 'TR-16', handle: create }),
  taskrouterRoute({ method: 'GET', path: ONE, fact: 'TR-16', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: ONE, fact: 'TR-16', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: ONE, fact: 'TR-16', handle: remove }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const rows = listTaskQueues(world, request.url.searchParams)
  return page({ request, rows, key: 'task_queues', render: (queue) => taskQueueJson(world, queue) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const queue = createTaskQueue(world, { ...fieldsOf(form), friendlyName: required(form, 'FriendlyName') })
  return created(taskQueueJson(world, queue))
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  return ok(taskQueueJson(world, queueOf(request, world)))
}

function update(request: RestRequest, world: World): RestAnswer {
  const queue = updateTaskQueue(world, queueOf(request, world), fieldsOf(request.form))
  return ok(taskQueueJson(world, queue))
}

function remove(request: RestRequest, world: World): RestAnswer {
  deleteTaskQueue(world, queueOf(request, world))
  return noContent()
}

function queueOf(request: RestRequest, world: World): TaskQueue {
  return rowOfPath(request, 'taskQueueSid', (sid) => findTaskQueue(world, sid))
}

function fieldsOf(form: URLSearchParams): TaskQueueFields {
  return {
    friendlyName: form.get('FriendlyName') ?? undefined,
    targetWorkers: form.get('TargetWorkers') ?? undefined,
    maxReservedWorkers: wholeNumber(form, 'MaxReservedWorkers'),
    taskOrder: oneOf(form, 'TaskOrder', ['FIFO', 'LIFO']),
  }
}
