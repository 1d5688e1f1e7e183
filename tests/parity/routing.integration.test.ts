import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import { refusal } from './refusal.ts'
import {
  accept,
  addDesk,
  addQueue,
  addTask,
  addWorker,
  addWorkflow,
  ringing,
  taskBecomes,
  taskSatisfies,
  type AddedWorker,
} from './taskrouter-scene.ts'
import type { Scene } from './scene.ts'

const CONFIGURATION = 'https://www.twilio.com/docs/taskrouter/workflow-configuration'
const ASSIGNMENT = 'https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment'
const KNOWN_AGENT = 'https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing'
const ORDER_WORKERS = 'https://www.twilio.com/docs/taskrouter/order-workers'
const EXPRESSIONS = 'https://www.twilio.com/docs/taskrouter/expression-syntax'

test(
  'only the first filter that matches routes a task',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const { english, german, all } = await twoQueues(scene)
    const workflowSid = await addWorkflow(scene, {
      filters: [
        { expression: 'language == "de"', targets: [{ queue: german.queue }] },
        { expression: 'language IN ["en", "de"]', targets: [{ queue: english.queue }] },
      ],
      default_filter: { queue: all },
    })
    expect((await ringing(scene, await addTask(scene, workflowSid, { language: 'de' }))).workerSid).toBe(
      german.worker.sid,
    )
    expect((await ringing(scene, await addTask(scene, workflowSid, { language: 'en' }))).workerSid).toBe(
      english.worker.sid,
    )
  }),
)

test(
  'a task that no filter matches goes to the default filter',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const { german, all } = await twoQueues(scene)
    const workflowSid = await addWorkflow(scene, {
      filters: [{ expression: 'language == "de"', targets: [{ queue: german.queue }] }],
      default_filter: { queue: all },
    })
    const sid = await addTask(scene, workflowSid, { language: 'fr' })
    await ringing(scene, sid)
    expect((await scene.workspace.tasks(sid).fetch()).taskQueueSid).toBe(all)
  }),
)

test(
  'a target that times out hands the task to the next',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const empty = await addQueue(scene, 'empty', { targetWorkers: '1 == 2' })
    const queue = await addQueue(scene, 'next')
    const worker = await addWorker(scene, 'worker')
    const targets = [{ queue: empty, timeout: scene.subject.shortSeconds }, { queue }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid)
    await taskSatisfies(scene, sid, 'waits in the first queue', ({ taskQueueSid }) => taskQueueSid === empty)
    expect((await ringing(scene, sid)).workerSid).toBe(worker.sid)
    expect((await scene.workspace.tasks(sid).fetch()).taskQueueSid).toBe(queue)
  }),
)

test(
  'a target gives the task its own priority',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const queue = await addQueue(scene, 'queue', { targetWorkers: '1 == 2' })
    const targets = [
      { queue, timeout: scene.subject.shortSeconds, priority: 4 },
      { queue, priority: 9 },
    ]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid)
    await taskSatisfies(scene, sid, 'has the priority of the first target', ({ priority }) => priority === 4)
    const task = await taskSatisfies(scene, sid, 'has the second target’s priority', ({ priority }) => priority === 9)
    expect(task.taskQueueSid).toBe(queue)
  }),
)

test(
  'a task that falls off the end of its workflow is canceled',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const queue = await addQueue(scene, 'empty', { targetWorkers: '1 == 2' })
    const targets = [{ queue, timeout: scene.subject.shortSeconds }]
    const workflowSid = await addWorkflow(scene, {
      filters: [{ expression: '1 == 1', targets }],
      default_filter: { queue: await addQueue(scene, 'default') },
    })
    const task = await taskBecomes(scene, await addTask(scene, workflowSid), 'canceled')
    expect(task.reason).not.toBe('')
    scene.saw('the reason', task.reason)
  }),
)

test(
  'a target that is skipped hands the task on at once',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const empty = await addQueue(scene, 'empty', { targetWorkers: '1 == 2' })
    const queue = await addQueue(scene, 'next')
    const worker = await addWorker(scene, 'worker')
    // An hour: only the skip can have led on.
    const targets = [{ queue: empty, skip_if: 'workers.available == 0', timeout: 3600 }, { queue }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    expect((await ringing(scene, await addTask(scene, workflowSid))).workerSid).toBe(worker.sid)
  }),
)

