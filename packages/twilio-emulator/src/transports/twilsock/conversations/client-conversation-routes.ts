import { z } from 'zod'
import { participantsNamed } from '../../../services/conversations/conversation-contents.ts'
import {
  createConversation,
  deleteConversation,
  findConversation,
  updateConversation,
} from '../../../services/conversations/conversations.ts'
import { updateParticipant } from '../../../services/conversations/participants.ts'
import { created, noContent, ok } from '../../rest/message.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { conversationBody, onePage } from './chat-json.ts'
import {
  notAllowed,
  openedConversation,
  ownMembership,
  readConversationAttributes,
  refuseForeign,
} from './chat-request.ts'
import { SERVICE_PATH } from './chat-url.ts'

const LIST = `${SERVICE_PATH}/Conversations`
const ONE = `${LIST}/:conversation`
const OWN = `${SERVICE_PATH}/Users/:identity/Conversations`

const base = { host: 'aim.us1.twilio.com', mark: 'observed', fact: 'TS-11' } as const

const Fields = z.object({
  friendly_name: z.string().nullish(),
  unique_name: z.string().nullish(),
  attributes: z.unknown().optional(),
})
const OwnFields = z.object({ last_read_message_index: z.int().min(0).nullish() })

export const clientConversationRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'POST', path: LIST, handle: create },
  {
    ...base,
    method: 'GET',
    path: ONE,
    handle: (request, { world }) => {
      return ok(conversationBody(world, openedConversation(request, world), request.session.identity))
    },
  },
  { ...base, method: 'POST', path: ONE, handle: update },
  { ...base, method: 'DELETE', path: ONE, handle: remove },
  { ...base, method: 'GET', path: OWN, handle: listOwn },
  { ...base, method: 'GET', path: `${OWN}/:conversation`, handle: readOwn },
  { ...base, method: 'POST', path: `${OWN}/:conversation`, handle: updateOwn },
  {
    ...base,
    method: 'GET',
    path: `${ONE}/MessageRecipients`,
    handle: (request, { world }) => {
      openedConversation(request, world)
      return ok(onePage('message_recipients', []))
    },
  },
]

function create(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const conversation = createConversation(world, readFields(request))
  return created(conversationBody(world, conversation, request.session.identity))
}

function update(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { sid } = openedConversation(request, world)
  return ok(conversationBody(world, updateConversation(world, sid, readFields(request)), request.session.identity))
}

function remove(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { sid } = openedConversation(request, world)
  refuseForeign(request, undefined)
  deleteConversation(world, sid)
  return noContent()
}

/** All at once: SDKs read the rest of their list from Sync anyway. Closed ones are not among them (TS-12). */
function listOwn(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const identity = ownIdentity(request)
  const conversations = participantsNamed(world, { identity })
    .map(({ conversationSid }) => findConversation(world, conversationSid))
    .filter(({ state }) => state !== 'closed')
  return ok(
    onePage(
      'conversations',
      conversations.map((row) => conversationBody(world, row, identity)),
    ),
  )
}

function readOwn(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  return ok(conversationBody(world, openedConversation(request, world), ownIdentity(request)))
}

/** What its holder alone decides about a conversation: how far they have read. */
function updateOwn(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const identity = ownIdentity(request)
  const member = ownMembership(request, world)
  const { last_read_message_index: lastReadMessageIndex } = OwnFields.parse(request.body ?? {})
  if (lastReadMessageIndex !== undefined) {
    updateParticipant(world, member, { lastReadMessageIndex, lastReadAtMs: world.clock.now() })
  }
  return ok(conversationBody(world, findConversation(world, member.conversationSid), identity))
}

function ownIdentity({ params, session }: UpstreamRequest): string {
  if (params['identity'] !== session.identity) throw notAllowed()
  return session.identity
}

function readFields({ body }: UpstreamRequest) {
  const fields = Fields.parse(body ?? {})
  return {
    friendlyName: fields.friendly_name ?? undefined,
    uniqueName: fields.unique_name ?? undefined,
    attributes: readConversationAttributes(fields.attributes),
  }
}
