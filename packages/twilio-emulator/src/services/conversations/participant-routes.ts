import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { smallAttributes } from './conversation-attributes.ts'
import { participantsOf } from './conversation-contents.ts'
import { findConversation } from './conversations.ts'
import { readBinding } from './messaging-binding.ts'
import { participantJson } from './participant-json.ts'
import {
  addParticipant,
  findParticipant,
  removeParticipant,
  updateParticipant,
  type NewParticipant,
  type ParticipantFields,
} from './participants.ts'
import { resourceBase } from './resource-url.ts'
import type { ConversationParticipant } from './state.ts'

const PAGE_SIZE_MAX = 100
const LIST = '/v1/Conversations/:conversationSid/Participants'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-1' } as const

export const participantRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: (request, world) => {
      const participant = addParticipant(world, pathParameter(request, 'conversationSid'), readNew(request))
      return created(participantJson(world, participant, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'GET',
    path: LIST,
    handle: (request, world) => {
      const conversation = findConversation(world, pathParameter(request, 'conversationSid'))
      return page({
        request,
        rows: participantsOf(world, conversation.sid),
        key: 'participants',
        render: (row) => participantJson(world, row, resourceBase(request)),
        sizeMax: PAGE_SIZE_MAX,
      })
    },
  },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:participantSid`,
    handle: (request, world) => ok(participantJson(world, named(request, world), resourceBase(request))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:participantSid`,
    handle: (request, world) => {
      const participant = updateParticipant(world, named(request, world), readUpdate(request))
      return ok(participantJson(world, participant, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'DELETE',
    path: `${LIST}/:participantSid`,
    handle: (request, world) => {
      removeParticipant(world, named(request, world))
      return noContent()
    },
  },
]

function named(request: RestRequest, world: World): ConversationParticipant {
  return findParticipant(world, pathParameter(request, 'conversationSid'), pathParameter(request, 'participantSid'))
}

function readNew({ form }: RestRequest): NewParticipant {
  const identity = form.get('Identity') ?? undefined
  const address = form.get('MessagingBinding.Address')
  const proxyAddress = form.get('MessagingBinding.ProxyAddress')
  if (identity === undefined && address === null) {
    throw invalidParameter('Name the participant by Identity, or by MessagingBinding.Address and .ProxyAddress')
  }
  return {
    identity,
    messagingBinding: address === null ? undefined : readBinding(address, proxyAddress ?? ''),
    attributes: smallAttributes(form),
    roleSid: form.get('RoleSid') ?? undefined,
  }
}

function readUpdate({ form }: RestRequest): ParticipantFields {
  return {
    attributes: smallAttributes(form),
    roleSid: form.get('RoleSid') ?? undefined,
    lastReadMessageIndex: wholeNumber(form, 'LastReadMessageIndex'),
    lastReadAtMs: readTimestamp(form.get('LastReadTimestamp')),
  }
}

function readTimestamp(text: string | null): number | undefined {
  if (text === null) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalidParameter(`LastReadTimestamp must be an ISO 8601 date, not '${text}'`)
  return ms
}
