import { z } from 'zod'
import { channelSid, conversationSid, interactionSid, taskSid, type TaskSid } from '../sid.ts'

/** A channel has few tasks; a longer list of hints is a mistake. */
const TASK_SIDS_MAX = 50

/**
 * What every request says: who asks, about which conversation, and which tasks of it the client knows. The tasks are
 * hints: they save a round of calls, and they are believed only as far as Twilio's own answers confirm them.
 */
export const channelReference = {
  Token: z.string({ error: 'the Flex token of the agent who asks is missing' }).min(1).max(8_192),
  interactionSid,
  channelSid,
  conversationSid,
  taskSids: z.preprocess(fromForm, z.array(taskSid).max(TASK_SIDS_MAX)).default([]).transform(worthReading),
}

/** Hints are read before the token is known to be valid; more of them would let strangers use up the account's calls. */
const HINTS_READ_MAX = 12

function worthReading(sids: readonly TaskSid[]): TaskSid[] {
  return [...new Set(sids)].slice(0, HINTS_READ_MAX)
}

/** A form has no lists: there, the sids stand in one field with commas between them. */
function fromForm(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.split(',').filter((part) => part !== '')
}
