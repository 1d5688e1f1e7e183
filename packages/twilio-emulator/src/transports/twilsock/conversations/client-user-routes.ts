import { z } from 'zod'
import { createUser, findUser, updateUser } from '../../../services/conversations/users.ts'
import { ok } from '../../rest/message.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { mayKnow } from './chat-entities.ts'
import { userBody } from './chat-json.ts'
import { notAllowed, readSmallAttributes } from './chat-request.ts'
import { SERVICE_PATH } from './chat-url.ts'

const ONE = `${SERVICE_PATH}/Users/:identity`

const base = { host: 'aim.us1.twilio.com', mark: 'observed', fact: 'TS-11' } as const

const Fields = z.object({ friendly_name: z.string().nullish(), attributes: z.unknown().optional() })

export const clientUserRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'GET', path: ONE, handle: read },
  { ...base, method: 'POST', path: ONE, handle: update },
]

function read({ params, session }: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { identity = '' } = params
  if (!mayKnow(world, session, identity)) throw notAllowed()
  return ok(userBody(world, identity))
}

/** Everybody changes themselves only. Who is no user yet becomes one. */
function update({ params, session, body }: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { identity } = session
  if (params['identity'] !== identity) throw notAllowed()
  const { friendly_name: friendlyName, attributes } = Fields.parse(body ?? {})
  const fields = { friendlyName: friendlyName ?? undefined, attributes: readSmallAttributes(attributes) }
  const before = findUser(world, identity)
  if (before === undefined) createUser(world, { identity, ...fields })
  else updateUser(world, before, fields)
  return ok(userBody(world, identity))
}
