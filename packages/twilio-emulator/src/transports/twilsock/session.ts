import { z } from 'zod'
import { checkAccessToken, type AccessGrant } from '../../services/iam/access-tokens.ts'
import type { World } from '../../world/world.ts'

/** Whom a socket speaks for. */
export type Session = AccessGrant

/** What a reply says about how a request went (TS-2). */
export interface Status {
  readonly code: number
  readonly status: string
  readonly errorCode?: number
  readonly description?: string
}

export const OK: Status = { code: 200, status: 'OK' }

const Credentials = z.looseObject({ token: z.string() })

/** The session that a frame's token opens, or why it opens none. */
export function sessionOf(world: World, header: unknown): { readonly session: Session } | { readonly refused: Status } {
  const credentials = Credentials.safeParse(header)
  const check = checkAccessToken(world, credentials.success ? credentials.data.token : '')
  if (check.valid) return { session: check.grant }
  return { refused: { code: 401, status: 'UNAUTHORIZED', errorCode: check.code, description: check.message } }
}
