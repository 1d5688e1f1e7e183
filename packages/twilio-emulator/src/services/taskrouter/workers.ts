import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { requireActivity } from './activity-row.ts'
import { checkedAttributes } from './attributes.ts'
import { refreshMember } from './queue-members.ts'
import { openReservationsOfWorker } from './reservation-row.ts'
import { rejectReservation } from './reservations.ts'
import type { Worker, WorkerChannel } from './state.ts'
import { changeWorker, putWorkerChannel, setActivity, workerChannelsOf } from './worker-row.ts'

/** A worker's name is its identity in Flex; two cannot share it. */
const FRIENDLY_NAME_CHARACTERS_MAX = 64
/** What a new worker can do at once on each channel, until told otherwise (TR-13). */
const DEFAULT_CAPACITY = 1
const CAPACITY_MAX = 50

export interface NewWorker {
  readonly friendlyName: string
  /** The text of a JSON object of at most 4096 characters. */
  readonly attributes: string
  /** The workspace's default activity if left out. */
  readonly activitySid?: string | undefined
}

/** Adds a worker with one channel for each task channel of the workspace. Throws Twilio's 400 (TR-12). */
export function createWorker(world: World, { friendlyName, attributes, activitySid }: NewWorker): Worker {
  checkName(world, friendlyName)
  const activity = requireActivity(world, activitySid ?? world.taskrouter.workspace.defaultActivitySid ?? '')
  const nowMs = world.clock.now()
  const worker = world.taskrouter.workers.put({
    sid: newSid(world.random, 'WK'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    friendlyName,
    attributes: checkedAttributes(attributes),
    activitySid: activity.sid,
    statusChangedAtMs: nowMs,
    previousActivity: undefined,
    idleSinceMs: nowMs,
    version: 0,
  })
  for (const { sid } of world.taskrouter.taskChannels.all()) addWorkerChannel(world, worker.sid, sid)
  refreshMember(world, worker.sid)
  world.changes.publish({ kind: 'worker.created', worker })
  return worker
}

export function findWorker(world: World, sid: string): Worker | undefined {
  return world.taskrouter.workers.get(sid)
}

export interface WorkerUpdate {
  readonly activitySid?: string | undefined
  readonly attributes?: string | undefined
  readonly friendlyName?: string | undefined
  /** Allowed only together with an activity that is not available (TR-12). */
  readonly rejectPendingReservations?: boolean | undefined
}

/** Throws Twilio's 400 if the update is not allowed; then nothing of it has happened. */
export function updateWorker(world: World, worker: Worker, update: WorkerUpdate): Worker {
  const { activitySid, rejectPendingReservations = false } = update
  const activity = activitySid === undefined ? undefined : requireActivity(world, activitySid)
  if (rejectPendingReservations && activity?.available !== false) {
    throw invalidParameter('RejectPendingReservations is only allowed with an ActivitySid that is not available')
  }
  let updated = updateProfile(world, worker, update)
  if (activity !== undefined && activity.sid !== worker.activitySid) updated = setActivity(world, updated, activity)
  if (rejectPendingReservations) rejectPending(world, worker)
  return updated
}

/** What may be changed about a worker's channel. */
export interface WorkerChannelUpdate {
  readonly capacity?: number | undefined
  readonly available?: boolean | undefined
}

/** Throws Twilio's 400 for a capacity beyond the limit (TR-13). */
export function updateWorkerChannel(
  world: World,
  channel: WorkerChannel,
  { capacity, available }: WorkerChannelUpdate,
): WorkerChannel {
  if (capacity !== undefined && capacity > CAPACITY_MAX) {
    throw invalidParameter(`Capacity must be from 0 to ${CAPACITY_MAX}, not ${capacity}`)
  }
  const updated = putWorkerChannel(world, {
    ...channel,
    configuredCapacity: capacity ?? channel.configuredCapacity,
    available: available ?? channel.available,
    updatedAtMs: world.clock.now(),
  })
  const worker = findWorker(world, channel.workerSid)
  if (worker === undefined) return updated
  if (updated.configuredCapacity !== channel.configuredCapacity) {
    world.changes.publish({ kind: 'worker.capacity.update', worker, channel: updated })
  }
  if (updated.available !== channel.available) {
    world.changes.publish({ kind: 'worker.channel.availability.update', worker, channel: updated })
  }
  return updated
}

/** Throws Twilio's 400 while the worker still has reservations that are not over. */
export function deleteWorker(world: World, worker: Worker): void {
  if (openReservationsOfWorker(world, worker.sid).length > 0) {
    throw invalidParameter(`Cannot delete worker ${worker.sid} because it has reservations that are not over`)
  }
  for (const { sid } of workerChannelsOf(world, worker.sid)) world.taskrouter.workerChannels.delete(sid)
  world.taskrouter.workerChannelIndex.removeAll(worker.sid)
  world.taskrouter.workers.delete(worker.sid)
  refreshMember(world, worker.sid)
  world.changes.publish({ kind: 'worker.deleted', worker })
}

export function addWorkerChannel(world: World, workerSid: string, taskChannelSid: string): WorkerChannel {
  const nowMs = world.clock.now()
  return putWorkerChannel(world, {
    sid: newSid(world.random, 'WC'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    workerSid,
    taskChannelSid,
    available: true,
    configuredCapacity: DEFAULT_CAPACITY,
  })
}

function updateProfile(world: World, worker: Worker, { attributes, friendlyName }: WorkerUpdate): Worker {
  if (attributes === undefined && friendlyName === undefined) return worker
  if (friendlyName !== undefined && friendlyName !== worker.friendlyName) checkName(world, friendlyName)
  const updated = changeWorker(world, worker, {
    attributes: attributes === undefined ? worker.attributes : checkedAttributes(attributes),
    friendlyName: friendlyName ?? worker.friendlyName,
  })
  world.changes.publish({ kind: 'worker.attributes.update', worker: updated })
  return updated
}

function rejectPending(world: World, worker: Worker): void {
  for (const reservation of openReservationsOfWorker(world, worker.sid)) {
    if (reservation.status === 'pending') rejectReservation(world, reservation)
  }
}

function checkName(world: World, friendlyName: string): void {
  if (friendlyName.length > FRIENDLY_NAME_CHARACTERS_MAX) {
    throw invalidParameter(`FriendlyName must not be longer than ${FRIENDLY_NAME_CHARACTERS_MAX} characters`)
  }
  // Observed: capitals make no difference, and these are Twilio's words (TR-12).
  const wanted = friendlyName.toLowerCase()
  if (world.taskrouter.workers.all().some((worker) => worker.friendlyName.toLowerCase() === wanted)) {
    throw invalidParameter('Worker with the same friendly name already exists')
  }
}
