import { taskSid, type TaskSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { taskSubject, type TaskSubject } from './task-subject.ts'
import { workspaceOf } from './taskrouter.ts'

/** Something that happened to a task, or to somebody's reservation of it. */
export interface TaskEvent extends TaskSubject {
  readonly taskSid: TaskSid
  readonly type: string
  readonly atMs: number
}

export interface EventPeriod {
  /** Both included; TaskRouter knows whole seconds. Milliseconds since 1970. */
  readonly fromMs: number
  readonly untilMs: number
}

/** As many as TaskRouter puts on one page (TR-31). */
const PAGE_SIZE = 1_000

/** What a quarter of an hour of a very large contact center has; the order of the rest would not be known. */
export const TASK_EVENTS_MAX = 20_000

/** What TaskRouter has recorded of the tasks of conversations in this time (TR-31); events of other things are left out. */
export async function listTaskEvents(
  client: Twilio,
  settings: GatewaySettings,
  { fromMs, untilMs }: EventPeriod,
): Promise<readonly TaskEvent[]> {
  const [startDate, endDate] = [new Date(fromMs), new Date(untilMs)]
  const query = { startDate, endDate, pageSize: PAGE_SIZE, limit: TASK_EVENTS_MAX }
  const events = decode(z.array(event), await workspaceOf(client, settings).events.list(query), 'events')
  return events.flatMap(({ eventType, eventDateMs, eventData }) => {
    const { data } = ofTask.safeParse(eventData)
    if (data === undefined) return []
    return [{ taskSid: data.task_sid, type: eventType, atMs: eventDateMs, ...taskSubject(data.task_attributes) }]
  })
}

const event = z.object({ eventType: z.string(), eventDateMs: z.number(), eventData: z.unknown() })

const ofTask = z.object({ task_sid: taskSid, task_attributes: z.string() })
