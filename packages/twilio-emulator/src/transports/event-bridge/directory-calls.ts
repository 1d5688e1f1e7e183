import { listTaskQueues } from '../../services/taskrouter/task-queue-list.ts'
import { findTaskQueue } from '../../services/taskrouter/task-queues.ts'
import { listWorkers } from '../../services/taskrouter/worker-list.ts'
import { invalidParameter } from '../rest/twilio-error.ts'
import { bridgeList } from './bridge-list.ts'
import { bridgeRoute, rowNamed, type BridgeRequest } from './bridge-route.ts'
import { taskQueuePayload, workerPayload } from './payloads.ts'

/** Whom an agent may turn to: all workers, all queues (EB-10). */
export const directoryCalls = [
  bridgeRoute({ method: 'GET', path: '/Workers', fact: 'EB-10', handle: workers }),
  bridgeRoute({ method: 'GET', path: '/TaskQueues', fact: 'EB-10', handle: queues }),
  bridgeRoute({ method: 'GET', path: '/TaskQueues/:taskQueueSid', fact: 'EB-10', handle: queue }),
]

function workers({ world, query }: BridgeRequest): object {
  const rows = listWorkers(world, query)
  const sorted = ordered(rows, query, { DateStatusChanged: ({ statusChangedAtMs }) => statusChangedAtMs })
  return bridgeList({ query, rows: sorted, render: (worker) => workerPayload(world, worker) })
}

function queues({ world, query }: BridgeRequest): object {
  const rows = listTaskQueues(world, query)
  const sorted = ordered(rows, query, { DateUpdated: ({ updatedAtMs }) => updatedAtMs })
  return bridgeList({ query, rows: sorted, render: (row) => taskQueuePayload(world, row) })
}

function queue({ world, part }: BridgeRequest): object {
  const sid = part('taskQueueSid')
  return taskQueuePayload(world, rowNamed(findTaskQueue(world, sid), `/TaskQueues/${sid}`))
}

/** `Ordering` is a field and a direction, such as `DateUpdated:desc`; rows that are equal keep their order. */
function ordered<Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  fields: Readonly<Record<string, (row: Row) => number>>,
): readonly Row[] {
  const ordering = query.get('Ordering')
  if (ordering === null) return rows
  const [name = '', direction = 'asc'] = ordering.split(':')
  const field = fields[name]
  if (field === undefined || (direction !== 'asc' && direction !== 'desc')) {
    const allowed = Object.keys(fields).map((key) => `${key}:asc or ${key}:desc`)
    throw invalidParameter(`Ordering must be ${allowed.join(', ')}, not '${ordering}'`)
  }
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((left, right) => sign * (field(left) - field(right)))
}
