import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { FlexToken } from './state.ts'
import { workerIdentity } from './worker-identity.ts'

const DEFAULT_LIFETIME_SECONDS = 28_800
const LIFETIME_SECONDS_MAX = 86_400

/** What Twilio's service says about a token that somebody holds. */
export type TokenCheck =
  | { readonly valid: true; readonly token: FlexToken }
  | { readonly valid: false; readonly code: number; readonly message: string }

/**
 * A Flex token for this worker, as a login gives it out. It is opaque, and of characters that need no encoding in a URL,
 * because the Flex UI puts it into one as it is (IAM-5). Throws Twilio's 400 for an unknown worker.
 */
export function createFlexToken(
  world: World,
  workerSid: string,
  lifetimeSeconds: number = DEFAULT_LIFETIME_SECONDS,
): FlexToken {
  const worker = world.taskrouter.workers.get(workerSid)
  if (worker === undefined) throw invalidParameter(`Worker ${workerSid} is not in this workspace`)
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > LIFETIME_SECONDS_MAX) {
    throw invalidParameter(`A token lives from 1 to ${LIFETIME_SECONDS_MAX} seconds, not ${lifetimeSeconds}`)
  }
  const { identity, roles } = workerIdentity(worker)
  return world.iam.tokens.put({
    sid: newToken(world),
    workerSid,
    identity,
    roles,
    expiresAtMs: world.clock.now() + lifetimeSeconds * 1000,
  })
}

/** The two codes are the error dictionary's for access tokens; that Flex tokens answer with them is assumed (IAM-2). */
export function checkToken(world: World, text: string): TokenCheck {
  const token = world.iam.tokens.get(text)
  if (token === undefined) return { valid: false, code: 20101, message: 'Invalid Access Token' }
  if (token.expiresAtMs <= world.clock.now()) {
    return { valid: false, code: 20104, message: 'Access Token expired or expiration date invalid' }
  }
  return { valid: true, token }
}

/** A new token for the holder of a valid one. The old one stays valid until it expires (IAM-4). */
export function refreshToken(world: World, text: string): TokenCheck {
  const check = checkToken(world, text)
  return check.valid ? { valid: true, token: createFlexToken(world, check.token.workerSid) } : check
}

/** Each worker has one Flex user; its sid is the worker's with another prefix. */
export function flexUserSid(workerSid: string): string {
  return `FU${workerSid.slice(2)}`
}

const TOKEN_HEX_DIGITS = 64

function newToken(world: World): string {
  let digits = ''
  while (digits.length < TOKEN_HEX_DIGITS) digits += world.random.integer(0, 0xffff).toString(16).padStart(4, '0')
  return `flex-token-${digits}`
}
