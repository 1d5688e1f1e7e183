import type { TaskSid, TaskVerdict } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import type { GatewaySettings } from './settings.ts'
import { workspaceOf } from './taskrouter.ts'

/** TaskRouter keeps events for longer than tasks, and lists the last 15 minutes unless asked for more (TR-31). */
const EVENTS_OF_MINUTES = 24 * 60

const EVENTS_MAX = 100

/** With these, somebody had the task and did something with it. An acceptance alone proves nothing: see IN-12. */
const SERVED: ReadonlySet<string> = new Set([
  'task.wrapup',
  'task.completed',
  'reservation.wrapup',
  'reservation.completed',
])

/** What a task that is gone has been good for, as TaskRouter's events tell. */
export async function fetchVerdict(client: Twilio, settings: GatewaySettings, taskSid: TaskSid): Promise<TaskVerdict> {
  const list = { taskSid, minutes: EVENTS_OF_MINUTES, limit: EVENTS_MAX }
  const types = new Set((await workspaceOf(client, settings).events.list(list)).map(({ eventType }) => eventType))
  if (types.has('task.canceled')) return 'failed'
  return [...types].some((type) => SERVED.has(type)) ? 'served' : 'unknown'
}
