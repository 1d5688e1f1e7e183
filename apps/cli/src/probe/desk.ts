import type { Twilio } from 'twilio'
import type { Bench, TaskRouterWorkspace } from './bench.ts'
import { expected, happens } from './seen.ts'
import { Unanswerable } from './unanswerable.ts'

/** The task channel of everything here. Flex's own messages and calls come on others. */
export const TASK_CHANNEL = 'default'

/** A ring that nobody answers must not end by itself while a question is asked, and not live on for long if all fails. */
const RESERVATION_SECONDS = 120
const TASK_SECONDS = 600

type Reservations = ReturnType<TaskRouterWorkspace['tasks']>['reservations']
export type Reservation = Awaited<ReturnType<ReturnType<Reservations>['fetch']>>

export interface AddedWorker {
  readonly sid: string
  /** Who the worker is in conversations. */
  readonly identity: string
}

/** A worker whom only the queues of this bench and role reach. */
export async function addWorker(bench: Bench, role = 'agent', capacity = 1): Promise<AddedWorker> {
  const identity = `conversation-transfer-probe-${role}`
  const attributes = {
    conversationTransferProbe: mark(bench, role),
    contact_uri: `client:${identity}`,
    roles: ['agent'],
  }
  const { sid } = await bench.workspace.workers.create({
    friendlyName: `${bench.name}${role}`,
    activitySid: await activity(bench.workspace, false),
    attributes: JSON.stringify(attributes),
  })
  bench.afterwards(`the worker ${sid}`, (client) => removeWorker(client, bench.workspaceSid, sid))
  await takeOnly(bench, sid, capacity)
  await bench.workspace.workers(sid).update({ activitySid: await activity(bench.workspace, true) })
  return { sid, identity }
}

/** Queues that take in everybody reach this worker too: on their channels it must not be able to take anything. */
async function takeOnly({ workspace }: Bench, workerSid: string, capacity: number): Promise<void> {
  const { workerChannels } = workspace.workers(workerSid)
  const channels = await workerChannels.list()
  await Promise.all(
    channels.map(({ sid, taskChannelUniqueName: name }) =>
      workerChannels(sid).update({ capacity: name === TASK_CHANNEL ? capacity : 0 }),
    ),
  )
}

/** A worker who is available could still be given a task while it is being removed. */
export async function removeWorker(client: Twilio, workspaceSid: string, workerSid: string): Promise<void> {
  const workspace = client.taskrouter.v1.workspaces(workspaceSid)
  await workspace.workers(workerSid).update({ activitySid: await activity(workspace, false) })
  await workspace.workers(workerSid).remove()
}

async function activity(workspace: TaskRouterWorkspace, isAvailable: boolean): Promise<string> {
  const activities = await workspace.activities.list()
  const found = activities.find(({ available }) => available === isAvailable)
  if (found !== undefined) return found.sid
  throw new Unanswerable(`The workspace has no activity that is ${isAvailable ? '' : 'not '}available.`)
}

/** A queue that reaches the workers of this role and nobody else: with a role that no worker has, nobody at all. */
export async function addQueue(bench: Bench, role = 'agent'): Promise<string> {
  const { sid } = await bench.workspace.taskQueues.create({
    friendlyName: `${bench.name}${role}`,
    targetWorkers: `conversationTransferProbe == "${mark(bench, role)}"`,
  })
  bench.afterwards(`the queue ${sid}`, (client) => {
    return client.taskrouter.v1.workspaces(bench.workspaceSid).taskQueues(sid).remove()
  })
  return sid
}

function mark({ name }: Bench, role: string): string {
  return `${name}${role}`
}

export interface Routing {
  readonly filters?: readonly {
    readonly expression: string
    readonly targets: readonly { readonly queue: string; readonly expression?: string }[]
  }[]
  readonly default_filter?: { readonly queue: string }
}

export async function addWorkflow(bench: Bench, { filters = [], ...rest }: Routing): Promise<string> {
  const named = filters.map((filter, index) => ({ filter_friendly_name: `Filter ${index + 1}`, ...filter }))
  const { sid } = await bench.workspace.workflows.create({
    friendlyName: bench.title('workflow'),
    configuration: JSON.stringify({ task_routing: { filters: named, ...rest } }),
    taskReservationTimeout: RESERVATION_SECONDS,
  })
  bench.afterwards(`the workflow ${sid}`, (client) => {
    return client.taskrouter.v1.workspaces(bench.workspaceSid).workflows(sid).remove()
  })
  return sid
}

/** A queue with one worker, and a workflow that leads every task there. */
export interface Desk {
  readonly queueSid: string
  readonly workflowSid: string
  readonly worker: AddedWorker
}

export async function addDesk(bench: Bench, capacity = 1): Promise<Desk> {
  const queueSid = await addQueue(bench)
  const workflowSid = await addWorkflow(bench, { default_filter: { queue: queueSid } })
  return { queueSid, workflowSid, worker: await addWorker(bench, 'agent', capacity) }
}

/** A workflow into a queue where nobody is: its tasks wait. */
export async function addQuietWorkflow(
  bench: Bench,
): Promise<{ readonly queueSid: string; readonly workflowSid: string }> {
  const queueSid = await addQueue(bench, 'nobody')
  return { queueSid, workflowSid: await addWorkflow(bench, { default_filter: { queue: queueSid } }) }
}

export async function addTask(
  bench: Bench,
  workflowSid: string,
  { attributes = {}, routingTarget }: { readonly attributes?: object; readonly routingTarget?: string } = {},
): Promise<string> {
  const { sid } = await bench.workspace.tasks.create({
    workflowSid,
    taskChannel: TASK_CHANNEL,
    timeout: TASK_SECONDS,
    attributes: JSON.stringify(attributes),
    ...(routingTarget === undefined ? {} : { routingTarget }),
  })
  afterwardsRemoveTask(bench, sid)
  return sid
}

export function afterwardsRemoveTask(bench: Bench, sid: string): void {
  bench.afterwards(`the task ${sid}`, (client) => {
    return client.taskrouter.v1.workspaces(bench.workspaceSid).tasks(sid).remove()
  })
}

/** The first ring of the task that nobody has answered yet. */
export async function ringOf({ workspace }: Bench, taskSid: string): Promise<Reservation | undefined> {
  const [first] = await workspace.tasks(taskSid).reservations.list({ reservationStatus: 'pending' })
  return first
}

/** Waits until the task rings: what was asked comes after it. */
export function ringing(bench: Bench, taskSid: string): Promise<Reservation> {
  return expected(bench, `the task ${taskSid} rings`, () => ringOf(bench, taskSid))
}

/** Whether the task rings soon. */
export async function rings(bench: Bench, taskSid: string): Promise<boolean> {
  return (await happens(bench, () => ringOf(bench, taskSid))) !== undefined
}

export async function accept({ workspace }: Bench, { taskSid, sid }: Reservation): Promise<void> {
  await workspace.tasks(taskSid).reservations(sid).update({ reservationStatus: 'accepted' })
}

export async function reject({ workspace }: Bench, { taskSid, sid }: Reservation): Promise<void> {
  await workspace.tasks(taskSid).reservations(sid).update({ reservationStatus: 'rejected' })
}

/** A task that has become one of a worker's. */
export async function addAcceptedTask(bench: Bench, workflowSid: string): Promise<string> {
  const taskSid = await addTask(bench, workflowSid)
  await accept(bench, await ringing(bench, taskSid))
  return taskSid
}

export async function statusOf({ workspace }: Bench, taskSid: string): Promise<string> {
  return (await workspace.tasks(taskSid).fetch()).assignmentStatus
}
