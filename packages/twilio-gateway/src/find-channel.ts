import {
  channelSid,
  interactionSid,
  taskSid,
  type ConversationSid,
  type JsonObject,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { fetchConversation } from './conversations.ts'
import { decode } from './decode.ts'
import type { ChannelAddress } from './interactions.ts'
import type { GatewaySettings } from './settings.ts'
import { taskSubject } from './task-subject.ts'
import { workspaceOf } from './taskrouter.ts'
import { unlessNotFound } from './twilio-failure.ts'

export interface ChannelSearch {
  readonly conversationSid: ConversationSid
  /** Tasks that somebody has named in connection with the conversation. */
  readonly taskSids: readonly TaskSid[]
}

export interface FoundChannel {
  /** Twilio's word; `gone` if it answers 404. */
  readonly conversationState: string
  readonly address: ChannelAddress | undefined
}

/** Each costs a call, and all of them name the same channel. */
const TASKS_ASKED_MAX = 3

/**
 * Where the channel of a conversation is. Twilio has no call that says so: our own record in the conversation's attributes
 * does, else a task that is known, else one that TaskRouter finds by its attributes, three such calls a second for a whole
 * account (TR-30).
 */
export async function findChannel(
  client: Twilio,
  settings: GatewaySettings,
  { conversationSid, taskSids }: ChannelSearch,
): Promise<FoundChannel> {
  const { state: conversationState, attributes } = await fetchConversation(client, conversationSid)
  const workspace = workspaceOf(client, settings)
  const known = recorded(attributes)
  if (known !== undefined) return { conversationState, address: known }
  for (const sid of taskSids.slice(-TASKS_ASKED_MAX)) {
    const answer = await unlessNotFound(workspace.tasks(sid).fetch())
    const address = answer && addressIn(decode(task, answer, 'task').attributes, conversationSid)
    if (address !== undefined) return { conversationState, address }
  }
  const evaluateTaskAttributes = `conversationSid == "${conversationSid}"`
  const found = decode(z.array(task), await workspace.tasks.list({ evaluateTaskAttributes, limit: 1 }), 'tasks')
  return { conversationState, address: found[0] && addressIn(found[0].attributes, conversationSid) }
}

const task = z.object({ sid: taskSid, attributes: z.string() })

function recorded(attributes: JsonObject | undefined): ChannelAddress | undefined {
  return record.safeParse(attributes).data?.conversationTransfer
}

const record = z.object({ conversationTransfer: z.object({ interactionSid, channelSid }) })

/** A task of another conversation leads to another channel. */
function addressIn(attributes: string, conversation: ConversationSid): ChannelAddress | undefined {
  const { interactionSid: interaction, channelSid: channel, conversationSid } = taskSubject(attributes)
  if (interaction === undefined || channel === undefined || conversationSid !== conversation) return undefined
  return { interactionSid: interaction, channelSid: channel }
}
