import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { participantsOf as conversationParticipantsOf } from '../conversations/conversation-contents.ts'
import { createConversation, deleteConversation, findConversation } from '../conversations/conversations.ts'
import { addParticipant } from '../conversations/participants.ts'
import type { Conversation } from '../conversations/state.ts'
import { conversationIsClosed, duplicateChannel, noParticipants } from './interaction-errors.ts'
import type { ChannelRequest } from './interaction-request.ts'
import { inviteWithTask } from './invites.ts'
import type { Routing } from './routing-request.ts'
import { channelOfConversation, putChannel, putParticipant } from './rows.ts'
import type { Interaction, InteractionChannel } from './state.ts'

export interface NewInteraction {
  readonly channel: ChannelRequest
  readonly routing: Routing
  readonly contextSid?: string | undefined
  readonly webhookTtid?: string | undefined
}

/**
 * Ties a conversation to a channel and makes the first task (IN-5). Twilio does it in the background and answers 200 at
 * once; here it is done when the answer leaves, and what would fail in the background is answered as the error (IN-16).
 */
export function createInteraction(world: World, request: NewInteraction): Interaction {
  refuseAgentWithoutTarget(request)
  if (request.channel.conversationSid !== undefined) {
    return interactionFor(world, request, findConversation(world, request.channel.conversationSid))
  }
  const conversation = newConversation(world, request.channel)
  try {
    return interactionFor(world, request, conversation)
  } catch (error: unknown) {
    deleteConversation(world, conversation.sid)
    throw error
  }
}

function interactionFor(world: World, request: NewInteraction, conversation: Conversation): Interaction {
  refuseConversation(world, conversation)
  const nowMs = world.clock.now()
  const channel: InteractionChannel = {
    sid: newSid(world.random, 'UO'),
    interactionSid: newSid(world.random, 'KD'),
    conversationSid: conversation.sid,
    type: request.channel.type,
    status: 'active',
    createdAtMs: nowMs,
    touchedAtMs: nowMs,
  }
  const inviteSid = newSid(world.random, 'KG')
  const invite = inviteWithTask(world, channel, { routing: firstRouting(request), inviteSid })
  putChannel(world, channel)
  const interaction = world.interactions.interactions.put({
    sid: channel.interactionSid,
    channelSid: channel.sid,
    inviteSid: invite.sid,
    contextSid: request.contextSid,
    webhookTtid: request.webhookTtid,
    createdAtMs: nowMs,
  })
  world.changes.publish({ kind: 'interaction.created', interaction })
  world.changes.publish({ kind: 'channel.created', channel })
  addCustomers(world, channel)
  return interaction
}

/** Everybody who is in the conversation by now is its customer: agents only come by invites (IN-5). */
function addCustomers(world: World, channel: InteractionChannel): void {
  for (const { sid } of conversationParticipantsOf(world, channel.conversationSid)) {
    const participant = putParticipant(world, {
      sid: newSid(world.random, 'UT'),
      interactionSid: channel.interactionSid,
      channelSid: channel.sid,
      type: 'customer',
      conversationParticipantSid: sid,
      routing: undefined,
      joinedAtMs: world.clock.now(),
    })
    world.changes.publish({ kind: 'participant.joined', participant })
  }
}

/** The first task says also who began, and in which direction (IN-7). */
function firstRouting({ channel, routing }: NewInteraction): Routing {
  const direction = channel.initiatedBy === 'agent' ? 'outbound' : 'inbound'
  return { ...routing, attributes: { initiatedBy: channel.initiatedBy, direction, ...routing.attributes } }
}

function newConversation(world: World, { participants }: ChannelRequest): Conversation {
  const conversation = createConversation(world, {})
  try {
    for (const participant of participants) addParticipant(world, conversation.sid, participant)
    return conversation
  } catch (error: unknown) {
    deleteConversation(world, conversation.sid)
    throw error
  }
}

function refuseConversation(world: World, { sid, state }: Conversation): void {
  if (state === 'closed') throw conversationIsClosed(sid)
  if (conversationParticipantsOf(world, sid).length === 0) throw noParticipants(sid)
  const existing = channelOfConversation(world, sid)
  if (existing !== undefined && existing.status !== 'closed') throw duplicateChannel(sid, existing.sid)
}

function refuseAgentWithoutTarget({ channel, routing }: NewInteraction): void {
  if (channel.initiatedBy !== 'agent') return
  if (routing.workerSid === undefined || routing.taskQueueSid === undefined) {
    throw invalidParameter('An interaction initiated by an agent must name queue_sid and worker_sid in Routing')
  }
}
