import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { smallAttributes } from './conversation-attributes.ts'
import { messagesOf } from './conversation-contents.ts'
import { findConversation } from './conversations.ts'
import { messageJson } from './message-json.ts'
import { addMessage, findMessage, removeMessage, updateMessage, type MessageFields } from './messages.ts'
import { resourceBase } from './resource-url.ts'
import type { Message } from './state.ts'

const PAGE_SIZE_MAX = 100
const LIST = '/v1/Conversations/:conversationSid/Messages'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-10' } as const

export const messageRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: (request, world) => {
      const message = addMessage(world, pathParameter(request, 'conversationSid'), readFields(request))
      return created(messageJson(world, message, resourceBase(request)))
    },
  },
  { ...base, method: 'GET', path: LIST, handle: list },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:messageSid`,
    handle: (request, world) => ok(messageJson(world, named(request, world), resourceBase(request))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:messageSid`,
    handle: (request, world) => {
      const message = updateMessage(world, named(request, world), readFields(request))
      return ok(messageJson(world, message, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'DELETE',
    path: `${LIST}/:messageSid`,
    handle: (request, world) => {
      removeMessage(world, named(request, world))
      return noContent()
    },
  },
]

/** Oldest first, unless `Order=desc`. */
function list(request: RestRequest, world: World) {
  const conversation = findConversation(world, pathParameter(request, 'conversationSid'))
  const order = request.url.searchParams.get('Order') ?? 'asc'
  if (order !== 'asc' && order !== 'desc') throw invalidParameter(`Order must be asc or desc, not '${order}'`)
  const messages = messagesOf(world, conversation.sid)
  return page({
    request,
    rows: order === 'asc' ? messages : messages.toReversed(),
    key: 'messages',
    render: (row) => messageJson(world, row, resourceBase(request)),
    sizeMax: PAGE_SIZE_MAX,
  })
}

function named(request: RestRequest, world: World): Message {
  return findMessage(world, pathParameter(request, 'conversationSid'), pathParameter(request, 'messageSid'))
}

function readFields({ form }: RestRequest): MessageFields {
  return {
    author: form.get('Author') ?? undefined,
    body: form.get('Body') ?? undefined,
    attributes: smallAttributes(form),
  }
}
