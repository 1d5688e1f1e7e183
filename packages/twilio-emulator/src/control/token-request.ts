import { z } from 'zod'
import { createFlexToken, flexUserSid } from '../services/iam/tokens.ts'
import type { World } from '../world/world.ts'

const TokenRequest = z.strictObject({ workerSid: z.string(), lifetimeSeconds: z.number().optional() })

/**
 * `POST /__emulator/tokens {workerSid, lifetimeSeconds?}`: logs a worker in. Throws what createFlexToken throws, and a
 * ZodError for another body.
 */
export function issueToken(world: World, body: unknown): object {
  const { workerSid, lifetimeSeconds } = TokenRequest.parse(body)
  const token = createFlexToken(world, workerSid, lifetimeSeconds)
  return {
    token: token.sid,
    identity: token.identity,
    roles: token.roles,
    workerSid,
    flexUserSid: flexUserSid(workerSid),
    expiresAt: new Date(token.expiresAtMs).toISOString(),
  }
}
