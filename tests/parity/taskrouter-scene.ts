import { eventually } from '@conversation-transfer/demo'
import type { Scene, Workspace } from './scene.ts'

type Task = Awaited<ReturnType<ReturnType<Workspace['tasks']>['fetch']>>
export type TaskStatus = Task['assignmentStatus']
export type Reservation = Awaited<ReturnType<ReturnType<ReturnType<Workspace['tasks']>['reservations']>['fetch']>>

export interface NewWorker {
  readonly isAvailable?: boolean
  readonly attributes?: Readonly<Record<string, unknown>>
  /** How many tasks of the default channel it may have at once. */
  readonly capacity?: number
}

export interface AddedWorker {
  readonly sid: string
  readonly friendlyName: string
  /** Who the worker is in conversations. */
  readonly identity: string
}

/** A worker whom only this scene's queues reach. */
export async function addWorker(scene: Scene, what: string, options: NewWorker = {}): Promise<AddedWorker> {
  const { isAvailable = true, attributes = {}, capacity } = options
  const identity = scene.identity(what)
  const own = { parityRun: scene.run, contact_uri: `client:${identity}`, roles: ['agent'] }
  const friendlyName = scene.name(what)
  const activitySid = await activity(scene, isAvailable)
  const { sid } = await scene.workspace.workers.create({
    friendlyName,
    activitySid,
    attributes: JSON.stringify({ ...own, ...attributes }),
  })
  scene.afterwards(`the worker ${friendlyName}`, () => removeWorker(scene, sid))
  if (capacity !== undefined) await setCapacity(scene, sid, capacity)
  return { sid, friendlyName, identity }
}

/** The sid of some activity of the workspace's that is available, or is not. */
export async function activity(scene: Scene, isAvailable: boolean): Promise<string> {
  const activities = await scene.workspace.activities.list()
  const found = activities.find(({ available }) => available === isAvailable)
  if (found === undefined) throw new Error(`The workspace has no activity with available=${isAvailable}.`)
  return found.sid
}

export async function setCapacity(scene: Scene, workerSid: string, capacity: number): Promise<void> {
  const channels = scene.workspace.workers(workerSid).workerChannels
  await channels(await defaultChannelOf(scene, workerSid)).update({ capacity })
}

/** The sid of a worker's own channel for tasks of the channel `default`. */
export async function defaultChannelOf(scene: Scene, workerSid: string): Promise<string> {
  const channels = await scene.workspace.workers(workerSid).workerChannels.list()
  const found = channels.find(({ taskChannelUniqueName }) => taskChannelUniqueName === 'default')
  if (found === undefined) throw new Error(`The worker ${workerSid} has no channel 'default'.`)
  return found.sid
}

export interface NewQueue {
  /** Which of this scene's workers it reaches; all of them if left out. */
  readonly targetWorkers?: string
  readonly maxReservedWorkers?: number
}

/** A queue that reaches this scene's workers and nobody else. Returns its sid. */
export async function addQueue(scene: Scene, what: string, options: NewQueue = {}): Promise<string> {
  const { targetWorkers, maxReservedWorkers } = options
  const ours = `parityRun == "${scene.run}"`
  const friendlyName = scene.name(what)
  const { sid } = await scene.workspace.taskQueues.create({
    friendlyName,
    targetWorkers: targetWorkers === undefined ? ours : `${ours} AND (${targetWorkers})`,
    ...(maxReservedWorkers === undefined ? {} : { maxReservedWorkers }),
  })
  scene.afterwards(`the queue ${friendlyName}`, () => scene.workspace.taskQueues(sid).remove())
  return sid
}

export interface Target {
  readonly queue: string
  readonly expression?: string
  readonly priority?: number
  readonly timeout?: number
  readonly skip_if?: string
  readonly order_by?: string
  readonly known_worker_sid?: string
}

export interface Routing {
  readonly filters?: readonly { readonly expression: string; readonly targets: readonly Target[] }[]
  readonly default_filter?: { readonly queue: string }
}

