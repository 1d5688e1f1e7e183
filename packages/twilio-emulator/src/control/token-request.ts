import { z } from 'zod'
import { createGuestToken } from '../services/iam/access-tokens.ts'
import { createFlexToken, flexUserSid } from '../services/iam/tokens.ts'
import type { World } from '../world/world.ts'

const lifetimeSeconds = z.number().optional()
const TokenRequest = z.union([
  z.strictObject({ workerSid: z.string(), lifetimeSeconds }),
  z.strictObject({ identity: z.string(), lifetimeSeconds }),
])

/**
 * `POST /__emulator/tokens {workerSid, lifetimeSeconds?}`: logs a worker in. `{identity, lifetimeSeconds?}`: a token for
 * a customer. Throws what createFlexToken and createGuestToken throw, and a ZodError for another body.
 */
export function issueToken(world: World, body: unknown): object {
  const request = TokenRequest.parse(body)
  if ('identity' in request) {
    const { sid, identity, expiresAtMs } = createGuestToken(world, request.identity, request.lifetimeSeconds)
    return { token: sid, identity, expiresAt: new Date(expiresAtMs).toISOString() }
  }
  const { workerSid } = request
  const token = createFlexToken(world, workerSid, request.lifetimeSeconds)
  return {
    token: token.sid,
    identity: token.identity,
    roles: token.roles,
    workerSid,
    flexUserSid: flexUserSid(workerSid),
    expiresAt: new Date(token.expiresAtMs).toISOString(),
  }
}
