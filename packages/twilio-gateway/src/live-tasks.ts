import { taskSid, type TaskSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { taskSubject, type TaskSubject } from './task-subject.ts'
import { workspaceOf } from './taskrouter.ts'

/** A task that has not ended, as a list of all of them shows it. */
export interface LiveTask extends TaskSubject {
  readonly taskSid: TaskSid
  readonly status: string
}

/** As many as TaskRouter puts on one page (TR-19). */
const PAGE_SIZE = 1_000

/** A contact center of ten thousand conversations has hardly more; the rest is found when these have ended. */
const TASKS_MAX = 50_000

const LIVE = ['pending', 'reserved', 'assigned', 'wrapping']

/** All tasks of conversations in the workspace that have not ended, in as few calls as TaskRouter allows. */
export async function listLiveTasks(client: Twilio, settings: GatewaySettings): Promise<readonly LiveTask[]> {
  const query = { assignmentStatus: LIVE, pageSize: PAGE_SIZE, limit: TASKS_MAX }
  const tasks = decode(z.array(task), await workspaceOf(client, settings).tasks.list(query), 'tasks')
  return tasks.map(({ sid, assignmentStatus, attributes }) => {
    return { taskSid: sid, status: assignmentStatus, ...taskSubject(attributes) }
  })
}

const task = z.object({ sid: taskSid, assignmentStatus: z.string(), attributes: z.string() })
