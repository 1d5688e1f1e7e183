import {
  refusal,
  taskQueueSid,
  whyNotRoutable,
  workerSid,
  type Observation,
  type ObservedTarget,
  type SeenTarget,
  type TaskQueueSid,
  type WorkflowReach,
} from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { Observer } from './observe.ts'
import { fetchQueueStatistics, type QueueStatistics } from './queue-statistics.ts'
import { listFreeCapacity, nameOfWorker } from './target.ts'
import { workspaceOf } from './taskrouter.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** As many as a person reads before typing another letter. */
const TARGETS_MAX = 50

/** Of these, as many are queues at most, so that they do not crowd the agents out. */
const QUEUES_MAX = 20

/** Capacity costs a call each, and is read of the best matches alone. */
const CAPACITY_READ_MAX = 20

/** One page, the largest there is. In a larger contact center those beyond it are found by their queue alone. */
const ROWS_MAX = 1_000

type WorkerTarget = Extract<ObservedTarget, { type: 'worker' }>

/** Whom the conversation can go to: queues and agents whose names contain `search`, those who can be chosen first. */
export async function listTargets(observer: Observer, search: string, observation: Observation): Promise<SeenTarget[]> {
  const workflow = observation.workflow ?? (await fetchWorkflowReach(observer.client, observer.settings))
  const seen = { ...observation, workflow }
  const [workers, queues] = await Promise.all([
    matchingWorkers(observer, search, seen),
    matchingQueues(observer, search, seen),
  ])
  const chosenQueues = queues.slice(0, QUEUES_MAX)
  const chosenWorkers = workers.slice(0, TARGETS_MAX - chosenQueues.length)
  const withCapacity = chosenWorkers.map((worker, position) =>
    position < CAPACITY_READ_MAX ? capacityAdded(observer, worker, seen) : Promise.resolve(worker),
  )
  return [...chosenQueues, ...(await Promise.all(withCapacity))]
}

async function matchingWorkers(
  observer: Observer,
  search: string,
  observation: Observation & { readonly workflow: WorkflowReach },
): Promise<SeenTarget[]> {
  const lists = [undefined, ...new Set(observation.workflow.knownWorkerQueueSids)]
  const workers = merged(await Promise.all(lists.map((queueSid) => listWorkers(observer, queueSid))))
  return workers
    .filter(({ name }) => contains(name, search))
    .map((worker) => {
      const { type, sid, name, available, activityName } = worker
      return { type, sid, name, available, activityName, ...whyNot(worker, observation) }
    })
    .toSorted(bestFirst)
}

/** The workers of a queue, or those of the whole workspace, of whom no queue is known. */
async function listWorkers(
  { client, settings }: Observer,
  queueSid: TaskQueueSid | undefined,
): Promise<WorkerTarget[]> {
  const ofQueue = queueSid === undefined ? {} : { taskQueueSid: queueSid }
  const answer = await workspaceOf(client, settings).workers.list({ ...ofQueue, pageSize: ROWS_MAX, limit: ROWS_MAX })
  return decode(z.array(workerRow), answer, 'workers').map((worker) => ({
    type: 'worker',
    sid: worker.sid,
    name: nameOfWorker(worker.attributes, worker.friendlyName),
    available: worker.available,
    activityName: worker.activityName,
    freeCapacity: {},
    queueSids: queueSid === undefined ? [] : [queueSid],
  }))
}

const workerRow = z.object({
  sid: workerSid,
  friendlyName: z.string(),
  attributes: z.string(),
  available: z.boolean(),
  activityName: z.string(),
})

/** Each worker once, with all the queues under which they were found. */
function merged(lists: readonly WorkerTarget[][]): WorkerTarget[] {
  const bySid = new Map<string, WorkerTarget>()
  for (const worker of lists.flat()) {
    const queueSids = [...(bySid.get(worker.sid)?.queueSids ?? []), ...worker.queueSids]
    bySid.set(worker.sid, { ...worker, queueSids })
  }
  return [...bySid.values()]
}

async function capacityAdded(observer: Observer, target: SeenTarget, observation: Observation): Promise<SeenTarget> {
  const channel = taskChannelOf(observation)
  if (channel === undefined) return target
  const sid = workerSid.parse(target.sid)
  const freeCapacity = (await listFreeCapacity(observer.client, observer.settings, sid))[channel]
  return freeCapacity === undefined ? target : { ...target, freeCapacity }
}

/** On which task channel the conversation is routed: that of its newest task. */
function taskChannelOf({ tasks }: Observation): string | undefined {
  const present = tasks.filter((task) => task.status !== 'gone')
  return present.toSorted((left, right) => right.createdAtMs - left.createdAtMs)[0]?.taskChannelUniqueName
}

async function matchingQueues(observer: Observer, search: string, observation: Observation): Promise<SeenTarget[]> {
  const { client, settings } = observer
  const [answer, statistics] = await Promise.all([
    workspaceOf(client, settings).taskQueues.list({ pageSize: ROWS_MAX, limit: ROWS_MAX }),
    fetchQueueStatistics(client, settings),
  ])
  return decode(z.array(queueFields), answer, 'task queues')
    .filter(({ friendlyName }) => contains(friendlyName, search))
    .map((queue) => seenQueue(queue, statistics.get(queue.sid), observation))
    .toSorted(bestFirst)
}

const queueFields = z.object({ sid: taskQueueSid, friendlyName: z.string() })

/** A queue without numbers may be newer than they are, or Twilio gave none: it is not refused for that. */
function seenQueue(
  { sid, friendlyName: name }: z.infer<typeof queueFields>,
  numbers: QueueStatistics | undefined,
  observation: Observation,
): SeenTarget {
  const [hasWorkers, hasAvailableWorkers] = [numbers?.eligibleWorkers !== 0, numbers?.availableWorkers !== 0]
  const counts = numbers && { availableWorkers: numbers.availableWorkers, waiting: numbers.waiting }
  const reason = whyNot({ type: 'queue', sid, name, hasWorkers, hasAvailableWorkers }, observation)
  return { type: 'queue', sid, name, available: hasAvailableWorkers, ...counts, ...reason }
}

function whyNot(target: ObservedTarget, observation: Observation): Pick<SeenTarget, 'refusal'> {
  const code = whyNotRoutable(target, observation)
  return code === undefined ? {} : { refusal: refusal(code) }
}

function contains(name: string, search: string): boolean {
  return name.toLowerCase().includes(search.trim().toLowerCase())
}

function bestFirst(left: SeenTarget, right: SeenTarget): number {
  return rank(left) - rank(right) || compareNames(left.name, right.name)
}

function rank({ refusal: reason, available }: SeenTarget): number {
  return (reason === undefined ? 0 : 2) + (available ? 0 : 1)
}

function compareNames(left: string, right: string): number {
  return left.localeCompare(right, 'en')
}
