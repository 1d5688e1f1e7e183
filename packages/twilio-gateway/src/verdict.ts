import type { Observation, TaskSid, TaskVerdict } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { Performer } from './performer.ts'
import { workspaceOf } from './taskrouter.ts'

/** What a task has seen for certain within this many events; a task that is rung at for days has more. */
const EVENTS_MAX = 1_000
const EVENTS_PER_PAGE = 500

/** Clocks differ, and an invite's date has whole seconds only. */
const BEFORE_CREATION_MS = 60_000

/** For a task of which not even an invite is known: how long one may wait for an agent (TR-9), and one be served (TR-8). */
const TASK_LIFE_MS = 15 * 86_400_000

/** What a task that is gone was good for, by TaskRouter's record of events (TR-31). */
export async function fetchVerdict(
  { client, settings, time }: Performer,
  observation: Observation,
  taskSid: TaskSid,
): Promise<TaskVerdict> {
  const invite = observation.invites.find((one) => one.taskSid === taskSid)
  const fromMs = invite === undefined ? time.now() - TASK_LIFE_MS : invite.createdAtMs - BEFORE_CREATION_MS
  const options = { taskSid, startDate: new Date(fromMs), limit: EVENTS_MAX, pageSize: EVENTS_PER_PAGE }
  const answer = await workspaceOf(client, settings).events.list(options)
  const types = new Set(decode(z.array(event), answer, 'events').map(({ eventType }) => eventType))
  if (SERVED.some((type) => types.has(type))) return 'served'
  const hasParticipant = observation.participants.some((participant) => participant.taskSid === taskSid)
  if (types.has('reservation.accepted') && hasParticipant) return 'served'
  return types.has('task.canceled') ? 'failed' : 'unknown'
}

const event = z.object({ eventType: z.string() })

const SERVED = ['reservation.completed', 'task.wrapup', 'task.completed'] as const
