import { Hono, type MiddlewareHandler } from 'hono'
import type { Log } from '../../observability/log.ts'
import type { Prometheus } from '../../observability/prometheus.ts'

export interface OperationOptions {
  readonly checks: readonly ReadinessCheck[]
  readonly prometheus: Pick<Prometheus, 'text'>
  /** Metrics name no conversation, but tell how many there are and what is wrong: they are no stranger's business. */
  readonly gatekeeper: MiddlewareHandler
  readonly log: Log
}

/** Something without which this process cannot do its work. */
export interface ReadinessCheck {
  readonly name: string
  /** Rejects with the reason. */
  readonly check: () => Promise<void>
}

/** What machines ask: whether to restart this process, whether to send it requests, and how it fares. */
export function operationRoutes({ checks, prometheus, gatekeeper, log }: OperationOptions): Hono {
  const routes = new Hono()
  // Says nothing about what this process depends on: restarting it would mend none of that.
  routes.get('/healthz', (c) => c.json({ status: 'lives' }))
  routes.get('/readyz', async (c) => {
    const results = await Promise.all(checks.map((check) => resultOf(check, log)))
    const isReady = results.every(({ status }) => status === 'ready')
    return c.json({ status: isReady ? 'ready' : 'not ready', checks: results }, isReady ? 200 : 503)
  })
  routes.get('/metrics', gatekeeper, async (c) => {
    const { body, contentType } = await prometheus.text()
    return c.body(body, 200, { 'Content-Type': contentType })
  })
  return routes
}

/** Whoever asks gives up soon after. */
const CHECK_MS_MAX = 2_000

/** Which check failed is said to everybody, why only in the log: reasons have addresses and names in them. */
async function resultOf({ name, check }: ReadinessCheck, log: Log): Promise<{ name: string; status: string }> {
  const timeout = AbortSignal.timeout(CHECK_MS_MAX)
  const late = new Promise<string>((resolve) => {
    timeout.addEventListener('abort', () => resolve('does not answer'))
  })
  const done = check().then(
    () => 'ready',
    (error: unknown) => {
      log.warn({ check: name, err: error }, 'This process is not ready.')
      return 'failed'
    },
  )
  return { name, status: await Promise.race([done, late]) }
}
