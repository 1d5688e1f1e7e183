import type { World } from '../../world/world.ts'
import { attributesOf } from './attributes.ts'
import type { Worker } from './state.ts'
import { activityOf } from './activity-row.ts'

const documents = new WeakMap<Worker, { readonly activityName: string; readonly document: object }>()

/** What an expression sees of a worker: its attributes, and over them the four fields that Twilio names (TR-15). */
export function workerDocument(world: World, worker: Worker): object {
  const activityName = activityOf(world, worker).friendlyName
  const known = documents.get(worker)
  if (known?.activityName === activityName) return known.document
  const document = {
    ...attributesOf(worker),
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: activityName,
  }
  documents.set(worker, { activityName, document })
  return document
}
