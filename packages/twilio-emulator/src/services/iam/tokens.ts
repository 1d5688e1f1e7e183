import { z } from 'zod'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { FlexToken } from './state.ts'
import { readSignedToken, signToken } from './signed-token.ts'
import { workerIdentity } from './worker-identity.ts'

const DEFAULT_LIFETIME_SECONDS = 28_800
const LIFETIME_SECONDS_MAX = 86_400

/** What Twilio's service says about a token that somebody holds. */
export type TokenCheck =
  | { readonly valid: true; readonly token: FlexToken }
  | { readonly valid: false; readonly code: number; readonly message: string }

const NAME = 'flex-token'
const Claims = z.object({
  workerSid: z.string(),
  identity: z.string(),
  roles: z.array(z.string()),
  expiresAtMs: z.number(),
})

/** A Flex token for this worker, as a login gives it out. Throws Twilio's 400 for an unknown worker. */
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
  const claims = { workerSid, identity, roles, expiresAtMs: world.clock.now() + lifetimeSeconds * 1000 }
  return world.iam.tokens.put({ sid: signToken(world, NAME, claims), ...claims })
}

/** The token with this text, whether it was given out by this run of the emulator or by an earlier one. */
function findToken(world: World, text: string): FlexToken | undefined {
  const known = world.iam.tokens.get(text)
  if (known !== undefined) return known
  const claims = readSignedToken(world, NAME, text)
  return claims === undefined ? undefined : world.iam.tokens.put({ sid: text, ...Claims.parse(claims) })
}

/** The two codes are the error dictionary's for access tokens; that Flex tokens answer with them is assumed (IAM-2). */
export function checkToken(world: World, text: string): TokenCheck {
  const token = findToken(world, text)
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
