import { created, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter, required } from '../../transports/rest/parameters.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { smallAttributes } from './conversation-attributes.ts'
import { resourceBase } from './resource-url.ts'
import type { ConversationUser } from './state.ts'
import { createUser, findUser, updateUser, type NewUser, type UserFields } from './users.ts'

const LIST = '/v1/Users'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-15' } as const

/** Users are stored and told of, and nothing more: nobody needs one to be in a conversation (CV-15). */
export const userRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: (request, world) => created(userJson(world, createUser(world, readNew(request)), resourceBase(request))),
  },
  {
    ...base,
    method: 'GET',
    path: LIST,
    handle: (request, world) =>
      page({
        request,
        rows: world.conversations.users.all(),
        key: 'users',
        render: (user) => userJson(world, user, resourceBase(request)),
      }),
  },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:userSid`,
    handle: (request, world) => ok(userJson(world, named(request, world), resourceBase(request))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:userSid`,
    handle: (request, world) => {
      const user = updateUser(world, named(request, world), readFields(request))
      return ok(userJson(world, user, resourceBase(request)))
    },
  },
]

function readNew(request: RestRequest): NewUser {
  return { identity: required(request.form, 'Identity'), ...readFields(request) }
}

function readFields({ form }: RestRequest): UserFields {
  return { friendlyName: form.get('FriendlyName') ?? undefined, attributes: smallAttributes(form) }
}

function named(request: RestRequest, world: World): ConversationUser {
  const sid = pathParameter(request, 'userSid')
  const user = findUser(world, sid)
  if (user === undefined) throw new TwilioError(404, 50200, `User not found: ${sid}`)
  return user
}

function userJson({ account }: World, user: ConversationUser, baseUrl: string): object {
  const url = `${baseUrl}/Users/${user.sid}`
  return {
    sid: user.sid,
    account_sid: account.sid,
    chat_service_sid: account.conversationServiceSid,
    role_sid: user.roleSid,
    identity: user.identity,
    friendly_name: user.friendlyName ?? null,
    attributes: user.attributes,
    is_online: null,
    is_notifiable: null,
    date_created: isoSeconds(user.createdAtMs),
    date_updated: isoSeconds(user.updatedAtMs),
    url,
    links: { user_conversations: `${url}/Conversations` },
  }
}
