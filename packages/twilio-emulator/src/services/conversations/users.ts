import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { defaultRoleSid } from './roles.ts'
import type { ConversationUser } from './state.ts'

/** What may be set on a user; what is absent stays as it is. */
export interface UserFields {
  readonly friendlyName?: string | undefined
  readonly attributes?: string | undefined
}

export interface NewUser extends UserFields {
  readonly identity: string
}

/** Throws 50201 if there is a user of this identity. */
export function createUser(world: World, { identity, friendlyName, attributes }: NewUser): ConversationUser {
  if (findUser(world, identity) !== undefined) throw new TwilioError(409, 50201, `User already exists: ${identity}`)
  const nowMs = world.clock.now()
  const user = world.conversations.users.put({
    sid: newSid(world.random, 'US'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    identity,
    friendlyName,
    attributes: attributes ?? '{}',
    roleSid: defaultRoleSid(world),
  })
  world.changes.publish({ kind: 'conversation-user.created', user })
  return user
}

export function findUser(world: World, sidOrIdentity: string): ConversationUser | undefined {
  const { users } = world.conversations
  return users.get(sidOrIdentity) ?? users.all().find(({ identity }) => identity === sidOrIdentity)
}

export function updateUser(
  world: World,
  before: ConversationUser,
  { friendlyName, attributes }: UserFields,
): ConversationUser {
  const user = world.conversations.users.put({
    ...before,
    friendlyName: friendlyName ?? before.friendlyName,
    attributes: attributes ?? before.attributes,
    updatedAtMs: world.clock.now(),
  })
  world.changes.publish({ kind: 'conversation-user.updated', user })
  return user
}
