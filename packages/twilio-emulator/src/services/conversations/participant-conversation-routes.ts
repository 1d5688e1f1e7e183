import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { participantsNamed } from './conversation-contents.ts'
import { invalidConversation } from './conversation-errors.ts'
import { timersJson } from './conversation-json.ts'
import { findConversation } from './conversations.ts'
import { bindingJson } from './participant-json.ts'
import { resourceBase } from './resource-url.ts'
import type { ConversationParticipant } from './state.ts'

const PAGE_SIZE_MAX = 100

/** In which conversations somebody is, by identity or by the address that they write from (CV-14). */
export const participantConversationRoutes: readonly Route[] = [
  {
    host: 'conversations.twilio.com',
    method: 'GET',
    path: '/v1/ParticipantConversations',
    mark: 'documented',
    fact: 'CV-14',
    handle: list,
  },
]

function list(request: RestRequest, world: World): RestAnswer {
  const identity = request.url.searchParams.get('Identity')
  const address = request.url.searchParams.get('Address')
  if (identity !== null && address !== null) {
    throw invalidConversation(
      50451,
      'One user identifier parameter for lookup at a time is allowed: Identity or Address',
    )
  }
  if (identity === null && address === null) throw invalidParameter('Name the participant by Identity or by Address')
  return page({
    request,
    rows: participantsNamed(world, identity === null ? { address: address ?? '' } : { identity }),
    key: 'conversations',
    render: (row) => participantConversationJson(world, row, resourceBase(request)),
    sizeMax: PAGE_SIZE_MAX,
  })
}

function participantConversationJson(world: World, participant: ConversationParticipant, base: string): object {
  const conversation = findConversation(world, participant.conversationSid)
  const url = `${base}/Conversations/${conversation.sid}`
  const binding = participant.messagingBinding
  return {
    account_sid: world.account.sid,
    chat_service_sid: world.account.conversationServiceSid,
    participant_sid: participant.sid,
    participant_user_sid: null,
    participant_identity: participant.identity ?? null,
    participant_messaging_binding: binding === undefined ? null : bindingJson(binding),
    conversation_sid: conversation.sid,
    conversation_unique_name: conversation.uniqueName ?? null,
    conversation_friendly_name: conversation.friendlyName ?? null,
    conversation_attributes: conversation.attributes,
    conversation_date_created: isoSeconds(conversation.createdAtMs),
    conversation_date_updated: isoSeconds(conversation.updatedAtMs),
    conversation_created_by: conversation.createdBy,
    conversation_state: conversation.state,
    conversation_timers: timersJson(world, conversation),
    links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
  }
}
