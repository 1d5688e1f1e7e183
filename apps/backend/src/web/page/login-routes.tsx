/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Hono, type Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Access } from '../access.ts'
import { SESSION_MS } from '../access.ts'
import { isFromOurPage, SESSION_COOKIE } from '../gatekeeper.ts'
import { htmlAnswer } from './html-answer.ts'
import { Layout } from './layout.tsx'
import { Login } from './login.tsx'

export interface LoginOptions {
  readonly access: Access
  readonly now: () => number
  /** Somebody has tried a token that is not it. */
  readonly onWrongToken: () => void
}

/** In with the token, and out again. */
export function loginRoutes({ access, now, onWrongToken }: LoginOptions): Hono {
  const routes = new Hono()
  routes.post('/login', async (c) => {
    // Otherwise another page could log somebody in to what is not theirs.
    if (!isFromOurPage(c)) return c.text('This was sent by another page.', 403)
    const form = await c.req.parseBody()
    const next = pathOf(form['next'])
    if (typeof form['token'] !== 'string' || !access.isToken(form['token'])) {
      onWrongToken()
      return askForToken(c, next, true)
    }
    setCookie(c, SESSION_COOKIE, access.newSession(now()), {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      // The browser knows better than we whether the way to here is encrypted: a proxy may stand between.
      secure: c.req.header('origin')?.startsWith('https:') === true,
      maxAge: SESSION_MS / 1000,
    })
    return c.redirect(next, 303)
  })
  routes.post('/logout', (c) => {
    if (isFromOurPage(c)) deleteCookie(c, SESSION_COOKIE, { path: '/' })
    return c.redirect('/', 303)
  })
  return routes
}

/** What a stranger sees: a browser the form, anything else a refusal that it can read. */
export function strangerAnswer(c: Context): Response | Promise<Response> {
  const isPage = c.req.header('accept')?.includes('text/html') === true
  if (isPage) return askForToken(c, c.req.method === 'GET' ? c.req.path : '/', false)
  return c.json({ error: 'The access token is missing or wrong.' }, 401, { 'WWW-Authenticate': 'Bearer' })
}

function askForToken(c: Context, next: string, isWrong: boolean): Promise<Response> {
  return htmlAnswer(
    c,
    <Layout title="Log in" place="login" hasSession={false}>
      <Login next={next} isWrong={isWrong} />
    </Layout>,
    401,
  )
}

/** A path of ours; anything else would lead whoever logs in to somebody else's page. */
function pathOf(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '/'
}
