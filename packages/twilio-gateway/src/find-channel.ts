import {
  channelSid,
  interactionSid,
  type ConversationSid,
  type JsonObject,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { fetchConversation } from './conversations.ts'
import type { ChannelAddress } from './interactions.ts'
import { fetchNamedTask, findTasks, type NamedTask } from './named-tasks.ts'
import type { GatewaySettings } from './settings.ts'
import { taskSubject } from './task-subject.ts'

export interface ChannelSearch {
  readonly conversationSid: ConversationSid
  /** Tasks that somebody has named in connection with the conversation. */
  readonly taskSids: readonly TaskSid[]
}

export interface FoundChannel {
  /** Twilio's word; `gone` if it answers 404. */
  readonly conversationState: string
  readonly address: ChannelAddress | undefined
  /** The tasks by which it was found: not every list of Twilio's names them. */
  readonly taskSids: readonly TaskSid[]
}

/** Each costs a call, and all of them name the same channel. */
const TASKS_ASKED_MAX = 3

/**
 * Where the channel of a conversation is. Twilio has no call that says so: our own record in the conversation's attributes
 * does, else a task that is known, else those that TaskRouter finds by their attributes.
 */
export async function findChannel(
  client: Twilio,
  settings: GatewaySettings,
  { conversationSid, taskSids }: ChannelSearch,
): Promise<FoundChannel> {
  const { state: conversationState, attributes } = await fetchConversation(client, conversationSid)
  const known = recorded(attributes)
  if (known !== undefined) return { conversationState, address: known, taskSids: [] }
  for (const sid of taskSids.slice(-TASKS_ASKED_MAX)) {
    const task = await fetchNamedTask(client, settings, sid)
    const address = task && addressIn(task, conversationSid)
    if (address !== undefined) return { conversationState, address, taskSids: [sid] }
  }
  const found = await findTasks(client, settings, ['conversationSid', conversationSid])
  const [address] = found.flatMap((task) => addressIn(task, conversationSid) ?? [])
  return { conversationState, address, taskSids: address === undefined ? [] : found.map(({ sid }) => sid) }
}

function recorded(attributes: JsonObject | undefined): ChannelAddress | undefined {
  return record.safeParse(attributes).data?.conversationTransfer
}

const record = z.object({ conversationTransfer: z.object({ interactionSid, channelSid }) })

/** A task of another conversation leads to another channel. */
function addressIn({ attributes }: NamedTask, conversation: ConversationSid): ChannelAddress | undefined {
  const { interactionSid: interaction, channelSid: channel, conversationSid } = taskSubject(attributes)
  if (interaction === undefined || channel === undefined || conversationSid !== conversation) return undefined
  return { interactionSid: interaction, channelSid: channel }
}
