import { taskSid, type TaskSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { workspaceOf } from './taskrouter.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** A task, and its attributes as Twilio has them. */
export interface NamedTask {
  readonly sid: TaskSid
  readonly attributes: string
}

/** All tasks of one conversation name the same channel; more are not asked for. */
const FOUND_MAX = 20

/** Undefined if it is gone. */
export async function fetchNamedTask(
  client: Twilio,
  settings: GatewaySettings,
  sid: TaskSid,
): Promise<NamedTask | undefined> {
  const answer = await unlessNotFound(workspaceOf(client, settings).tasks(sid).fetch())
  return answer && decode(task, answer, 'task')
}

/**
 * The tasks whose attributes name a conversation, a channel or an interaction. TaskRouter evaluates an expression over all tasks,
 * three times a second for a whole account (TR-30).
 */
export async function findTasks(
  client: Twilio,
  settings: GatewaySettings,
  [key, sid]: readonly [key: 'conversationSid' | 'flexInteractionChannelSid' | 'flexInteractionSid', sid: string],
): Promise<readonly NamedTask[]> {
  const evaluateTaskAttributes = `${key} == "${sid}"`
  const answer = await workspaceOf(client, settings).tasks.list({ evaluateTaskAttributes, limit: FOUND_MAX })
  return decode(z.array(task), answer, 'tasks')
}

const task = z.object({ sid: taskSid, attributes: z.string() })
