import { eventually } from '@conversation-transfer/demo'
import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import { refusal } from './refusal.ts'
import type { Scene } from './scene.ts'
import {
  accept,
  activity,
  addAssignedTask,
  addDesk,
  addQueue,
  addTask,
  addWorker,
  addWorkflow,
  defaultChannelOf,
  goOffline,
  ringing,
  ringingAtAll,
  taskBecomes,
  taskSatisfies,
} from './taskrouter-scene.ts'

const RESERVATION = 'https://www.twilio.com/docs/taskrouter/api/reservations'
const LIFECYCLE = 'https://www.twilio.com/docs/taskrouter/lifecycle-task-state'
const WORKER = 'https://www.twilio.com/docs/taskrouter/api/worker'
const PRESENCE = 'https://www.twilio.com/docs/taskrouter/worker-presence'
const CHANNEL = 'https://www.twilio.com/docs/taskrouter/api/worker-channel'

test(
  'who accepts a reservation has the task, and less capacity',
  behaviour({ source: RESERVATION }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene, { capacity: 2 })
    const sid = await addTask(scene, workflowSid)
    const accepted = await accept(scene, await ringing(scene, sid))
    expect(accepted).toMatchObject({
      reservationStatus: 'accepted',
      workerSid: worker.sid,
      workerName: worker.friendlyName,
    })
    expect((await scene.workspace.tasks(sid).fetch()).assignmentStatus).toBe('assigned')
    const channels = scene.workspace.workers(worker.sid).workerChannels
    const channelSid = await defaultChannelOf(scene, worker.sid)
    const channel = await eventually('the channel counts the task', async () => {
      const now = await channels(channelSid).fetch()
      return now.assignedTasks === 1 ? now : undefined
    })
    expect(channel).toMatchObject({ configuredCapacity: 2, availableCapacityPercentage: 50 })
  }),
)

test(
  'a rejected task is pending again',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const { workflowSid, worker } = await addDesk(scene)
    const sid = await addTask(scene, workflowSid)
    const { sid: reservationSid } = await ringing(scene, sid)
    const reservation = scene.workspace.tasks(sid).reservations(reservationSid)
    const workerActivitySid = await activity(scene, false)
    // The worker goes offline with it, so that the task cannot ring there again.
    const rejected = await reservation.update({ reservationStatus: 'rejected', workerActivitySid })
    expect(rejected.reservationStatus).toBe('rejected')
    await taskBecomes(scene, sid, 'pending')
    expect((await scene.workspace.workers(worker.sid).fetch()).activitySid).toBe(workerActivitySid)
  }),
)

test(
  'who lets a reservation ring out goes to the time-out activity',
  behaviour({ source: PRESENCE }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene, { reservationSeconds: scene.subject.shortSeconds })
    const sid = await addTask(scene, workflowSid)
    const { sid: reservationSid } = await ringing(scene, sid)
    const reservation = await eventually('the reservation times out', async () => {
      const now = await scene.workspace.workers(worker.sid).reservations(reservationSid).fetch()
      return now.reservationStatus === 'timeout' ? now : undefined
    })
    expect(reservation.taskSid).toBe(sid)
    const { timeoutActivitySid } = await scene.workspace.fetch()
    expect((await scene.workspace.workers(worker.sid).fetch()).activitySid).toBe(timeoutActivitySid)
    await taskBecomes(scene, sid, 'pending')
  }),
)

test(
  'a worker who has all that fits gets the next task when one is completed',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene)
    const first = await addTask(scene, workflowSid)
    await accept(scene, await ringing(scene, first))
    const second = await addTask(scene, workflowSid)
    await taskSatisfies(scene, second, 'waits in the queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    // Somebody else's task is routed after the second one: had that been going to ring, it would ring by now.
    const probe = await addWorker(scene, 'probe')
    expect((await ringing(scene, second)).workerSid).toBe(probe.sid)
    const third = await addTask(scene, workflowSid)
    await scene.workspace.tasks(first).update({ assignmentStatus: 'completed' })
    expect((await ringing(scene, third)).workerSid).toBe(worker.sid)
  }),
)

test(
  'a worker with room for two has two tasks ring at once',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene, { capacity: 2 })
    const tasks = [await addTask(scene, workflowSid), await addTask(scene, workflowSid)]
    for (const sid of tasks) expect((await ringing(scene, sid)).workerSid).toBe(worker.sid)
  }),
)

test(
  'a task in wrapping still takes up capacity',
  behaviour({ source: CHANNEL }, async (scene) => {
    const { worker, taskSid } = await addAssignedTask(scene)
    await scene.workspace.tasks(taskSid).update({ assignmentStatus: 'wrapping' })
    const channel = scene.workspace.workers(worker.sid).workerChannels(await defaultChannelOf(scene, worker.sid))
    expect(await channel.fetch()).toMatchObject({ assignedTasks: 1, availableCapacityPercentage: 0 })
    await scene.workspace.tasks(taskSid).update({ assignmentStatus: 'completed' })
    await eventually('there is room again', async () =>
      (await channel.fetch()).availableCapacityPercentage === 100 ? true : undefined,
    )
  }),
)

