import type { Caller } from '../../transports/rest/message.ts'
import type { World } from '../../world/world.ts'
import { bindingJson } from '../conversations/participant-json.ts'
import type { InteractionParticipant } from './state.ts'

/** A participant as Twilio answers it. Both objects are null, not missing, where there is nothing in them (IN-4). */
export function participantJson(world: World, participant: InteractionParticipant, caller: Caller): object {
  const { sid, channelSid, interactionSid, type, routing } = participant
  const showsMedia = caller.kind === 'worker' || world.assumptions.mediaPropertiesForAccount
  return {
    sid,
    channel_sid: channelSid,
    interaction_sid: interactionSid,
    type,
    routing_properties:
      routing === undefined
        ? null
        : { task_sid: routing.taskSid, worker_sid: routing.workerSid, reservation_sid: routing.reservationSid },
    ...(showsMedia ? { media_properties: mediaPropertiesJson(world, participant) } : {}),
    url: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}/Participants/${sid}`,
  }
}

/** Null for an agent who joined a moment ago (switch, IN-32), and for one who has left (IN-41). */
function mediaPropertiesJson(world: World, participant: InteractionParticipant): object | null {
  const { conversationParticipantSid, routing, joinedAtMs } = participant
  const isLate = routing !== undefined && world.clock.now() < joinedAtMs + world.assumptions.mediaPropertiesDelayMs
  if (conversationParticipantSid === undefined || isLate) return null
  const media = world.conversations.participants.get(conversationParticipantSid)
  if (media === undefined) return null
  const binding = media.messagingBinding
  return {
    sid: media.sid,
    conversation_sid: media.conversationSid,
    identity: media.identity ?? null,
    friendly_name: friendlyName(world, participant) ?? media.identity ?? binding?.address ?? null,
    role_sid: media.roleSid,
    attributes: media.attributes,
    messaging_binding: binding === undefined ? null : bindingJson(binding),
  }
}

function friendlyName(world: World, { routing }: InteractionParticipant): string | undefined {
  return routing === undefined ? undefined : world.taskrouter.workers.get(routing.workerSid)?.friendlyName
}
