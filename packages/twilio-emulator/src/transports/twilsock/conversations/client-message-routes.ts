import { z } from 'zod'
import { attachMedia } from '../../../services/conversations/media.ts'
import { memberOf } from '../../../services/conversations/membership.ts'
import { addMessage, findMessage, removeMessage, updateMessage } from '../../../services/conversations/messages.ts'
import { openConversation } from '../../../services/conversations/conversations.ts'
import type { Message } from '../../../services/conversations/state.ts'
import type { World } from '../../../world/world.ts'
import { created, noContent, ok } from '../../rest/message.ts'
import { TwilioError } from '../../rest/twilio-error.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { messageBody, onePage } from './chat-json.ts'
import { notAMember, openedConversation, ownMembership, readSmallAttributes, refuseForeign } from './chat-request.ts'
import { SERVICE_PATH } from './chat-url.ts'

const LIST = `${SERVICE_PATH}/Conversations/:conversation/Messages`
const ONE = `${LIST}/:message`

/** After this many seconds a client that still types says so again; the others forget it a second later. */
const TYPING_AGAIN_SECONDS = 5
const TYPING_FORGOTTEN_SECONDS = 6

const base = { host: 'aim.us1.twilio.com', mark: 'observed', fact: 'TS-11' } as const

const NewFields = z.object({
  body: z.string().nullish(),
  attributes: z.unknown().optional(),
  media_sids: z.array(z.string()).nullish(),
})
const Fields = z.object({ body: z.string().nullish(), attributes: z.unknown().optional() })
const TypingForm = z.object({ ChannelSid: z.string() })

export const clientMessageRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'POST', path: LIST, handle: send },
  { ...base, method: 'GET', path: ONE, handle: (request, { world }) => ok(messageBody(world, named(request, world))) },
  { ...base, method: 'POST', path: ONE, handle: update },
  { ...base, method: 'DELETE', path: ONE, handle: remove },
  {
    ...base,
    method: 'GET',
    path: `${ONE}/Receipts`,
    handle: (request, { world }) => {
      named(request, world)
      return ok(onePage('delivery_receipts', []))
    },
  },
  {
    ...base,
    method: 'GET',
    path: `${ONE}/ChannelMetadata`,
    handle: () => {
      throw new TwilioError(404, 50_530, 'Channel metadata not found')
    },
  },
  { ...base, method: 'POST', path: '/v1/typing', handle: type },
]

function send(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { conversationSid } = ownMembership(request, world)
  openConversation(world, conversationSid)
  const { identity: author } = request.session
  const { body, attributes, media_sids: mediaSids } = NewFields.parse(request.body ?? {})
  const message = addMessage(world, conversationSid, {
    author,
    body: body ?? undefined,
    attributes: readSmallAttributes(attributes),
    media: attachMedia(world, mediaSids ?? [], { conversationSid, author }),
  })
  return created(messageBody(world, message))
}

function update(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const message = named(request, world)
  refuseForeign(request, message.author)
  const { body, attributes } = Fields.parse(request.body ?? {})
  const fields = { body: body ?? undefined, attributes: readSmallAttributes(attributes) }
  return ok(messageBody(world, updateMessage(world, message, fields)))
}

function remove(request: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const message = named(request, world)
  refuseForeign(request, message.author)
  removeMessage(world, message)
  return noContent()
}

/** That somebody types is told to the others who are inside, and remembered by nobody. */
function type({ body, session }: UpstreamRequest, { world, connections }: Realtime): UpstreamAnswer {
  const { ChannelSid: conversationSid } = TypingForm.parse(body)
  const { identity } = session
  if (memberOf(world, conversationSid, identity) === undefined) throw notAMember(identity)
  const payload = { channel_sid: conversationSid, identity, typing_timeout: TYPING_FORGOTTEN_SECONDS }
  for (const connection of connections) {
    const other = connection.session.identity
    if (other === identity || memberOf(world, conversationSid, other) === undefined) continue
    connection.notify('twilio.ipmsg.typing_indicator', payload)
  }
  return ok({ typing_timeout: TYPING_AGAIN_SECONDS })
}

function named(request: UpstreamRequest, world: World): Message {
  const { sid } = openedConversation(request, world)
  return findMessage(world, sid, request.params['message'] ?? '')
}
