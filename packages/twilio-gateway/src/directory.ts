import {
  refusal,
  taskQueueSid,
  whyNotRoutable,
  workerSid,
  type Observation,
  type SeenTarget,
  type TaskQueueSid,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { Observer } from './observe.ts'
import { fetchQueueStatistics, type QueueStatistics } from './queue-statistics.ts'
import { fetchTarget, nameOfWorker } from './target.ts'
import { workspaceOf } from './taskrouter.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** A directory that is longer is searched and not read. */
const TARGETS_MAX = 50

/** Each costs three calls: free capacity and queues are known of the first ones only. */
const WORKERS_READ_MAX = 20

/** As many as are looked through for a name. */
const WORKERS_SEARCHED_MAX = 5_000
const QUEUES_SEARCHED_MAX = 1_000
const PAGE_SIZE = 1_000

/** Queues and agents, available ones first, each with the reason why it cannot be chosen. */
export async function listTargets(observer: Observer, search: string, seen: Observation): Promise<SeenTarget[]> {
  const { client, settings } = observer
  const workspace = workspaceOf(client, settings)
  const [workers, queues, statistics, workflow] = await Promise.all([
    workspace.workers.list({ limit: WORKERS_SEARCHED_MAX, pageSize: PAGE_SIZE }),
    workspace.taskQueues.list({ limit: QUEUES_SEARCHED_MAX, pageSize: PAGE_SIZE }),
    fetchQueueStatistics(client, settings),
    fetchWorkflowReach(client, settings),
  ])
  const observation = { ...seen, workflow }
  const found = decode(z.array(workerRow), workers, 'workers')
    .map(({ attributes, friendlyName, ...row }) => ({ ...row, name: nameOfWorker(attributes, friendlyName) }))
    .filter(({ name }) => matches(name, search))
    .toSorted((left, right) => Number(right.available) - Number(left.available) || left.name.localeCompare(right.name))
  const foundQueues = decode(z.array(queueRow), queues, 'task queues').filter(({ friendlyName }) =>
    matches(friendlyName, search),
  )
  const agents = found.slice(0, TARGETS_MAX)
  return [
    ...foundQueues.slice(0, TARGETS_MAX).map((queue) => queueEntry(queue, statistics, observation)),
    ...(await Promise.all(
      agents.map((agent, index) => workerEntry(observer, agent, index < WORKERS_READ_MAX, observation)),
    )),
  ].slice(0, TARGETS_MAX)
}

const workerRow = z.object({
  sid: workerSid,
  friendlyName: z.string(),
  attributes: z.string(),
  available: z.boolean(),
  activityName: z.string(),
})

const queueRow = z.object({ sid: taskQueueSid, friendlyName: z.string() })

function matches(name: string, search: string): boolean {
  return name.toLowerCase().includes(search.trim().toLowerCase())
}

interface FoundWorker {
  readonly sid: WorkerSid
  readonly name: string
  readonly available: boolean
  readonly activityName: string
}

async function workerEntry(
  observer: Observer,
  worker: FoundWorker,
  isRead: boolean,
  observation: Observation,
): Promise<SeenTarget> {
  const { sid, name, available, activityName } = worker
  const entry = { type: 'worker', sid, name, available, activityName } as const
  if (!isRead) return entry
  const target = await fetchTarget(observer.client, observer.settings, { type: 'worker', sid })
  const code = whyNotRoutable(target, observation)
  const freeCapacity = target.type === 'worker' ? target.freeCapacity[taskChannelOf(observation)] : undefined
  return { ...entry, ...(freeCapacity === undefined ? {} : { freeCapacity }), ...(code && { refusal: refusal(code) }) }
}

/** The task channel of the conversation's tasks: an invite takes up capacity on the same one. */
function taskChannelOf({ tasks }: Observation): string {
  return tasks.flatMap((task) => (task.status === 'gone' ? [] : [task.taskChannelUniqueName]))[0] ?? ''
}

function queueEntry(
  { sid, friendlyName }: { readonly sid: TaskQueueSid; readonly friendlyName: string },
  statistics: ReadonlyMap<string, QueueStatistics>,
  observation: Observation,
): SeenTarget {
  const known = statistics.get(sid)
  const [hasWorkers, hasAvailableWorkers] = [known?.eligibleWorkers !== 0, known?.availableWorkers !== 0]
  const code = whyNotRoutable({ type: 'queue', sid, name: friendlyName, hasWorkers, hasAvailableWorkers }, observation)
  return {
    type: 'queue',
    sid,
    name: friendlyName,
    available: hasAvailableWorkers,
    ...(known && { availableWorkers: known.availableWorkers, waiting: known.waiting }),
    ...(code && { refusal: refusal(code) }),
  }
}