test(
  'a target whose workers are all busy is not skipped for want of workers',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const { queueSid, worker } = await addDesk(scene)
    const next = await addQueue(scene, 'next', { targetWorkers: '1 == 2' })
    const targets = [{ queue: queueSid, skip_if: 'workers.available == 0', timeout: 3600 }, { queue: next }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const first = await addTask(scene, workflowSid)
    await accept(scene, await ringing(scene, first))
    const second = await addTask(scene, workflowSid)
    await taskSatisfies(scene, second, 'waits in the first queue', ({ taskQueueSid }) => taskQueueSid === queueSid)
    await scene.workspace.tasks(first).update({ assignmentStatus: 'completed' })
    expect((await ringing(scene, second)).workerSid).toBe(worker.sid)
  }),
)

test(
  'a task whose last target is skipped is canceled',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const queue = await addQueue(scene, 'empty', { targetWorkers: '1 == 2' })
    const targets = [{ queue, skip_if: 'workers.available == 0' }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const task = await taskBecomes(scene, await addTask(scene, workflowSid), 'canceled')
    expect(task.reason).not.toBe('')
  }),
)

test(
  'a known worker is asked, and nobody else',
  behaviour({ source: KNOWN_AGENT }, async (scene) => {
    const queue = await addQueue(scene, 'queue')
    await addWorker(scene, 'other')
    const known = await addWorker(scene, 'known')
    const targets = [{ queue, known_worker_sid: 'task.agent' }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid, { agent: known.sid })
    expect((await ringing(scene, sid)).workerSid).toBe(known.sid)
  }),
)

test(
  'a task waits for a known worker who is away until the target times out',
  behaviour({ source: KNOWN_AGENT }, async (scene) => {
    const queue = await addQueue(scene, 'queue')
    const other = await addWorker(scene, 'other')
    const known = await addWorker(scene, 'known', { isAvailable: false })
    const fallback = await addQueue(scene, 'fallback')
    const targets = [
      { queue, known_worker_sid: 'task.agent', timeout: scene.subject.shortSeconds },
      { queue: fallback },
    ]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid, { agent: known.sid })
    const waiting = await taskSatisfies(scene, sid, 'is in the queue', ({ taskQueueSid }) => taskQueueSid === queue)
    expect(waiting.assignmentStatus).toBe('pending')
    expect((await ringing(scene, sid)).workerSid).toBe(other.sid)
    expect((await scene.workspace.tasks(sid).fetch()).taskQueueSid).toBe(fallback)
  }),
)

