import { eventually } from '@conversation-transfer/demo'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { behaviour } from './behaviour.ts'
import { refusal } from './refusal.ts'
import { activity, addQueue, addWorker, defaultChannelOf, setCapacity } from './taskrouter-scene.ts'

const WORKER = 'https://www.twilio.com/docs/taskrouter/api/worker'
const CHANNEL = 'https://www.twilio.com/docs/taskrouter/api/worker-channel'
const QUEUE = 'https://www.twilio.com/docs/taskrouter/api/task-queue'
const STATISTICS = 'https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics'
const ACTIVITY = 'https://www.twilio.com/docs/taskrouter/api/activity'
const LIMITS = 'https://www.twilio.com/docs/taskrouter/limits'

const ATTRIBUTES_CHARACTERS_MAX = 4096
const MAX_RESERVED_WORKERS_MAX = 50

test(
  'a worker has the activity and the attributes that were given',
  behaviour({ source: WORKER }, async (scene) => {
    const added = await addWorker(scene, 'worker', { attributes: { level: 3 } })
    const worker = await scene.workspace.workers(added.sid).fetch()
    expect(worker).toMatchObject({ available: true, friendlyName: added.friendlyName })
    expect(JSON.parse(worker.attributes)).toMatchObject({ level: 3, parityRun: scene.run })
  }),
)

test(
  'two workers cannot have one name',
  behaviour({ source: WORKER }, async (scene) => {
    const { friendlyName } = await addWorker(scene, 'worker')
    expect((await refusal(scene.workspace.workers.create({ friendlyName }))).status).toBe(400)
  }),
)

test(
  'a worker’s attributes hold 4096 characters and not one more',
  behaviour({ source: LIMITS }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    const empty = JSON.stringify({ text: '' }).length
    const text = (characters: number) => JSON.stringify({ text: 'x'.repeat(characters - empty) })
    await scene.workspace.workers(sid).update({ attributes: text(ATTRIBUTES_CHARACTERS_MAX) })
    const tooLong = scene.workspace.workers(sid).update({ attributes: text(ATTRIBUTES_CHARACTERS_MAX + 1) })
    expect((await refusal(tooLong)).status).toBe(400)
  }),
)

test(
  'workers are found by name, activity, availability, queue and expression',
  behaviour({ source: WORKER }, async (scene) => {
    const queueSid = await addQueue(scene, 'queue', { targetWorkers: 'level > 5' })
    const novice = await addWorker(scene, 'novice', { attributes: { level: 1 } })
    const expert = await addWorker(scene, 'expert', { attributes: { level: 9 }, isAvailable: false })
    const ours = `parityRun == "${scene.run}"`
    const { activitySid, activityName } = await scene.workspace.workers(expert.sid).fetch()
    const cases = [
      { filter: { friendlyName: novice.friendlyName }, found: novice },
      { filter: { taskQueueSid: queueSid }, found: expert },
      { filter: { taskQueueName: scene.name('queue') }, found: expert },
      { filter: { targetWorkersExpression: `${ours} AND level < 5` }, found: novice },
      { filter: { targetWorkersExpression: ours, available: '1' }, found: novice },
      { filter: { targetWorkersExpression: ours, activitySid }, found: expert },
      { filter: { targetWorkersExpression: ours, activityName }, found: expert },
    ]
    for (const { filter, found } of cases) {
      const workers = await eventually(`a worker is listed by ${JSON.stringify(filter)}`, async () => {
        const listed = await scene.workspace.workers.list(filter)
        return listed.length > 0 ? listed : undefined
      })
      expect(workers.map(({ sid }) => sid)).toEqual([found.sid])
    }
  }),
)

test(
  'a worker of another version than If-Match names is not changed',
  behaviour({ source: WORKER }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    const worker = scene.workspace.workers(sid)
    const { headers } = await worker.fetchWithHttpInfo()
    const ifMatch = headers['etag'] ?? ''
    expect((await worker.update({ attributes: '{"turn":1}', ifMatch })).attributes).toBe('{"turn":1}')
    expect((await refusal(worker.update({ attributes: '{"turn":2}', ifMatch }))).status).toBe(412)
  }),
)

test(
  'a worker is as available as the activity that was chosen',
  behaviour({ source: ACTIVITY }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    const activitySid = await activity(scene, false)
    const updated = await scene.workspace.workers(sid).update({ activitySid })
    const { friendlyName } = await scene.workspace.activities(activitySid).fetch()
    expect(updated).toMatchObject({ available: false, activitySid, activityName: friendlyName })
  }),
)

