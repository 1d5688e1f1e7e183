import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { isLoopback } from '../configuration/loopback.ts'
import type { Access } from './access.ts'

export interface GatekeeperOptions {
  /** Undefined: no token is set, and the server can only be reached from this machine. */
  readonly access: Access | undefined
  readonly now: () => number
  /** What those who may not come in see: the page has a form for the token. */
  readonly onStranger: (c: Context) => Response | Promise<Response>
}

export const SESSION_COOKIE = 'backend_session'

/**
 * Stands before everything that operators see and do.
 *
 * Without a token only this machine can connect; but a browser on this machine does what pages of others tell it to, under
 * names of theirs that lead here. So the name that was asked for must be this machine's own.
 */
export function gatekeeper({ access, now, onStranger }: GatekeeperOptions): MiddlewareHandler {
  return async (c, next) => {
    if (access === undefined) {
      if (!isLoopback(hostnameOf(c))) return c.text('Without ACCESS_TOKEN this is for this machine only.', 403)
      if (changes(c) && !isFromOurPage(c)) return c.text('This was sent by another page.', 403)
      return next()
    }
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    // A browser adds this header to nothing by itself, so that no other page can make it.
    if (bearer !== undefined) return access.isToken(bearer) ? next() : onStranger(c)
    if (!access.isSession(getCookie(c, SESSION_COOKIE) ?? '', now())) return onStranger(c)
    if (changes(c) && !isFromOurPage(c)) return c.text('This was sent by another page.', 403)
    return next()
  }
}

/**
 * Whether a form was sent by a page of this server. Every browser says so in `Origin`; what says nothing is no browser, and has
 * no cookie that somebody else could use.
 */
export function isFromOurPage(c: Context): boolean {
  const origin = c.req.header('origin')
  const isOurs = origin !== undefined && URL.canParse(origin) && new URL(origin).host === hostOf(c)
  return isOurs && !['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')
}

function changes(c: Context): boolean {
  return !['GET', 'HEAD'].includes(c.req.method)
}

/** As the client asked for it, with its port. */
function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host
}

function hostnameOf(c: Context): string {
  const address = `http://${hostOf(c)}`
  return URL.canParse(address) ? new URL(address).hostname : ''
}
