import { checkToken } from '../../services/iam/tokens.ts'
import type { World } from '../../world/world.ts'
import type { Caller } from './message.ts'
import type { CallerKind } from './rest-hook.ts'
import { authenticationFailed } from './twilio-error.ts'

/**
 * Basic authentication: the account's sid and auth token (documented), or the user name `token` and a Flex token, as the
 * Flex UI's own requests carry it; those to its shell have it in a header of its own (FU-1). Throws Twilio's 401 for
 * everything else.
 */
export function authenticate(headers: Headers, world: World): Caller {
  const tokenOfShell = headers.get('X-Flex-JWE')
  if (tokenOfShell !== null) return workerOf(tokenOfShell, world)
  const [user, password] = basicCredentials(headers.get('Authorization') ?? undefined)
  if (user === world.account.sid && password === world.account.authToken) return { kind: 'account' }
  if (user !== 'token') throw authenticationFailed()
  return workerOf(password, world)
}

/** Whose credentials a request carries, before anybody has checked whether they are right. */
export function callerKind(headers: Headers): CallerKind {
  const encoded = /^Basic (\S+)/.exec(headers.get('Authorization') ?? '')?.[1] ?? ''
  return Buffer.from(encoded, 'base64').toString('utf8').startsWith('AC') ? 'account' : 'user'
}

/** The worker whom a Flex token stands for. Throws Twilio's 401. */
function workerOf(text: string, world: World): Extract<Caller, { kind: 'worker' }> {
  const check = checkToken(world, text)
  if (!check.valid) throw authenticationFailed()
  return { kind: 'worker', workerSid: check.token.workerSid }
}

function basicCredentials(header: string | undefined): [user: string, password: string] {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)/.exec(header ?? '')?.[1]
  if (encoded === undefined) throw authenticationFailed()
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon === -1) throw authenticationFailed()
  return [decoded.slice(0, colon), decoded.slice(colon + 1)]
}