test(
  'order_by asks the best worker first',
  behaviour({ source: ORDER_WORKERS }, async (scene) => {
    const queue = await addQueue(scene, 'queue')
    await addWorker(scene, 'novice', { attributes: { level: 1 } })
    const expert = await addWorker(scene, 'expert', { attributes: { level: 9 } })
    await addWorker(scene, 'junior', { attributes: { level: 3 } })
    const targets = [{ queue, order_by: 'worker.level DESC' }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    expect((await ringing(scene, await addTask(scene, workflowSid))).workerSid).toBe(expert.sid)
  }),
)

test(
  'of the tasks that wait the one of the highest priority rings first',
  behaviour({ source: ASSIGNMENT }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const current = await addTask(scene, workflowSid)
    await accept(scene, await ringing(scene, current))
    const low = await addTask(scene, workflowSid, {}, { priority: 1 })
    const high = await addTask(scene, workflowSid, {}, { priority: 5 })
    await taskSatisfies(scene, high, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    await scene.workspace.tasks(current).update({ assignmentStatus: 'completed' })
    await ringing(scene, high)
    expect((await scene.workspace.tasks(low).fetch()).assignmentStatus).toBe('pending')
  }),
)

test(
  'of tasks of one priority the oldest rings first',
  behaviour({ source: ASSIGNMENT }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const current = await addTask(scene, workflowSid)
    await accept(scene, await ringing(scene, current))
    const older = await addTask(scene, workflowSid)
    await taskSatisfies(scene, older, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    const younger = await addTask(scene, workflowSid)
    await taskSatisfies(scene, younger, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    await scene.workspace.tasks(current).update({ assignmentStatus: 'completed' })
    await ringing(scene, older)
    expect((await scene.workspace.tasks(younger).fetch()).assignmentStatus).toBe('pending')
  }),
)

test(
  'a target’s expression compares the task with the worker',
  behaviour({ source: EXPRESSIONS }, async (scene) => {
    const queue = await addQueue(scene, 'queue')
    await addWorker(scene, 'english', { attributes: { languages: ['en'] } })
    const german = await addWorker(scene, 'german', { attributes: { languages: ['en', 'de'] } })
    const targets = [{ queue, expression: 'task.language IN worker.languages' }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid, { language: 'de' })
    expect((await ringing(scene, sid)).workerSid).toBe(german.sid)
  }),
)

test(
  'NOT IN a list of worker sids leaves these workers out',
  behaviour({ source: EXPRESSIONS }, async (scene) => {
    const queue = await addQueue(scene, 'queue')
    const inside = await addWorker(scene, 'inside')
    const outside = await addWorker(scene, 'outside')
    const targets = [{ queue, expression: 'worker.sid NOT IN task.inside' }]
    const workflowSid = await addWorkflow(scene, { filters: [{ expression: '1 == 1', targets }] })
    const sid = await addTask(scene, workflowSid, { inside: [inside.sid] })
    expect((await ringing(scene, sid)).workerSid).toBe(outside.sid)
  }),
)

test(
  'HAS, CONTAINS, OR and parentheses choose among filters',
  behaviour({ source: EXPRESSIONS }, async (scene) => {
    const { english, german } = await twoQueues(scene)
    const expression = 'skills HAS "de" AND (topic CONTAINS "bill" OR vip == true)'
    const workflowSid = await addWorkflow(scene, {
      filters: [{ expression, targets: [{ queue: german.queue }] }],
      default_filter: { queue: english.queue },
    })
    const billed = await addTask(scene, workflowSid, { skills: ['de'], topic: 'billing' })
    expect((await ringing(scene, billed)).workerSid).toBe(german.worker.sid)
    const other = await addTask(scene, workflowSid, { skills: ['de'], topic: 'returns' })
    expect((await ringing(scene, other)).workerSid).toBe(english.worker.sid)
  }),
)

test(
  'a worker who rejects is followed by another of the same target',
  behaviour({ source: ASSIGNMENT }, async (scene) => {
    const { queueSid, workflowSid, worker } = await addDesk(scene)
    const second = await addWorker(scene, 'second')
    const sid = await addTask(scene, workflowSid)
    const first = await ringing(scene, sid)
    await scene.workspace.tasks(sid).reservations(first.sid).update({ reservationStatus: 'rejected' })
    const next = await ringing(scene, sid)
    expect([first.workerSid, next.workerSid].sort()).toEqual([worker.sid, second.sid].sort())
    expect((await scene.workspace.tasks(sid).fetch()).taskQueueSid).toBe(queueSid)
  }),
)

test(
  'a task for one worker passes by that worker’s capacity',
  behaviour({ source: 'https://www.twilio.com/docs/taskrouter/api/task' }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene)
    await accept(scene, await ringing(scene, await addTask(scene, workflowSid)))
    const direct = await addTask(scene, workflowSid, {}, { routingTarget: worker.sid })
    expect((await ringing(scene, direct)).workerSid).toBe(worker.sid)
  }),
)

test(
  'a worker who becomes available gets what waits',
  behaviour({ source: ASSIGNMENT }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene, { isAvailable: false })
    const sid = await addTask(scene, workflowSid)
    await taskSatisfies(scene, sid, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    const activities = await scene.workspace.activities.list()
    const activitySid = activities.find(({ available }) => available)?.sid ?? ''
    await scene.workspace.workers(worker.sid).update({ activitySid })
    expect((await ringing(scene, sid)).workerSid).toBe(worker.sid)
  }),
)

test(
  'a configuration that is not JSON or names no queue is refused',
  behaviour({ source: CONFIGURATION }, async (scene) => {
    const create = (configuration: string) =>
      refusal(scene.workspace.workflows.create({ friendlyName: scene.name('bad'), configuration }))
    expect((await create('{')).status).toBe(400)
    const filters = [{ filter_friendly_name: 'No queue', expression: '1 == 1', targets: [{}] }]
    expect((await create(JSON.stringify({ task_routing: { filters } }))).status).toBe(400)
  }),
)

interface QueueOfOne {
  readonly queue: string
  readonly worker: AddedWorker
}

/** Two queues with a worker each, and one with both. */
async function twoQueues(scene: Scene): Promise<{ english: QueueOfOne; german: QueueOfOne; all: string }> {
  return {
    english: {
      queue: await addQueue(scene, 'english', { targetWorkers: 'language == "en"' }),
      worker: await addWorker(scene, 'english', { attributes: { language: 'en' } }),
    },
    german: {
      queue: await addQueue(scene, 'german', { targetWorkers: 'language == "de"' }),
      worker: await addWorker(scene, 'german', { attributes: { language: 'de' } }),
    },
    all: await addQueue(scene, 'all'),
  }
}