test(
  'of several workers who ring at once the first to accept has the task',
  behaviour({ source: RESERVATION }, async (scene) => {
    const queue = await addQueue(scene, 'queue', { maxReservedWorkers: 2 })
    await addWorker(scene, 'first')
    await addWorker(scene, 'second')
    const sid = await addTask(scene, await addWorkflow(scene, { default_filter: { queue } }))
    const [winner, loser] = await ringingAtAll(scene, sid, 2)
    if (winner === undefined || loser === undefined) throw new Error('Two reservations were expected.')
    await accept(scene, winner)
    await eventually('the other is rescinded', async () => {
      const now = await scene.workspace.workers(loser.workerSid).reservations(loser.sid).fetch()
      return now.reservationStatus === 'rescinded' ? now : undefined
    })
    expect((await refusal(accept(scene, loser))).status).toBe(400)
  }),
)

test(
  'a task that is canceled stops ringing',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene)
    const sid = await addTask(scene, workflowSid)
    const reservation = await ringing(scene, sid)
    await scene.workspace.tasks(sid).update({ assignmentStatus: 'canceled', reason: 'changed our mind' })
    const canceled = await eventually('the reservation is canceled', async () => {
      const now = await scene.workspace.workers(worker.sid).reservations(reservation.sid).fetch()
      return now.reservationStatus === 'canceled' ? now : undefined
    })
    expect(canceled.taskSid).toBe(sid)
  }),
)

test(
  'a reservation is accepted once',
  behaviour({ source: RESERVATION }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const reservation = await ringing(scene, await addTask(scene, workflowSid))
    await accept(scene, reservation)
    expect((await refusal(accept(scene, reservation))).status).toBe(400)
  }),
)

test(
  'an accepted reservation is wrapped up and completed with its task',
  behaviour({ source: RESERVATION }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const sid = await addTask(scene, workflowSid)
    const { sid: reservationSid } = await accept(scene, await ringing(scene, sid))
    const reservation = scene.workspace.tasks(sid).reservations(reservationSid)
    expect((await reservation.update({ reservationStatus: 'wrapping' })).reservationStatus).toBe('wrapping')
    expect((await scene.workspace.tasks(sid).fetch()).assignmentStatus).toBe('wrapping')
    expect((await reservation.update({ reservationStatus: 'completed' })).reservationStatus).toBe('completed')
    expect((await scene.workspace.tasks(sid).fetch()).assignmentStatus).toBe('completed')
  }),
)

test(
  'a reservation of another version than If-Match names is not changed',
  behaviour({ source: RESERVATION }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const { sid, taskSid } = await ringing(scene, await addTask(scene, workflowSid))
    const reservation = scene.workspace.tasks(taskSid).reservations(sid)
    const { headers } = await reservation.fetchWithHttpInfo()
    const ifMatch = headers['etag'] ?? ''
    await reservation.update({ reservationStatus: 'accepted', ifMatch })
    expect((await refusal(reservation.update({ reservationStatus: 'completed', ifMatch }))).status).toBe(412)
  }),
)

test(
  'a worker who goes offline keeps what rings',
  behaviour({ source: WORKER }, async (scene) => {
    const { sid, workerSid, taskSid } = await ringingAtWorker(scene)
    await goOffline(scene, workerSid)
    const { reservationStatus } = await scene.workspace.tasks(taskSid).reservations(sid).fetch()
    expect(reservationStatus).toBe('pending')
  }),
)

test(
  'a worker who goes offline may reject all that rings',
  behaviour({ source: WORKER }, async (scene) => {
    const { sid, workerSid } = await ringingAtWorker(scene)
    const activitySid = await activity(scene, false)
    const worker = scene.workspace.workers(workerSid)
    expect((await worker.update({ activitySid, rejectPendingReservations: true })).available).toBe(false)
    await eventually('the reservation is rejected', async () => {
      const now = await worker.reservations(sid).fetch()
      return now.reservationStatus === 'rejected' ? now : undefined
    })
  }),
)

test(
  'only who goes offline may reject all that rings',
  behaviour({ source: WORKER }, async (scene) => {
    const { workerSid } = await ringingAtWorker(scene)
    const activitySid = await activity(scene, true)
    const update = scene.workspace.workers(workerSid).update({ activitySid, rejectPendingReservations: true })
    expect((await refusal(update)).status).toBe(400)
  }),
)

test(
  'a worker who goes offline keeps the tasks that were accepted',
  behaviour({ source: WORKER }, async (scene) => {
    const { worker, taskSid } = await addAssignedTask(scene)
    await goOffline(scene, worker.sid)
    expect((await scene.workspace.tasks(taskSid).fetch()).assignmentStatus).toBe('assigned')
  }),
)

test(
  'a worker’s reservations are listed by status',
  behaviour({ source: RESERVATION }, async (scene) => {
    const { worker, workflowSid } = await addDesk(scene, { capacity: 2 })
    const accepted = await accept(scene, await ringing(scene, await addTask(scene, workflowSid)))
    const pending = await ringing(scene, await addTask(scene, workflowSid))
    const { reservations } = scene.workspace.workers(worker.sid)
    expect((await reservations.list({ reservationStatus: 'accepted' })).map(({ sid }) => sid)).toEqual([accepted.sid])
    expect((await reservations.list({ reservationStatus: 'pending' })).map(({ sid }) => sid)).toEqual([pending.sid])
  }),
)

async function ringingAtWorker(scene: Scene): ReturnType<typeof ringing> {
  const { workflowSid } = await addDesk(scene)
  return ringing(scene, await addTask(scene, workflowSid))
}
