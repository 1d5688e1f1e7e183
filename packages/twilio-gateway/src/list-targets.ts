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
import type { Performer } from './performer.ts'
import { listQueueStatistics, type QueueStatistics } from './queue-statistics.ts'
import { fetchQueueTarget, listFreeCapacity, workerFields, workerName } from './target.ts'
import { workspaceOf } from './taskrouter.ts'
import { fetchWorkflowReach } from './workflow.ts'

/** As many as a person reads before typing another letter. */
const TARGETS_MAX = 50

/** Of these, as many are queues at most, so that they do not crowd the agents out. */
const QUEUES_MAX = 20

/** Capacity costs a call each, and is read of the best matches alone. */
const CAPACITY_READ_MAX = 20

/** Without statistics, how a queue stands costs three calls. */
const QUEUES_READ_MAX = 10

/** One page, the largest there is. In a larger contact center those beyond it are found by their queue alone. */
const ROWS_MAX = 1_000

type WorkerTarget = Extract<ObservedTarget, { type: 'worker' }>
type QueueTarget = Extract<ObservedTarget, { type: 'queue' }>

/** Whom the conversation can go to: agents and queues whose names contain `search`, those who can be chosen first. */
export async function listTargets(
  performer: Performer,
  search: string,
  observation: Observation,
): Promise<SeenTarget[]> {
  const workflow = observation.workflow ?? (await fetchWorkflowReach(performer.client, performer.settings))
  const seen = { ...observation, workflow }
  const [workers, queues] = await Promise.all([
    matchingWorkers(performer, search, seen),
    matchingQueues(performer, search, seen),
  ])
  const chosenQueues = queues.slice(0, QUEUES_MAX)
  const chosenWorkers = workers.slice(0, TARGETS_MAX - chosenQueues.length)
  const withCapacity = chosenWorkers.map((worker, position) =>
    position < CAPACITY_READ_MAX ? capacityAdded(performer, worker, seen) : Promise.resolve(worker),
  )
  return [...(await Promise.all(withCapacity)), ...chosenQueues]
}

async function matchingWorkers(
  performer: Performer,
  search: string,
  observation: Observation & { readonly workflow: WorkflowReach },
): Promise<SeenTarget[]> {
  const lists = [undefined, ...new Set(observation.workflow.knownWorkerQueueSids)]
  const workers = merged(await Promise.all(lists.map((queueSid) => listWorkers(performer, queueSid))))
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
  { client, settings }: Performer,
  queueSid: TaskQueueSid | undefined,
): Promise<WorkerTarget[]> {
  const ofQueue = queueSid === undefined ? {} : { taskQueueSid: queueSid }
  const answer = await workspaceOf(client, settings).workers.list({ ...ofQueue, pageSize: ROWS_MAX, limit: ROWS_MAX })
  return decode(z.array(workerFields.extend({ sid: workerSid })), answer, 'workers').map((worker) => ({
    type: 'worker',
    sid: worker.sid,
    name: workerName(worker),
    available: worker.available,
    activityName: worker.activityName,
    freeCapacity: {},
    queueSids: queueSid === undefined ? [] : [queueSid],
  }))
}

/** Each worker once, with all the queues under which they were found. */
function merged(lists: readonly WorkerTarget[][]): WorkerTarget[] {
  const bySid = new Map<string, WorkerTarget>()
  for (const worker of lists.flat()) {
    const queueSids = [...(bySid.get(worker.sid)?.queueSids ?? []), ...worker.queueSids]
    bySid.set(worker.sid, { ...worker, queueSids })
  }
  return [...bySid.values()]
}

async function capacityAdded(performer: Performer, target: SeenTarget, observation: Observation): Promise<SeenTarget> {
  const channel = taskChannelOf(observation)
  if (channel === undefined) return target
  const sid = workerSid.parse(target.sid)
  const freeCapacity = (await listFreeCapacity(performer.client, performer.settings, sid))[channel]
  return freeCapacity === undefined ? target : { ...target, freeCapacity }
}

/** On which task channel the conversation is routed: that of its newest task. */
function taskChannelOf({ tasks }: Observation): string | undefined {
  const present = tasks.filter((task) => task.status !== 'gone')
  return present.toSorted((left, right) => right.createdAtMs - left.createdAtMs)[0]?.taskChannelUniqueName
}

async function matchingQueues(performer: Performer, search: string, observation: Observation): Promise<SeenTarget[]> {
  const { client, settings } = performer
  const [answer, statistics] = await Promise.all([
    workspaceOf(client, settings).taskQueues.list({ pageSize: ROWS_MAX, limit: ROWS_MAX }),
    listQueueStatistics(performer),
  ])
  const queues = decode(z.array(queueFields), answer, 'task queues')
    .filter(({ friendlyName }) => contains(friendlyName, search))
    .toSorted((left, right) => compareNames(left.friendlyName, right.friendlyName))
  const targets =
    statistics === undefined
      ? await Promise.all(queues.slice(0, QUEUES_READ_MAX).map(({ sid }) => fetchQueueTarget(client, settings, sid)))
      : queues.map((queue) => queueTarget(queue, statistics.get(queue.sid)))
  return targets
    .filter((target) => target.type === 'queue')
    .map((target) => seenQueue(target, statistics?.get(target.sid), observation))
    .toSorted(bestFirst)
}

const queueFields = z.object({ sid: taskQueueSid, friendlyName: z.string() })

/** A queue without numbers may be newer than they are: it is not refused for that. */
function queueTarget(
  { sid, friendlyName }: z.infer<typeof queueFields>,
  numbers: QueueStatistics | undefined,
): QueueTarget {
  const hasWorkers = numbers === undefined || numbers.workers > 0
  const hasAvailableWorkers = numbers !== undefined && numbers.availableWorkers > 0
  return { type: 'queue', sid, name: friendlyName, hasWorkers, hasAvailableWorkers }
}

function seenQueue(target: QueueTarget, numbers: QueueStatistics | undefined, observation: Observation): SeenTarget {
  const { type, sid, name, hasAvailableWorkers } = target
  const counts = numbers === undefined ? {} : { availableWorkers: numbers.availableWorkers, waiting: numbers.waiting }
  return { type, sid, name, available: hasAvailableWorkers, ...counts, ...whyNot(target, observation) }
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
