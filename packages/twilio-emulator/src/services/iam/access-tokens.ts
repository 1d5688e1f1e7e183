import { z } from 'zod'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { GuestToken } from './state.ts'
import { readSignedToken, signToken } from './signed-token.ts'
import { checkToken } from './tokens.ts'

const DEFAULT_LIFETIME_SECONDS = 3600
const LIFETIME_SECONDS_MAX = 86_400
const IDENTITY_CHARACTERS_MAX = 256
const NAME = 'guest-token'
const Claims = z.object({ identity: z.string(), expiresAtMs: z.number() })

/** Whom a client SDK speaks for. */
export interface AccessGrant {
  readonly identity: string
  /** Undefined for a guest: a customer in a webchat. */
  readonly workerSid: string | undefined
  readonly expiresAtMs: number
}

export type AccessCheck =
  | { readonly valid: true; readonly grant: AccessGrant }
  | { readonly valid: false; readonly code: number; readonly message: string }

/**
 * A token for a customer, such as a server of the account's makes for its web page (IAM-6). It need not be anybody's
 * who is in a conversation already: the token is checked, the conversation is opened when there is one.
 */
export function createGuestToken(
  world: World,
  identity: string,
  lifetimeSeconds: number = DEFAULT_LIFETIME_SECONDS,
): GuestToken {
  if (identity === '' || identity.length > IDENTITY_CHARACTERS_MAX) {
    throw invalidParameter(`An identity has from 1 to ${IDENTITY_CHARACTERS_MAX} characters`)
  }
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > LIFETIME_SECONDS_MAX) {
    throw invalidParameter(`A token lives from 1 to ${LIFETIME_SECONDS_MAX} seconds, not ${lifetimeSeconds}`)
  }
  const claims = { identity, expiresAtMs: world.clock.now() + lifetimeSeconds * 1000 }
  return world.iam.guestTokens.put({ sid: signToken(world, NAME, claims), ...claims })
}

/** Whom this token speaks for: a worker's Flex token, or a guest's. The codes are those of IAM-2. */
export function checkAccessToken(world: World, text: string): AccessCheck {
  const guest = findGuestToken(world, text)
  if (guest === undefined) {
    const check = checkToken(world, text)
    return check.valid ? { valid: true, grant: check.token } : check
  }
  if (guest.expiresAtMs <= world.clock.now()) {
    return { valid: false, code: 20104, message: 'Access Token expired or expiration date invalid' }
  }
  const { identity, expiresAtMs } = guest
  return { valid: true, grant: { identity, workerSid: undefined, expiresAtMs } }
}

function findGuestToken(world: World, text: string): GuestToken | undefined {
  const known = world.iam.guestTokens.get(text)
  if (known !== undefined) return known
  const claims = readSignedToken(world, NAME, text)
  return claims === undefined ? undefined : world.iam.guestTokens.put({ sid: text, ...Claims.parse(claims) })
}