test(
  'a worker has a channel for each task channel of the workspace',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    const taskChannels = await scene.workspace.taskChannels.list()
    const channels = await scene.workspace.workers(sid).workerChannels.list()
    const names = (rows: { readonly name: string }[]) => rows.map(({ name }) => name).sort()
    expect(names(channels.map(({ taskChannelUniqueName: name }) => ({ name })))).toEqual(
      names(taskChannels.map(({ uniqueName: name }) => ({ name }))),
    )
  }),
)

test(
  'the capacity of a worker’s channel can be changed',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    await setCapacity(scene, sid, 5)
    const channel = scene.workspace.workers(sid).workerChannels(await defaultChannelOf(scene, sid))
    const { configuredCapacity, assignedTasks, availableCapacityPercentage } = await channel.fetch()
    expect({ configuredCapacity, assignedTasks, availableCapacityPercentage }).toEqual({
      configuredCapacity: 5,
      assignedTasks: 0,
      availableCapacityPercentage: 100,
    })
  }),
)

test(
  'a worker’s channel can be made unavailable',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker')
    const channel = scene.workspace.workers(sid).workerChannels(await defaultChannelOf(scene, sid))
    expect((await channel.update({ available: false })).available).toBe(false)
  }),
)

test(
  'a worker that was removed is answered with 404',
  behaviour({ source: WORKER }, async (scene) => {
    const { sid } = await addWorker(scene, 'worker', { isAvailable: false })
    expect(await scene.workspace.workers(sid).remove()).toBe(true)
    expect(await refusal(scene.workspace.workers(sid).fetch())).toMatchObject({ status: 404, code: 20_404 })
  }),
)

test(
  'a queue asks one worker at a time, oldest task first, unless told otherwise',
  behaviour({ source: QUEUE }, async (scene) => {
    const queue = await scene.workspace.taskQueues(await addQueue(scene, 'queue')).fetch()
    expect(queue).toMatchObject({ maxReservedWorkers: 1, taskOrder: 'FIFO', friendlyName: scene.name('queue') })
  }),
)

test(
  'a queue asks 50 workers at once at most',
  behaviour({ source: LIMITS }, async (scene) => {
    const sid = await addQueue(scene, 'queue', { maxReservedWorkers: MAX_RESERVED_WORKERS_MAX })
    const more = scene.workspace.taskQueues(sid).update({ maxReservedWorkers: MAX_RESERVED_WORKERS_MAX + 1 })
    expect((await refusal(more)).status).toBe(400)
  }),
)

test(
  'queues are found by name and by the worker whom they reach',
  behaviour({ source: QUEUE }, async (scene) => {
    const reaching = await addQueue(scene, 'reaching', { targetWorkers: 'level > 5' })
    await addQueue(scene, 'other', { targetWorkers: 'level < 5' })
    const { sid: workerSid } = await addWorker(scene, 'worker', { attributes: { level: 9 } })
    const byName = await scene.workspace.taskQueues.list({ friendlyName: scene.name('reaching') })
    expect(byName.map(({ sid }) => sid)).toEqual([reaching])
    const byWorker = await eventually('the queue is listed for its worker', async () => {
      const queues = await scene.workspace.taskQueues.list({ workerSid })
      const ours = queues.filter(({ friendlyName }) => friendlyName.startsWith(scene.name('')))
      return ours.length > 0 ? ours : undefined
    })
    expect(byWorker.map(({ sid }) => sid)).toEqual([reaching])
  }),
)

const BothWorkers = z.looseObject({ total_eligible_workers: z.literal(2) })

test(
  'the statistics of a queue say, some seconds later, who is in it and who is available',
  behaviour({ source: STATISTICS }, async (scene) => {
    await addQueue(scene, 'queue', { targetWorkers: 'level == 7' })
    await addWorker(scene, 'here', { attributes: { level: 7 } })
    await addWorker(scene, 'away', { attributes: { level: 7 }, isAvailable: false })
    const realtime = await eventually('both workers are counted', async () => {
      const [row] = await scene.workspace.taskQueues.statistics.list({ friendlyName: scene.name('queue') })
      return BothWorkers.safeParse(row?.realtime).data
    })
    expect(realtime).toMatchObject({ total_available_workers: 1, total_tasks: 0, longest_task_waiting_age: 0 })
  }),
)

test(
  'a queue’s expression that cannot be read is refused',
  behaviour({ source: QUEUE }, async (scene) => {
    const create = scene.workspace.taskQueues.create({ friendlyName: scene.name('bad'), targetWorkers: 'level >' })
    expect((await refusal(create)).status).toBe(400)
  }),
)

test(
  'activities are listed by availability',
  behaviour({ source: ACTIVITY }, async (scene) => {
    for (const available of [true, false]) {
      const activities = await scene.workspace.activities.list({ available: String(available) })
      expect(activities.length).toBeGreaterThan(0)
      expect(activities.every((row) => row.available === available)).toBe(true)
    }
  }),
)
