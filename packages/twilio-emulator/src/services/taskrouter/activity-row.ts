import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { Activity, Worker } from './state.ts'

/** An activity in which there is a worker cannot be deleted, so a worker always has one. */
export function activityOf(world: World, worker: Worker): Activity {
  const activity = world.taskrouter.activities.get(worker.activitySid)
  if (activity === undefined) throw new Error(`Worker ${worker.sid} is in no activity.`)
  return activity
}

/** Throws Twilio's 400 for an activity that is not there. */
export function requireActivity(world: World, sid: string): Activity {
  const activity = world.taskrouter.activities.get(sid)
  if (activity === undefined) throw invalidParameter(`Activity ${sid} is not in this workspace`)
  return activity
}
