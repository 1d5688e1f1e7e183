import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { createAccess } from './access.ts'
import { apiRoutes } from './api/api-routes.ts'
import { gatekeeper } from './gatekeeper.ts'
import { operationRoutes } from './operations/operation-routes.ts'
import { assetRoutes } from './page/assets.ts'
import { loginRoutes, strangerAnswer } from './page/login-routes.tsx'
import { pageRoutes } from './page/page-routes.tsx'
import type { WebOptions } from './web-options.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'

/** Everything that faces outward, as one app: what Twilio calls, what machines ask, what operators see and do. */
export function createApp(options: WebOptions): Hono {
  const { configuration, marks, prometheus, checks, log, now } = options
  const { accessToken, twilio, publicUrl } = configuration
  const access = accessToken === undefined ? undefined : createAccess(accessToken)
  const keeper = gatekeeper({ access, now, onStranger: strangerAnswer })
  const app = new Hono()
  app.onError((error, c) => {
    log.error({ path: c.req.path, err: error }, 'A request could not be answered.')
    return c.json({ error: 'This could not be answered; the log says why.' }, 500)
  })
  const { instruments } = prometheus
  app.route('/webhooks', webhookRoutes({ marks, authToken: twilio.authToken, publicUrl, instruments, log, now }))
  app.use(secureHeaders(HEADERS))
  app.route('/', operationRoutes({ checks, prometheus, gatekeeper: keeper, log }))
  app.route('/assets', assetRoutes())
  app.use(bodyLimit({ maxSize: OPERATOR_BODY_BYTES_MAX, onError: (c) => c.json({ error: 'Too large.' }, 413) }))
  if (access !== undefined) {
    const onWrongToken = (): void => log.warn({}, 'Somebody tried to log in with a token that is not it.')
    app.route('/', loginRoutes({ access, now, onWrongToken }))
  }
  app.use(keeper)
  // What operators see is out of date a moment later, and no business of whoever uses the browser next.
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.route('/api', apiRoutes(options))
  app.all('/api/*', (c) => c.json({ error: 'There is nothing under this address.' }, 404))
  app.route('/', pageRoutes(options))
  return app
}

/** A token and a path, or a reason in a sentence. */
const OPERATOR_BODY_BYTES_MAX = 16 * 1024

/** Nothing from elsewhere, no script in the page itself, and in nobody's frame. */
const HEADERS: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    // Pico draws its arrows and marks with images that are in its style sheet.
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Without a referrer a browser would not say where a form came from either.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  crossOriginResourcePolicy: 'same-origin',
  // Whether the way to here is encrypted is decided by what stands before us.
  strictTransportSecurity: false,
}