/** Returns the workflow's sid. A reservation rings for two minutes unless `taskReservationTimeout` says otherwise. */
export async function addWorkflow(
  scene: Scene,
  { filters = [], ...rest }: Routing,
  taskReservationTimeout = 120,
): Promise<string> {
  const named = filters.map((filter, index) => ({ filter_friendly_name: `Filter ${index + 1}`, ...filter }))
  const friendlyName = scene.name(`workflow-${scene.subject.exchanges.length}`)
  const { sid } = await scene.workspace.workflows.create({
    friendlyName,
    configuration: JSON.stringify({ task_routing: { filters: named, ...rest } }),
    taskReservationTimeout,
  })
  scene.afterwards(`the workflow ${friendlyName}`, () => scene.workspace.workflows(sid).remove())
  return sid
}

export interface TaskOptions {
  readonly priority?: number
  readonly timeout?: number
  readonly routingTarget?: string
}

/** Returns the task's sid. */
export async function addTask(
  scene: Scene,
  workflowSid: string,
  attributes: Readonly<Record<string, unknown>> = {},
  options: TaskOptions = {},
): Promise<string> {
  const { sid } = await scene.workspace.tasks.create({
    workflowSid,
    taskChannel: 'default',
    attributes: JSON.stringify({ parityRun: scene.run, ...attributes }),
    ...options,
  })
  scene.afterwards(`the task ${sid}`, () => scene.workspace.tasks(sid).remove())
  return sid
}

/** A queue with one available worker, a workflow that leads every task there, and a task. */
export interface Desk {
  readonly worker: AddedWorker
  readonly queueSid: string
  readonly workflowSid: string
}

export async function addDesk(scene: Scene, options: NewWorker & { reservationSeconds?: number } = {}): Promise<Desk> {
  const queueSid = await addQueue(scene, 'queue')
  const worker = await addWorker(scene, 'worker', options)
  const workflowSid = await addWorkflow(scene, { default_filter: { queue: queueSid } }, options.reservationSeconds)
  return { worker, queueSid, workflowSid }
}

/** A workflow that leads into a queue without workers: its tasks stay pending. */
export async function addQuietWorkflow(scene: Scene): Promise<string> {
  const queue = await addQueue(scene, 'empty', { targetWorkers: '1 == 2' })
  return addWorkflow(scene, { default_filter: { queue } })
}

/** Waits until the task has the status. */
export function taskBecomes(scene: Scene, taskSid: string, status: TaskStatus): Promise<Task> {
  return taskSatisfies(scene, taskSid, `is ${status}`, (task) => task.assignmentStatus === status)
}

export function taskSatisfies(
  scene: Scene,
  taskSid: string,
  what: string,
  isSo: (task: Task) => boolean,
): Promise<Task> {
  return eventually(`the task ${what}`, async () => {
    const task = await scene.workspace.tasks(taskSid).fetch()
    return isSo(task) ? task : undefined
  })
}

/** Waits until the task rings, and returns whom it rings at. */
export async function ringing(scene: Scene, taskSid: string): Promise<Reservation> {
  const [first] = await ringingAtAll(scene, taskSid, 1)
  if (first === undefined) throw new Error('Waited for one reservation and got none.')
  return first
}

/** Waits until the task rings at this many workers. */
export function ringingAtAll(scene: Scene, taskSid: string, count: number): Promise<Reservation[]> {
  return eventually(`the task rings at ${count}`, async () => {
    const pending = await scene.workspace.tasks(taskSid).reservations.list({ reservationStatus: 'pending' })
    return pending.length === count ? pending : undefined
  })
}

export async function accept(scene: Scene, { taskSid, sid }: Reservation): Promise<Reservation> {
  return scene.workspace.tasks(taskSid).reservations(sid).update({ reservationStatus: 'accepted' })
}

/** A task that a worker of this scene has accepted. */
export async function addAssignedTask(scene: Scene): Promise<Desk & { readonly taskSid: string }> {
  const desk = await addDesk(scene)
  const taskSid = await addTask(scene, desk.workflowSid)
  await accept(scene, await ringing(scene, taskSid))
  return { ...desk, taskSid }
}

export async function goOffline(scene: Scene, workerSid: string): Promise<void> {
  await scene.workspace.workers(workerSid).update({ activitySid: await activity(scene, false) })
}

/** A worker who is available could still be given a task while it is being removed. */
async function removeWorker(scene: Scene, sid: string): Promise<void> {
  await goOffline(scene, sid)
  await scene.workspace.workers(sid).remove()
}
