import { z } from 'zod'
import { participantsOf } from '../../../services/conversations/conversation-contents.ts'
import { findConversation } from '../../../services/conversations/conversations.ts'
import { mayOpen } from '../../../services/conversations/membership.ts'
import { readBinding } from '../../../services/conversations/messaging-binding.ts'
import {
  addParticipant,
  findParticipant,
  removeParticipant,
  updateParticipant,
  type NewParticipant,
} from '../../../services/conversations/participants.ts'
import type { ConversationParticipant } from '../../../services/conversations/state.ts'
import type { World } from '../../../world/world.ts'
import { created, noContent, ok } from '../../rest/message.ts'
import { invalidParameter } from '../../rest/twilio-error.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { onePage, participantBody } from './chat-json.ts'
import { notAMember, openedConversation, readSmallAttributes, refuseForeign } from './chat-request.ts'
import { SERVICE_PATH } from './chat-url.ts'

const LIST = `${SERVICE_PATH}/Conversations/:conversation/Participants`
const ONE = `${LIST}/:participant`

const base = { host: 'aim.us1.twilio.com', mark: 'observed', fact: 'TS-11' } as const

const NewFields = z.object({
  identity: z.string().nullish(),
  messaging_binding: z.object({ address: z.string(), proxy_address: z.string() }).nullish(),
  attributes: z.unknown().optional(),
})
const Fields = z.object({ attributes: z.unknown().optional() })

export const clientParticipantRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'POST', path: LIST, handle: add },
  { ...base, method: 'GET', path: LIST, handle: list },
  {
    ...base,
    method: 'GET',
    path: ONE,
    handle: (request, { world }) => ok(participantBody(world, named(request, world))),
  },
  { ...base, method: 'POST', path: ONE, handle: update },
  { ...base, method: 'DELETE', path: ONE, handle: remove },
]

function add(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const conversation = findConversation(world, request.params['conversation'] ?? '')
  const fields = readNew(request)
  const { identity, workerSid } = request.session
  // Staff may join any conversation; everybody else is brought in by somebody who is inside (TS-14).
  const joinsAsStaff = workerSid !== undefined && fields.identity === identity
  if (!joinsAsStaff && !mayOpen(world, conversation, identity)) throw notAMember(identity)
  return created(participantBody(world, addParticipant(world, conversation.sid, fields)))
}

function list(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { sid } = openedConversation(request, world)
  const rows = participantsOf(world, sid).map((participant) => participantBody(world, participant))
  return ok(onePage('participants', rows))
}

function update(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const participant = named(request, world)
  refuseForeign(request, participant.identity)
  const attributes = readSmallAttributes(Fields.parse(request.body ?? {}).attributes)
  return ok(participantBody(world, updateParticipant(world, participant, { attributes })))
}

function remove(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const participant = named(request, world)
  refuseForeign(request, participant.identity)
  removeParticipant(world, participant)
  return noContent()
}

function named(request: UpstreamRequest, world: World): ConversationParticipant {
  const { sid } = openedConversation(request, world)
  return findParticipant(world, sid, request.params['participant'] ?? '')
}

function readNew({ body }: UpstreamRequest): NewParticipant {
  const { identity, messaging_binding: binding, attributes } = NewFields.parse(body ?? {})
  if (typeof identity !== 'string' && !binding) {
    throw invalidParameter('Name the participant by identity, or by messaging_binding')
  }
  return {
    identity: identity ?? undefined,
    messagingBinding: binding ? readBinding(binding.address, binding.proxy_address) : undefined,
    attributes: readSmallAttributes(attributes),
  }
}
