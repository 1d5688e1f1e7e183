import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import type { Activity } from './state.ts'

export interface NewActivity {
  readonly friendlyName: string
  /** Whether workers in it may be given tasks; it cannot be changed later. */
  readonly available: boolean
}

/** Throws Twilio's 400 if there is one of this name (TR-17). */
export function createActivity(world: World, { friendlyName, available }: NewActivity): Activity {
  checkName(world, friendlyName)
  const nowMs = world.clock.now()
  const sid = newSid(world.random, 'WA')
  const activity = { sid, createdAtMs: nowMs, updatedAtMs: nowMs, friendlyName, available }
  world.taskrouter.activities.put(activity)
  world.changes.publish({ kind: 'activity.created', activity })
  return activity
}

export function renameActivity(world: World, activity: Activity, friendlyName: string): Activity {
  if (friendlyName !== activity.friendlyName) checkName(world, friendlyName)
  const renamed = { ...activity, friendlyName, updatedAtMs: world.clock.now() }
  world.taskrouter.activities.put(renamed)
  // Queues may ask for an activity by its name.
  world.taskrouter.queueMembers.clear()
  world.changes.publish({ kind: 'activity.updated', activity: renamed })
  return renamed
}

/** Throws Twilio's 400 while a worker is in it, or the workspace needs it (assumed, TR-17). */
export function deleteActivity(world: World, activity: Activity): void {
  const { workers, workspace, activities } = world.taskrouter
  const isDefault = [workspace.defaultActivitySid, workspace.timeoutActivitySid].includes(activity.sid)
  if (isDefault || workers.all().some(({ activitySid }) => activitySid === activity.sid)) {
    throw invalidParameter(`Cannot delete activity ${activity.sid} because it is in use`)
  }
  activities.delete(activity.sid)
  world.changes.publish({ kind: 'activity.deleted', activity })
}

function checkName(world: World, friendlyName: string): void {
  if (world.taskrouter.activities.all().some((activity) => activity.friendlyName === friendlyName)) {
    throw invalidParameter(`An activity with the FriendlyName '${friendlyName}' exists already`)
  }
}
