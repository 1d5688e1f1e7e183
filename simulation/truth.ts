import {
  isJsonObject,
  readInviteMark,
  type ConversationSid,
  type InteractionSid,
  type ChannelSid,
  type InviteSid,
  type InviteTarget,
  type JsonObject,
  type Observation,
  type ObservedInvite,
  type ObservedParticipant,
  type ObservedTask,
  type ParticipantSid,
  type ReservationSid,
  type TaskSid,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import {
  conversationParticipantsOf,
  invitesOf,
  participantsOf,
  reservationsOfTask,
  type World,
} from '@conversation-transfer/twilio-emulator'

/** Where a conversation is found. */
export interface Chat {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
  readonly conversationSid: ConversationSid
}

type Row<Table extends { get(sid: string): unknown }> = NonNullable<ReturnType<Table['get']>>
type InviteRow = Row<World['interactions']['invites']>
type ParticipantRow = Row<World['interactions']['participants']>

/** One conversation as it is, read from the emulator's own tables: no list that lags, and no answer that got lost. */
export function truthOf(world: World, chat: Chat): Observation {
  const { interactions, conversations } = world
  const channel = interactions.channels.get(chat.channelSid)
  const conversation = conversations.conversations.get(chat.conversationSid)
  const memberSids = new Set(conversationParticipantsOf(world, chat.conversationSid).map(({ sid }) => sid))
  const invites = invitesOf(world, chat.channelSid)
  const participants = participantsOf(world, chat.channelSid)
  const { interactionSid, channelSid, conversationSid } = chat
  return {
    observedAtMs: world.clock.now(),
    channel: { interactionSid, channelSid, type: channel?.type ?? 'unknown', status: channel?.status ?? 'gone' },
    conversation: {
      sid: conversationSid,
      state: conversation?.state ?? 'gone',
      attributes: conversation === undefined ? undefined : attributesIn(conversation.attributes),
      memberSids: [...memberSids],
    },
    participants: participants.map((row) => participantOf(row, memberSids, conversationSid)),
    invites: invites.map((row) => inviteOf(world, row)),
    tasks: invites.map(({ taskSid }) => taskOf(world, taskSid as TaskSid)),
  }
}

function participantOf(
  { sid, type, routing, conversationParticipantSid }: ParticipantRow,
  members: ReadonlySet<string>,
  conversationSid: ConversationSid,
): ObservedParticipant {
  const isIn = conversationParticipantSid !== undefined && members.has(conversationParticipantSid)
  return {
    participantSid: sid as ParticipantSid,
    type,
    ...(routing && { workerSid: routing.workerSid as WorkerSid, taskSid: routing.taskSid as TaskSid }),
    ...(isIn && { memberSid: conversationParticipantSid, conversationSid }),
    inConversation: isIn ? 'yes' : 'no',
  }
}

function inviteOf(world: World, { sid, taskSid, taskAsCreated, createdAtMs }: InviteRow): ObservedInvite {
  const task = world.taskrouter.tasks.get(taskSid) ?? taskAsCreated
  const attributes = attributesIn(task.attributes) ?? {}
  const mark = readInviteMark(attributes)
  const target = mark === undefined ? undefined : targetIn(attributes, mark.targetName)
  return { inviteSid: sid as InviteSid, taskSid: taskSid as TaskSid, createdAtMs: inSeconds(createdAtMs), mark, target }
}

/** Twilio tells times in whole seconds, and so does what is written down of them. */
function inSeconds(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000
}

function targetIn(attributes: JsonObject, name: string): InviteTarget | undefined {
  const { transferTargetType: type, transferTargetSid: sid } = attributes
  return (type === 'worker' || type === 'queue') && typeof sid === 'string' ? { type, sid, name } : undefined
}

function taskOf(world: World, sid: TaskSid): ObservedTask {
  const task = world.taskrouter.tasks.get(sid)
  if (task === undefined) return { sid, status: 'gone' }
  const channel = world.taskrouter.taskChannels.get(task.taskChannelSid)
  return {
    sid,
    status: task.status,
    createdAtMs: inSeconds(task.createdAtMs),
    attributes: attributesIn(task.attributes) ?? {},
    reason: task.reason ?? '',
    etag: String(task.version),
    priority: task.priority,
    taskChannelUniqueName: channel?.uniqueName ?? '',
    reservations: reservationsOfTask(world, task.sid).map(({ sid: reservationSid, workerSid, status, createdAtMs }) => {
      return { sid: reservationSid as ReservationSid, workerSid: workerSid as WorkerSid, status, createdAtMs }
    }),
  }
}

function attributesIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
